import type { HttpTypes } from "@medusajs/types"

import { Icon } from "../components/icons"
import { Waiting } from "../components/waiting"
import { useSpeech } from "../language/language"
import { useNames } from "../language/use-names"
import { Link } from "../lib/router"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../shop/shop-context"

/** All products. */
export function HomePage() {
  const { sdk, region } = useShop()
  const { t } = useSpeech()
  const list = useLoaded(
    () =>
      sdk.store.product.list({ region_id: region.id, fields: "*variants.calculated_price", order: "title" }),
    [region.id],
  )
  return (
    <>
      <section className="hero">
        <div>
          <h1>{t("tagline")}</h1>
          <p>{t("heroText")}</p>
          <a href="#goods" className="button light">
            {t("heroButton")}
          </a>
        </div>
      </section>
      <ul className="promises">
        <li>
          <Icon name="truck" /> {t("promiseDelivery")}
        </li>
        <li>
          <Icon name="back" /> {t("promiseReturn")}
        </li>
        <li>
          <Icon name="hand" /> {t("promiseMade")}
        </li>
      </ul>
      <h2 id="goods">{t("goods")}</h2>
      {list.value ? (
        <ul className="grid" data-testid="products">
          {list.value.products.map((product) => (
            <ProductCard key={product.id} product={product} />
          ))}
        </ul>
      ) : (
        <Waiting on={list} text={t("lookingOnShelf")} />
      )}
    </>
  )
}

function ProductCard({ product }: { product: HttpTypes.StoreProduct }) {
  const { money } = useSpeech()
  const { title, subtitle } = useNames().product(product)
  const price = product.variants?.[0]?.calculated_price
  return (
    <li>
      <Link href={`/products/${product.handle}`} className="card">
        <span className="card-picture">
          <img src={product.thumbnail ?? ""} alt="" width="400" height="400" />
        </span>
        <span className="card-title">{title}</span>
        <span className="muted">{subtitle}</span>
        <span className="price">
          {price && money(price.calculated_amount ?? 0, price.currency_code ?? "eur")}
        </span>
      </Link>
    </li>
  )
}
