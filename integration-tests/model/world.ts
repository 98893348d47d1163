import type { Money, Observation, PayoutState } from "../../src/core"
import { GatewayUnavailable } from "../../src/core"
import type { AttemptFacts } from "../../src/core/settlement/index"
import type { Entry } from "./entries"
import type { MedusaBooks } from "./medusa/books"
import type { Statements } from "./statements"

/** An attempt as the plugin's ledger has it. */
export type Attempt = { -readonly [K in keyof AttemptFacts]: AttemptFacts[K] } & {
  words: AttemptFacts["words"][number][]
  payouts: { id: string; refundId: string | null; amount: Money; state: PayoutState }[]
  nextLook: number | null
}

/** A problem as the plugin's ledger has it. */
export interface Problem {
  kind: string
  attemptId: string
  refundId: string | null
  gatewayId: string | null
  amount: Money | null
  state: "open" | "cleared" | "resolved"
  /** What was known when it was last planned; see {@link World.news}. */
  asOf: number
}

/** A notification as the gateway sends it. */
export interface Notice {
  reference: string
  gatewayId: string | null
  claim: { status: "paid" | "underpaid"; received: string | null; currency: string | null }
}

/** A notification in the plugin's inbox. */
export interface InboxRow extends Notice {
  state: "received" | "done" | "failed"
  tries: number
  dueAt: number
}

/** One payment at the gateway: what is true of it, and what its API shows. */
export interface GatewayPayment {
  number: string
  reference: string
  asked: Money
  /** What has arrived, and what of it went back in the cabinet. */
  arrived: Money
  wentBack: Money
  isTest: boolean
  /** Whether it has changed since the plugin has seen it last. */
  isNews: boolean
  view: Observation
  /** What the API will show once it does not lag behind any more. */
  hidden: Observation | null
}

export interface World {
  now: number
  statements: Statements
  medusa: MedusaBooks
  entries: readonly Entry[]
  /** Entries that the merchant has taken out of the configuration. */
  unconfigured: Set<string>
  gateway: {
    payments: GatewayPayment[]
    /** So many of the next answers are errors. */
    errors: number
    /** So many of the next answers are about another payment. */
    strays: number
    /** New payments are not shown at once. */
    lags: boolean
    mail: Notice[]
    lastNumber: number
  }
  ledger: { attempts: Attempt[]; problems: Problem[]; inbox: InboxRow[] }
  /** Whether the plugin refuses to give a session up whose money is there. */
  keepsPaidSessions: boolean
  /** Whether Medusa's locks are kept in the database. */
  locksOutliveProcesses: boolean
  /** In which order payments that are due are looked at. */
  order: "as sent" | "reversed"
  /** Money that persons have sent back in other ways, by attempt id. */
  sentBack: Map<string, Money>
  /**
   * Grows with everything that the plugin may learn: an answer, a claim, a person's word, a statement in Medusa's books.
   * A problem must not go away without news.
   */
  news: number
  violations: string[]
  counts: Map<string, number>
  /** What happened, for people; null when nobody reads it. */
  trace: string[] | null
}

export const UNAVAILABLE = new GatewayUnavailable("the gateway does not answer")

export function count(world: World, what: string): void {
  world.counts.set(what, (world.counts.get(what) ?? 0) + 1)
}

export function violation(world: World, text: string): void {
  world.violations.push(text)
  world.trace?.push(`  !! ${text}`)
}

/** One durable statement in Medusa's books. */
export function inMedusa<T>(world: World, statement: () => T): T | Promise<T> {
  world.news++
  return world.statements.run(statement)
}

/** One durable statement in the plugin's ledger. */
export const inLedger = <T>(world: World, statement: () => T): T | Promise<T> =>
  world.statements.run(statement)

export const entryOf = ({ entries }: World, providerId: string): Entry | undefined =>
  entries.find((entry) => entry.providerId === providerId)

export const attemptOf = ({ ledger }: World, sessionId: string): Attempt | undefined =>
  ledger.attempts.find((attempt) => attempt.sessionId === sessionId)
