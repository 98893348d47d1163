import { useState, type ReactNode } from "react"

import { AddressForm } from "../checkout/address-form"
import { DeliveryChoice } from "../checkout/delivery-choice"
import { PaymentChoice } from "../checkout/payment-choice"
import { LineList } from "../components/line-list"
import { Message } from "../components/message"
import { Icon } from "../components/icons"
import { Totals } from "../components/totals"
import { useSpeech } from "../language/language"
import { useNames } from "../language/use-names"
import { Link } from "../lib/router"
import { useShop, type Cart } from "../shop/shop-context"

const STEPS = ["address", "delivery", "payment"] as const
type StepName = (typeof STEPS)[number]

/** Address, delivery, payment: one after the other on one page. */
export function CheckoutPage() {
  const { cart } = useShop()
  const { t } = useSpeech()
  const names = useNames()
  const [editing, setEditing] = useState<StepName>()
  if (!cart?.items?.length) return <NothingToPay />

  const open = editing ?? nextStep(cart)
  const delivery = cart.shipping_methods?.[0]?.name
  const done: Record<StepName, string | undefined> = {
    address: addressLine(cart),
    delivery: delivery && names.delivery(delivery).name,
    payment: undefined,
  }
  const proceed = () => setEditing(undefined)
  const content: Record<StepName, () => ReactNode> = {
    address: () => <AddressForm key={cart.region_id} cart={cart} onDone={proceed} />,
    delivery: () => <DeliveryChoice cart={cart} onDone={proceed} />,
    payment: () => <PaymentChoice cart={cart} />,
  }
  return (
    <section className="columns">
      <div>
        <h1>{t("checkout")}</h1>
        {STEPS.map((step, index) => (
          <Step
            key={step}
            number={index + 1}
            title={t(step)}
            isOpen={step === open}
            done={done[step]}
            onEdit={() => setEditing(step)}
          >
            {content[step]}
          </Step>
        ))}
      </div>
      <aside className="panel summary">
        <h2>{t("yourOrder")}</h2>
        <LineList lines={cart.items} currencyCode={cart.currency_code} />
        <Totals cart={cart} />
      </aside>
    </section>
  )
}

interface StepProps {
  number: number
  title: string
  isOpen: boolean
  done: string | undefined
  onEdit: () => void
  children: () => ReactNode
}

function Step({ number, title, isOpen, done, onEdit, children }: StepProps) {
  const { t } = useSpeech()
  return (
    <section className={isOpen ? "step open" : "step"}>
      <header>
        <span className={done && !isOpen ? "number done" : "number"} aria-hidden="true">
          {done && !isOpen ? <Icon name="check" size={16} /> : number}
        </span>
        <h2>{title}</h2>
        {!isOpen && done && (
          <button className="link" onClick={onEdit}>
            {t("change")}
          </button>
        )}
      </header>
      {isOpen ? children() : done && <p className="muted">{done}</p>}
    </section>
  )
}

function NothingToPay() {
  const { t } = useSpeech()
  return (
    <Message title={t("nothingToPay")}>
      <Link href="/" className="button primary">
        {t("heroButton")}
      </Link>
    </Message>
  )
}

function nextStep(cart: Cart): StepName {
  if (!addressLine(cart)) return "address"
  return cart.shipping_methods?.length ? "payment" : "delivery"
}

function addressLine(cart: Cart): string | undefined {
  const address = cart.shipping_address
  if (!cart.email || !address?.address_1) return undefined
  // Changing the region empties the address's country.
  if (!cart.region?.countries?.some(({ iso_2 }) => iso_2 === address.country_code)) return undefined
  return `${address.first_name} ${address.last_name}, ${address.address_1}, ${address.city} · ${cart.email}`
}
