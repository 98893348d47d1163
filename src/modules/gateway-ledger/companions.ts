import type { GatewayLedgerService } from "./service"

/** Begins something that lives as long as a Medusa does; what it returns ends it. */
export type Companion = (ledger: GatewayLedgerService) => () => Promise<void>

const companions = new Set<Companion>()

/** Begins with every Medusa that starts in this process from now on, and ends before it does. */
export function accompany(companion: Companion): void {
  companions.add(companion)
}

/** Begins everything that accompanies a Medusa. */
export function beginCompanions(ledger: GatewayLedgerService): (() => Promise<void>)[] {
  return [...companions].map((begin) => begin(ledger))
}
