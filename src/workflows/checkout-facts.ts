import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { Money } from "../core"
import type { PaymentAttempt } from "../modules/gateway-ledger"

/** What a shopper's page must know of Medusa. Far cheaper than what a settlement decides by. */
export interface CheckoutFacts {
  cartId: string | null
  orderId: string | null
  /** Whether the cart still asks for this payment: its session is there, and asks this sum. */
  isCurrent: boolean
}

interface CollectionRow {
  raw_amount: BigNumberInput
  payment_sessions?: { id: string; raw_amount: BigNumberInput }[]
  cart_link?: { cart_id: string }
  order_link?: { order_id: string }
}

const FIELDS = [
  "raw_amount",
  "payment_sessions.id",
  "payment_sessions.raw_amount",
  "cart_link.cart_id",
  "order_link.order_id",
]

/** Reads them without computing any total: Medusa writes a changed cart's total into its payment collection. */
export async function readCheckoutFacts(
  container: MedusaContainer,
  { payment_collection_id, session_id, amount, currency_code }: PaymentAttempt,
): Promise<CheckoutFacts> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment_collection",
    fields: FIELDS,
    filters: { id: payment_collection_id },
  })
  const [collection] = data as unknown as CollectionRow[]
  const session = collection?.payment_sessions?.find(({ id }) => id === session_id)
  const asked = Money.of(amount, currency_code)
  const asks = (sum: BigNumberInput) =>
    Money.rounded(MathBN.convert(sum).toFixed(), currency_code).equals(asked)
  return {
    cartId: collection?.cart_link?.cart_id ?? null,
    orderId: collection?.order_link?.order_id ?? null,
    isCurrent: session !== undefined && asks(session.raw_amount) && asks(collection?.raw_amount ?? 0),
  }
}
