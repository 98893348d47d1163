import type { GatewayLedgerService } from "./service"

/** Begins work that lives as long as a Medusa does; the function that it returns ends the work. */
type Companion = (ledger: GatewayLedgerService) => () => Promise<void>

const companions = new Set<Companion>()

/** Registers work that begins with every Medusa that starts in this process from now on, and ends before it does. */
export function accompany(companion: Companion): void {
  companions.add(companion)
}

/** Begins all registered work. */
export function beginCompanions(ledger: GatewayLedgerService): (() => Promise<void>)[] {
  return [...companions].map((begin) => begin(ledger))
}
