import type { Money } from "../core"
import type { Ledger } from "../modules/gateway-ledger"
import type { MedusaPort, SettlementDependencies, SettlementRequest, SettlementResult } from "../settlement"

/** All that the resolution of problems depends on. Everything is handed in. */
export interface ProblemDependencies extends Pick<SettlementDependencies, "gateway" | "events"> {
  ledger: {
    problems: Pick<Ledger["problems"], "get" | "close">
    attempts: Pick<Ledger["attempts"], "get">
    search: Pick<Ledger["search"], "attempts">
    journal: Pick<Ledger["journal"], "append">
  }
  medusa: Pick<MedusaPort, "unitOf" | "withLock">
  /** Totals of the carts that are no orders yet, by their payment collection. */
  openCartTotals(collectionIds: readonly string[]): Promise<ReadonlyMap<string, Money>>
  /** The one road for money. */
  settle(request: SettlementRequest): Promise<SettlementResult>
  /** Asks the gateway about a payout. */
  checkPayout(payoutId: string): Promise<unknown>
  /** Settles an attempt in the background. */
  lookSoon(attemptId: string): void
}
