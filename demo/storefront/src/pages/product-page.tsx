import { useState } from "react"

import { formatMoney } from "../lib/money"
import { Link, navigate } from "../lib/router"
import { useAction } from "../lib/use-action"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../shop/shop-context"

/** One product with its variants. */
export function ProductPage({ handle }: { handle: string }) {
  const { sdk, region, addToCart } = useShop()
  const [chosen, setChosen] = useState<string>()
  const product = useLoaded(async () => {
    const fields = "*variants.calculated_price,+variants.inventory_quantity"
    return (await sdk.store.product.list({ handle, region_id: region.id, fields })).products[0]
  }, [handle, region.id])
  const add = useAction(async (variantId: string) => {
    await addToCart(variantId)
    navigate("/cart")
  })
  if (!product) return <p className="loading">Looking on the shelf …</p>
  const variants = (product.variants ?? []).toSorted((a, b) => (a.variant_rank ?? 0) - (b.variant_rank ?? 0))
  const variant = variants.find(({ id }) => id === chosen) ?? variants[0]
  const price = variant?.calculated_price
  return (
    <article className="product">
      <img src={product.thumbnail ?? ""} alt="" width="400" height="400" />
      <div>
        <Link href="/" className="back">
          ← All goods
        </Link>
        <h1>{product.title}</h1>
        <p className="muted">{product.subtitle}</p>
        <p className="price large">
          {price && formatMoney(price.calculated_amount ?? 0, price.currency_code ?? "eur")}
        </p>
        <p>{product.description}</p>
        <fieldset className="chips">
          <legend>{product.options?.[0]?.title}</legend>
          {variants.map(({ id, title }) => (
            <label key={id} className={id === variant?.id ? "chip chosen" : "chip"}>
              <input
                type="radio"
                name="variant"
                checked={id === variant?.id}
                onChange={() => setChosen(id)}
              />
              {title}
            </label>
          ))}
        </fieldset>
        <button
          className="primary"
          disabled={!variant || add.busy}
          onClick={() => variant && void add.run(variant.id)}
          data-testid="add-to-cart"
        >
          {add.busy ? "Adding …" : "Add to cart"}
        </button>
        {add.error && <p className="error">{add.error}</p>}
        <p className="muted small">{variant?.inventory_quantity} in stock</p>
      </div>
    </article>
  )
}
