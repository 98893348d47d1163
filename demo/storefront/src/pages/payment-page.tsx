import { useEffect } from "react"

import { follow, startedPayment, type StartedPayment } from "../checkout/payment"
import { TransferCard } from "../checkout/transfer-card"
import { usePaymentStatus, type PaymentState } from "../checkout/use-payment-status"
import { Link, navigate } from "../lib/router"
import { useShop } from "../shop/shop-context"

/** What has become of the payment under way. The shopper comes here from the gateway, or waits here for a transfer. */
export function PaymentPage() {
  const started = startedPayment.read()
  if (!started) {
    return (
      <section className="notice">
        <h1>No payment is under way</h1>
        <Link href="/" className="primary">
          To the shop
        </Link>
      </section>
    )
  }
  return <Watched started={started} />
}

function Watched({ started }: { started: StartedPayment }) {
  const { forgetCart } = useShop()
  const { sessionId, nextAction } = started
  const state = usePaymentStatus(sessionId)
  const orderId = state?.order_id
  useEffect(() => {
    if (!orderId) return
    startedPayment.forget()
    forgetCart()
    navigate(`/orders/${orderId}`, { replace: true })
    // Once, when the order is there.
  }, [orderId])

  if (state && isOver(state)) return <Unsuccessful state={state} />
  if (state?.status === "paid") return <Waiting title="Paid" text="Your order is being placed …" />
  if (nextAction.type === "transfer") {
    return <TransferCard sessionId={sessionId} transfer={nextAction} state={state} />
  }
  return (
    <Waiting title="Looking for your payment" text="This usually takes a few seconds.">
      <button className="secondary" onClick={() => follow(nextAction)}>
        Back to the payment page
      </button>
      <Link href="/checkout" className="link">
        Pay in another way
      </Link>
    </Waiting>
  )
}

function Waiting({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <section className="notice" role="status">
      <div className="spinner" />
      <h1>{title}</h1>
      <p className="muted">{text}</p>
      {children}
    </section>
  )
}

const REASONS: Partial<Record<PaymentState["status"], string>> = {
  failed: "The payment did not go through.",
  canceled: "The payment was canceled.",
  expired: "The time for this payment is over.",
}

function isOver(state: PaymentState): boolean {
  return state.status in REASONS
}

function Unsuccessful({ state }: { state: PaymentState }) {
  return (
    <section className="notice" data-testid="unsuccessful">
      <h1>{REASONS[state.status]}</h1>
      <p className="muted">Nothing is lost: your cart is as you left it.</p>
      <Link href="/checkout" className="primary" data-testid="try-again">
        Try again
      </Link>
    </section>
  )
}
