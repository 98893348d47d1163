import { GatewayDeclined, shopperText } from "../../core"
import { inHand, isHeld, paymentOf, type OrderMoney, type PaymentFacts } from "../../core/settlement"
import { gather } from "../../settlement"
import type { ProviderDependencies } from "./dependencies"

/**
 * A collection of which money is in hand takes no further payment: whatever its cart costs by now, and in whatever
 * currency, the shopper would pay twice. It is there when the cart could not become an order yet, and settlement makes
 * one of it as soon as it can, or a person returns the money. Nor does one whose order has its money held: the merchant
 * captures it.
 *
 * @throws GatewayDeclined (already_paid)
 */
export async function assertNotPaid(
  dependencies: ReturnType<ProviderDependencies["settlement"]>,
  collectionId: string,
): Promise<void> {
  const { money } = await gather(dependencies, collectionId, { withTotal: false })
  const isPaid = money.payments.some(
    (payment) =>
      payment.collectionId === collectionId &&
      (inHand(payment, money.attempts).isPositive || isHeldForOrder(money, payment)),
  )
  if (isPaid) {
    throw new GatewayDeclined(shopperText("already_paid", "en"), "already_paid")
  }
}

function isHeldForOrder(money: OrderMoney, payment: PaymentFacts): boolean {
  const isLiving = money.order !== null && !money.order.isCanceled && !payment.isCanceled
  return isLiving && money.attempts.some((one) => isHeld(one) && paymentOf(money, one) === payment)
}
