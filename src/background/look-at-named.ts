import { NAMED_EVERY_MS } from "../core"
import type { Ledger } from "../modules/gateway-ledger"
import { settle, type SettlementDependencies } from "../settlement"

/** A payment as an unsigned notification names it. */
export interface NamedPayment {
  /** The gateway. */
  name: string
  account: string
  /** The gateway's own number of it. */
  gatewayId: string
}

/**
 * Asks about a payment that an unsigned notification has named, if it is ours: it is due from then on, and looked at right
 * away unless the gateway was asked a moment ago. Nothing that anybody could have written is believed, and numbers that
 * are not ours cost the gateway nothing.
 */
export async function lookAtNamed(
  dependencies: SettlementDependencies & { ledger: Pick<Ledger, "attempts"> },
  { name, account, gatewayId }: NamedPayment,
): Promise<void> {
  const named = { gateway: name, account, gateway_id: gatewayId }
  const attempt = await dependencies.ledger.attempts.wakeNamed(named, NAMED_EVERY_MS)
  if (!attempt?.isDue) return
  const { provider_id, reference } = attempt
  await settle(dependencies, { provider_id, reference, gatewayId, road: "notification" })
}
