import { GatewayDeclined, shopperText } from "../../../core"
import {
  inHand,
  isHeld,
  isUndone,
  paymentOf,
  type AttemptFacts,
  type OrderMoney,
  type PaymentFacts,
} from "../../../core/settlement"
import type { PaymentAttempt } from "../../../modules/gateway-ledger"
import { gather } from "../../../settlement"
import type { ProviderDependencies } from "../dependencies"

/** Everything that is known of the money of an attempt's cart or order, but the cart's total. */
export async function moneyOf(
  { settlement }: Pick<ProviderDependencies, "settlement">,
  { payment_collection_id }: Pick<PaymentAttempt, "payment_collection_id">,
): Promise<OrderMoney> {
  return (await gather(settlement(), payment_collection_id, { withTotal: false })).money
}

/** Medusa's payment of an attempt's session; undefined where there is none. */
export const paymentIn = (
  { payments }: OrderMoney,
  { session_id }: Pick<PaymentAttempt, "session_id">,
): PaymentFacts | undefined => payments.find(({ sessionId }) => sessionId === session_id)

/** What is known of an attempt; undefined where it is not one of this cart or order. */
export const factsIn = (
  { attempts }: OrderMoney,
  attempt: Pick<PaymentAttempt, "id">,
): AttemptFacts | undefined => attempts.find(({ id }) => id === attempt.id)

/**
 * Refuses a further payment of a collection of which money is in hand: the shopper would pay twice, whatever the cart costs
 * by now, and in whatever currency. Such money waits for its cart to become an order, or for a person to return it. Refuses
 * one of an order whose money is held, too: the merchant captures that.
 *
 * @throws GatewayDeclined (already_paid)
 */
export async function assertNotPaid(
  dependencies: Pick<ProviderDependencies, "settlement">,
  payment_collection_id: string,
): Promise<void> {
  const money = await moneyOf(dependencies, { payment_collection_id })
  const isPaid = money.payments.some(
    (payment) =>
      payment.collectionId === payment_collection_id &&
      ((inHand(payment, money.attempts).isPositive && !isUndone(money, payment)) ||
        isHeldForOrder(money, payment)),
  )
  if (isPaid) throw new GatewayDeclined(shopperText("already_paid", "en"), "already_paid")
}

function isHeldForOrder(money: OrderMoney, payment: PaymentFacts): boolean {
  const isLiving = money.order !== null && !money.order.isCanceled && !payment.isCanceled
  return isLiving && money.attempts.some((one) => isHeld(one) && paymentOf(money, one) === payment)
}
