import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { Money } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { costsAnotherSum } from "./cost"

/** What Medusa has on record about an attempt's session, cart and order. */
export interface MedusaFacts {
  /** The session with its amount as Medusa holds it, unrounded; undefined once it was deleted. */
  session: { id: string; amount: BigNumberInput } | undefined
  paymentId: string | undefined
  /** Captured for this session, rounded to the currency. */
  captured: Money
  /** Whether another payment of the collection was captured: a cart is paid once, whatever it costs by now. */
  coveredByAnother: boolean
  cartId: string | undefined
  orderId: string | undefined
  order: "none" | "open" | "canceled"
  /** The cart, or the living order made of it, costs something else than the session asks. */
  costsAnotherSum: boolean
}

interface PaymentRow {
  id: string
  payment_session_id: string
  captures: { amount: BigNumberInput }[]
}

/** Reads them without a lock: call it under the settlement's. */
export async function readMedusaFacts(
  container: MedusaContainer,
  attempt: PaymentAttempt,
): Promise<MedusaFacts> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const read = async (entity: string, fields: string[], filters: Record<string, string>) =>
    (await query.graph({ entity, fields, filters })).data as unknown[]

  const collection = { payment_collection_id: attempt.payment_collection_id }
  const [sessions, payments, carts, orders] = await Promise.all([
    read("payment_session", ["id", "raw_amount"], { id: attempt.session_id }),
    read("payment", ["id", "payment_session_id", "captures.amount", "captures.raw_amount"], collection),
    read("cart_payment_collection", ["cart_id"], collection),
    read("order_payment_collection", ["order_id", "order.canceled_at"], collection),
  ])
  const rows = payments as PaymentRow[]
  const own = rows.filter((payment) => payment.payment_session_id === attempt.session_id)
  const others = capturedBy(
    rows.filter((payment) => !own.includes(payment)),
    attempt.currency_code,
  )
  const [order] = orders as { order_id: string; order?: { canceled_at: string | null } }[]
  const [session] = sessions as { id: string; raw_amount: BigNumberInput }[]
  const made = { cartId: (carts as { cart_id: string }[])[0]?.cart_id, orderId: order?.order_id }
  const isCanceled = Boolean(order?.order?.canceled_at)
  return {
    session: session && { id: session.id, amount: session.raw_amount },
    paymentId: own[0]?.id,
    captured: capturedBy(own, attempt.currency_code),
    coveredByAnother: others.isPositive,
    ...made,
    order: !order ? "none" : isCanceled ? "canceled" : "open",
    costsAnotherSum: !isCanceled && (await costsAnotherSum(container, attempt, made)),
  }
}

export const isPaidWithoutOrder = (facts: MedusaFacts) =>
  facts.captured.isPositive && !facts.orderId && facts.cartId !== undefined

function capturedBy(payments: PaymentRow[], currency: string): Money {
  const captures = payments.flatMap((payment) => payment.captures ?? [])
  const sum = captures.reduce((total, capture) => MathBN.add(total, capture.amount), MathBN.convert(0))
  return Money.rounded(sum.toFixed(), currency)
}
