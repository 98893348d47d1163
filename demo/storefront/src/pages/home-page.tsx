import type { HttpTypes } from "@medusajs/types"

import { formatMoney } from "../lib/money"
import { Link } from "../lib/router"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../shop/shop-context"

/** All products. */
export function HomePage() {
  const { sdk, region } = useShop()
  const list = useLoaded(
    () =>
      sdk.store.product.list({ region_id: region.id, fields: "*variants.calculated_price", order: "title" }),
    [region.id],
  )
  return (
    <>
      <section className="hero">
        <h1>Good things from around the Caspian</h1>
        <p>Tea, copper, wool and walnut, sent to your door.</p>
      </section>
      <ul className="grid" data-testid="products">
        {list?.products.map((product) => (
          <ProductCard key={product.id} product={product} />
        ))}
      </ul>
    </>
  )
}

function ProductCard({ product }: { product: HttpTypes.StoreProduct }) {
  const price = product.variants?.[0]?.calculated_price
  return (
    <li>
      <Link href={`/products/${product.handle}`} className="card">
        <img src={product.thumbnail ?? ""} alt="" width="400" height="400" />
        <span className="card-title">{product.title}</span>
        <span className="muted">{product.subtitle}</span>
        <span className="price">
          {price && formatMoney(price.calculated_amount ?? 0, price.currency_code ?? "eur")}
        </span>
      </Link>
    </li>
  )
}
