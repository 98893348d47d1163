import type { EntryGateway, Logger, Money } from "../core"
import type { Ledger } from "../modules/gateway-ledger"
import type { EventPort, MedusaPort, SettlementRequest, SettlementResult } from "../settlement"

/** What problems need of the ledger. */
export interface ProblemLedger {
  problems: Pick<Ledger["problems"], "get" | "close">
  attempts: Pick<Ledger["attempts"], "get">
  search: Pick<Ledger["search"], "attempts">
  journal: Pick<Ledger["journal"], "append">
}

/** All that people's work on problems stands on. Everything is handed in. */
export interface ProblemDependencies {
  ledger: ProblemLedger
  medusa: Pick<MedusaPort, "unitOf" | "withLock">
  /** The gateway of a provider entry; undefined when it is not configured, or is none of ours. */
  gateway(providerId: string): Promise<EntryGateway | undefined>
  /** Totals of the carts that are no orders yet, by their payment collection. */
  openCartTotals(collectionIds: readonly string[]): Promise<ReadonlyMap<string, Money>>
  /** The one road for money. */
  settle(request: SettlementRequest): Promise<SettlementResult>
  /** Asks the gateway about a payout. */
  checkPayout(payoutId: string): Promise<unknown>
  /** Looks at the money of an attempt in the background. */
  lookSoon(attemptId: string): void
  events: EventPort
  log: Logger
}
