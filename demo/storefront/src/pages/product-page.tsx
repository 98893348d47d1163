import type { HttpTypes } from "@medusajs/types"
import { useState } from "react"

import { Icon } from "../components/icons"
import { Message } from "../components/message"
import { Waiting } from "../components/waiting"
import { useSpeech } from "../language/language"
import { useNames } from "../language/use-names"
import { Link, navigate } from "../lib/router"
import { useAction } from "../lib/use-action"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../shop/shop-context"

/** One product with its variants. */
export function ProductPage({ handle }: { handle: string }) {
  const { sdk, region } = useShop()
  const { t } = useSpeech()
  const answer = useLoaded(async () => {
    const fields = "*variants.calculated_price,+variants.inventory_quantity"
    return (await sdk.store.product.list({ handle, region_id: region.id, fields })).products
  }, [handle, region.id])
  if (!answer.value) return <Waiting on={answer} text={t("lookingOnShelf")} />
  const [product] = answer.value
  if (product) return <Product product={product} />
  return (
    <Message title={t("notOnShelf")}>
      <Link href="/" className="button primary">
        {t("allGoods")}
      </Link>
    </Message>
  )
}

function Product({ product }: { product: HttpTypes.StoreProduct }) {
  const { t, money } = useSpeech()
  const { title, subtitle, description } = useNames().product(product)
  const [chosen, setChosen] = useState<string>()
  const variants = (product.variants ?? []).toSorted((a, b) => (a.variant_rank ?? 0) - (b.variant_rank ?? 0))
  const variant = variants.find(({ id }) => id === chosen) ?? variants[0]
  const price = variant?.calculated_price
  return (
    <article className="product">
      <Link href="/" className="back">
        <Icon name="back" size={18} /> {t("allGoods")}
      </Link>
      <img src={product.thumbnail ?? ""} alt="" width="560" height="560" />
      <div className="product-text">
        <h1>{title}</h1>
        <p className="muted">{subtitle}</p>
        <p className="price large">
          {price && money(price.calculated_amount ?? 0, price.currency_code ?? "eur")}
        </p>
        <p>{description}</p>
        <Variants product={product} variants={variants} chosenId={variant?.id} onChoose={setChosen} />
        {variant && <AddButton variant={variant} />}
        <ul className="facts">
          <li>
            <Icon name="truck" size={20} /> {t("promiseDelivery")}
          </li>
          <li>
            <Icon name="back" size={20} /> {t("promiseReturn")}
          </li>
        </ul>
      </div>
    </article>
  )
}

interface VariantsProps {
  product: HttpTypes.StoreProduct
  variants: HttpTypes.StoreProductVariant[]
  chosenId: string | undefined
  onChoose: (id: string) => void
}

function Variants({ product, variants, chosenId, onChoose }: VariantsProps) {
  const names = useNames()
  return (
    <fieldset className="chips">
      <legend>{names.option(product.handle, product.options?.[0]?.title)}</legend>
      {variants.map(({ id, title }) => (
        <label key={id} className={id === chosenId ? "chip chosen" : "chip"}>
          <input type="radio" name="variant" checked={id === chosenId} onChange={() => onChoose(id)} />
          {names.variant(product.handle, title ?? "")}
        </label>
      ))}
    </fieldset>
  )
}

function AddButton({ variant }: { variant: HttpTypes.StoreProductVariant }) {
  const { addToCart } = useShop()
  const { t } = useSpeech()
  const add = useAction(async () => {
    await addToCart([{ variant_id: variant.id, quantity: 1 }])
    navigate("/cart")
  })
  const stock = variant.inventory_quantity ?? 0
  return (
    <>
      <button
        className="button primary"
        disabled={stock <= 0 || add.busy}
        onClick={() => void add.run()}
        data-testid="add-to-cart"
      >
        {stock <= 0 ? t("soldOut") : add.busy ? t("adding") : t("addToCart")}
      </button>
      {add.error && <p className="error">{add.error}</p>}
      <p className="muted small">{stock > 0 && t("inStock", { count: stock })}</p>
    </>
  )
}
