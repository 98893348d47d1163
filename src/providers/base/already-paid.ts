import { GatewayDeclined, shopperText } from "../../core"
import { inHand } from "../../core/settlement"
import { gather } from "../../settlement"
import type { ProviderDependencies } from "./dependencies"

/**
 * A collection of which money is in hand takes no further payment: whatever its cart costs by now, and in whatever
 * currency, the shopper would pay twice. It is there when the cart could not become an order yet, and settlement makes
 * one of it as soon as it can, or a person returns the money.
 *
 * @throws GatewayDeclined (already_paid)
 */
export async function assertNotPaid(
  dependencies: ReturnType<ProviderDependencies["settlement"]>,
  collectionId: string,
): Promise<void> {
  const { money } = await gather(dependencies, collectionId, { withTotal: false })
  const isPaid = money.payments.some(
    (payment) => payment.collectionId === collectionId && inHand(payment, money.attempts).isPositive,
  )
  if (isPaid) {
    throw new GatewayDeclined(shopperText("already_paid", "en"), "already_paid")
  }
}
