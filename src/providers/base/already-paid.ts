import { GatewayDeclined, Money } from "../../core"
import { inHand } from "../../core/settlement"
import { gather } from "../../settlement"
import type { ProviderDependencies } from "./dependencies"

/**
 * A collection whose money is in hand needs no further payment: the shopper would pay twice. It is there when the cart
 * could not become an order yet, and settlement makes one of it as soon as it can.
 *
 * @throws GatewayDeclined (already_paid)
 */
export async function assertNotPaid(
  dependencies: ReturnType<ProviderDependencies["settlement"]>,
  collectionId: string,
  amount: Money,
): Promise<void> {
  const { money } = await gather(dependencies, collectionId, { withTotal: false })
  const own = money.payments.filter(
    (payment) => payment.collectionId === collectionId && payment.currency === amount.currency,
  )
  const paid = own.reduce(
    (sum, payment) => sum.plus(inHand(payment, money.attempts)),
    Money.zero(amount.currency),
  )
  if (paid.isPositive && !paid.lessThan(amount)) {
    throw new GatewayDeclined(
      "This is paid already. Your order is on its way; please do not pay again.",
      "already_paid",
    )
  }
}
