import type { AdminAccount, EntryGateway, Logger } from "../core"
import type { Ledger } from "../modules/gateway-ledger"
import type { EventPort } from "../settlement"

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
  /** The id of the admin in person behind an actor: of a key the one who made it; null where nobody is known. */
  behind(actorId: string): Promise<string | null>
  /** An admin's account; null where there is none. */
  account(userId: string): Promise<AdminAccount | null>
}

/** All that payouts stand on. Everything is handed in, so they run over memory as well as over a Medusa. */
export interface PayoutDependencies {
  ledger: PayoutLedger
  /** The gateway of a provider entry; undefined when it is not configured, or is none of ours. */
  gateway(providerId: string): Promise<EntryGateway | undefined>
  /** The gateway of any entry of an account; undefined when none is configured. */
  gatewayOfAccount(name: string, account: string | null): Promise<EntryGateway | undefined>
  persons: PersonPort
  /** Whether this is the live store, and no copy of its database: only that one sends money. */
  isLive(): Promise<boolean>
  /** Whether Medusa has a refund. It takes one back that it cannot finish. */
  hasRefund(refundId: string): Promise<boolean>
  /** Looks at the money of an attempt right away. Never throws: the attempt is due all the same. */
  lookAt(attemptId: string): Promise<void>
  events: EventPort
  log: Logger
  now(): number
}
