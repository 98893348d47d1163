import { useState } from "react"

import { AddressForm } from "../checkout/address-form"
import { DeliveryChoice } from "../checkout/delivery-choice"
import { PaymentChoice } from "../checkout/payment-choice"
import { Totals } from "../components/totals"
import { Link } from "../lib/router"
import { useShop, type Cart } from "../shop/shop-context"

type StepName = "address" | "delivery" | "payment"

/** Address, delivery, payment: one after the other on one page. */
export function CheckoutPage() {
  const { cart } = useShop()
  const [editing, setEditing] = useState<StepName>()
  if (!cart?.items?.length) {
    return (
      <section className="notice">
        <h1>There is nothing to pay for</h1>
        <Link href="/" className="primary">
          See the goods
        </Link>
      </section>
    )
  }
  const step = editing ?? nextStep(cart)
  return (
    <section className="columns">
      <div>
        <h1>Checkout</h1>
        <Section
          title="1. Address"
          open={step === "address"}
          done={addressLine(cart)}
          edit={() => setEditing("address")}
        >
          <AddressForm key={cart.region_id} cart={cart} onDone={() => setEditing(undefined)} />
        </Section>
        <Section
          title="2. Delivery"
          open={step === "delivery"}
          done={cart.shipping_methods?.[0]?.name}
          edit={() => setEditing("delivery")}
        >
          <DeliveryChoice cart={cart} onDone={() => setEditing(undefined)} />
        </Section>
        <Section title="3. Payment" open={step === "payment"}>
          <PaymentChoice cart={cart} />
        </Section>
      </div>
      <aside className="panel">
        <Totals cart={cart} />
        <p className="muted small">
          {cart.items.map((item) => `${item.quantity} × ${item.product_title}`).join(", ")}
        </p>
      </aside>
    </section>
  )
}

interface SectionProps {
  title: string
  open: boolean
  done?: string
  edit?: () => void
  children: React.ReactNode
}

function Section({ title, open, done, edit, children }: SectionProps) {
  return (
    <section className={open ? "step open" : "step"}>
      <header>
        <h2>{title}</h2>
        {!open && done && (
          <button className="link" onClick={edit}>
            Change
          </button>
        )}
      </header>
      {open ? children : <p className="muted">{done}</p>}
    </section>
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
