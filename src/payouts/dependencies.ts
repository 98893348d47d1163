import type { AdminAccount } from "../core"
import type { Ledger } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "../settlement"

/** What payouts need of the ledger. */
export interface PayoutLedger {
  payouts: Pick<
    Ledger["payouts"],
    "get" | "open" | "ofKey" | "move" | "note" | "hasReference" | "waitingRefunds"
  >
  problems: Pick<Ledger["problems"], "open" | "openOfPayout" | "close">
  attempts: Pick<Ledger["attempts"], "find" | "get">
  journal: Pick<Ledger["journal"], "append">
}

/** What Medusa knows of the people who make payouts. */
export interface PersonPort {
  /** The id of the admin behind an actor: the admin in person, or who made a key; null where nobody is known. */
  behind(actorId: string): Promise<string | null>
  /** An admin's account; null where there is none. */
  account(userId: string): Promise<AdminAccount | null>
}

/** All that payouts depend on. Everything is handed in, so they run in memory as well as with a Medusa. */
export interface PayoutDependencies extends Pick<
  SettlementDependencies,
  "gateway" | "gatewayOfAccount" | "events" | "log" | "now"
> {
  ledger: PayoutLedger
  persons: PersonPort
  /** Whether this is the live store and no copy of its database: only the live store sends money. */
  isLive(): Promise<boolean>
  /** Whether Medusa has a refund: it takes one back that it cannot finish. */
  hasRefund(refundId: string): Promise<boolean>
  /** Settles an attempt right away. Never throws: the attempt is due all the same. */
  lookAt(attemptId: string): Promise<void>
}
