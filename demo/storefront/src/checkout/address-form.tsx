import type { FormEvent } from "react"

import { useSpeech } from "../language/language"
import { useNames } from "../language/use-names"
import { useAction } from "../lib/use-action"
import { CART, useShop, type Cart } from "../shop/shop-context"

/** Who buys, and where the parcel goes. */
export function AddressForm({ cart, onDone }: { cart: Cart; onDone: () => void }) {
  const { sdk, region, setCart } = useShop()
  const { t } = useSpeech()
  const names = useNames()
  const save = useAction(async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? "").trim()
    const address = {
      first_name: text("first_name"),
      last_name: text("last_name"),
      address_1: text("address_1"),
      city: text("city"),
      postal_code: text("postal_code"),
      country_code: text("country_code"),
      phone: text("phone"),
    }
    const update = { email: text("email"), shipping_address: address, billing_address: address }
    setCart((await sdk.store.cart.update(cart.id, update, CART)).cart)
    onDone()
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void save.run(new FormData(event.currentTarget))
  }
  const known = cart.shipping_address
  return (
    <form className="form" onSubmit={submit}>
      <Field label={t("email")} name="email" type="email" value={cart.email} autoComplete="email" wide />
      <Field label={t("firstName")} name="first_name" value={known?.first_name} autoComplete="given-name" />
      <Field label={t("lastName")} name="last_name" value={known?.last_name} autoComplete="family-name" />
      <Field
        label={t("street")}
        name="address_1"
        value={known?.address_1}
        autoComplete="address-line1"
        wide
      />
      <Field label={t("city")} name="city" value={known?.city} autoComplete="address-level2" />
      <Field
        label={t("postalCode")}
        name="postal_code"
        value={known?.postal_code}
        autoComplete="postal-code"
      />
      <label>
        {t("country")}
        <select name="country_code" defaultValue={known?.country_code ?? region.countries?.[0]?.iso_2}>
          {region.countries?.map(({ iso_2 = "" }) => (
            <option key={iso_2} value={iso_2}>
              {names.country(iso_2)}
            </option>
          ))}
        </select>
      </label>
      <Field label={t("phone")} name="phone" type="tel" value={known?.phone} autoComplete="tel" optional />
      {save.error && <p className="error wide">{save.error}</p>}
      <button className="button primary wide" disabled={save.busy} data-testid="save-address">
        {save.busy ? t("saving") : t("toDelivery")}
      </button>
    </form>
  )
}

interface FieldProps {
  label: string
  name: string
  value?: string | null
  type?: string
  autoComplete: string
  wide?: boolean
  optional?: boolean
}

function Field({ label, value, wide, optional, type = "text", ...input }: FieldProps) {
  return (
    <label className={wide ? "wide" : undefined}>
      {label}
      <input {...input} type={type} defaultValue={value ?? ""} required={!optional} />
    </label>
  )
}
