import type { MedusaContainer } from "@medusajs/framework/types"
import { Money } from "../../core"
import { knexOf } from "../container"
import { moneyFromMedusa } from "../money"

/** What a shopper's page must know of Medusa. It is far cheaper to read than the facts of a settlement. */
export interface CheckoutFacts {
  cartId: string | null
  orderId: string | null
  /** Whether the cart still asks for this payment: its session exists and asks for this sum. */
  isCurrent: boolean
  /** Whether the order was canceled or deleted. */
  isOrderCanceled: boolean
}

interface Row {
  cart_id: string | null
  order_id: string | null
  /** Unrounded, as Medusa keeps it; null when the session is gone. */
  session_amount: string | null
  /** Medusa writes a changed cart's total here. */
  collection_amount: string | null
  is_order_canceled: boolean
}

/**
 * Pages ask for these facts every few seconds, so one statement reads them. Medusa's query would take four, more than half
 * of what such a page costs.
 */
const FACTS = `
  select cart.cart_id, orders.order_id,
         session.raw_amount ->> 'value' as session_amount,
         collection.raw_amount ->> 'value' as collection_amount,
         coalesce(placed.canceled_at is not null or placed.status = 'canceled' or placed.deleted_at is not null, false)
           as is_order_canceled
  from payment_collection collection
  left join payment_session session
    on session.id = ? and session.payment_collection_id = collection.id and session.deleted_at is null
  left join cart_payment_collection cart
    on cart.payment_collection_id = collection.id and cart.deleted_at is null
  left join order_payment_collection orders
    on orders.payment_collection_id = collection.id and orders.deleted_at is null
  left join "order" placed on placed.id = orders.order_id
  where collection.id = ? and collection.deleted_at is null
  limit 1`

/** A payment as its attempt names it. */
interface NamedPayment {
  payment_collection_id: string
  session_id: string
  /** Decimal string in major units. */
  amount: string
  currency_code: string
}

/** Reads the facts of a payment without computing any total. */
export async function readCheckoutFacts(
  container: MedusaContainer,
  { payment_collection_id, session_id, amount, currency_code }: NamedPayment,
): Promise<CheckoutFacts> {
  const { rows } = await knexOf(container).raw<{ rows: Row[] }>(FACTS, [session_id, payment_collection_id])
  const [row] = rows
  const asked = Money.of(amount, currency_code)
  const asks = (sum: string | null | undefined) =>
    typeof sum === "string" && moneyFromMedusa(sum, currency_code).equals(asked)
  return {
    cartId: row?.cart_id ?? null,
    orderId: row?.order_id ?? null,
    isCurrent: asks(row?.session_amount) && asks(row?.collection_amount),
    isOrderCanceled: row?.is_order_canceled ?? false,
  }
}
