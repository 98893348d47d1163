import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { Money } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"

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
  /** The cart, which is no order yet, costs something else than the session asks. */
  cartHasChanged: boolean
}

interface CartRow {
  id: string
  total: BigNumberInput
}

interface PaymentRow {
  id: string
  payment_session_id: string
  captures: { amount: BigNumberInput }[]
}

/** Reads them in five statements or fewer, without a lock: call it under the settlement's. */
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
  const cartId = (carts as { cart_id: string }[])[0]?.cart_id
  const [cart] = cartId && !order ? ((await read("cart", ["id", "total"], { id: cartId })) as CartRow[]) : []
  const cartTotal = cart && Money.rounded(MathBN.convert(cart.total).toFixed(), attempt.currency_code)
  return {
    session: session && { id: session.id, amount: session.raw_amount },
    paymentId: own[0]?.id,
    captured: capturedBy(own, attempt.currency_code),
    coveredByAnother: others.isPositive,
    cartId,
    orderId: order?.order_id,
    cartHasChanged:
      cartTotal !== undefined && !cartTotal.equals(Money.of(attempt.amount, attempt.currency_code)),
    order: !order ? "none" : order.order?.canceled_at ? "canceled" : "open",
  }
}

function capturedBy(payments: PaymentRow[], currency: string): Money {
  const captures = payments.flatMap((payment) => payment.captures ?? [])
  const sum = captures.reduce((total, capture) => MathBN.add(total, capture.amount), MathBN.convert(0))
  return Money.rounded(sum.toFixed(), currency)
}
