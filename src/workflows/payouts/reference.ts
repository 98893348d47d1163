import type { Gateway } from "../../core"
import type { GatewayLedgerService } from "../../modules/gateway-ledger"

const TRIES = 5

/** A reference for a payout that no payment has: some gateways keep both in one book. */
export async function freeReference(ledger: GatewayLedgerService, gateway: Gateway): Promise<string> {
  let reference = gateway.newReference()
  for (let tries = 1; tries < TRIES && (await ledger.isReferenceTaken(gateway.name, reference)); tries++) {
    reference = gateway.newReference()
  }
  return reference
}
