import { GatewayUnavailable, Money, type EntryGateway, type Observation } from "../../src/core"
import type {
  PaymentAttempt,
  PaymentOperation,
  PaymentProblem,
  Payout,
} from "../../src/modules/gateway-ledger"
import type { SettlementDependencies } from "../../src/settlement"
import type { Card, CardBooks } from "./card"
import type { Entry } from "./entries"
import type { MedusaBooks } from "./medusa/books"
import type { ReadingPorts } from "./ports"
import type { Statements } from "./statements"

/** A notification as the gateway sends it. */
export interface Notice {
  providerId: string
  reference: string
  gatewayId: string | null
  claim: { status: "paid" | "underpaid"; received: string | null; currency: string | null }
  /** Anybody may have written it. */
  isUnsigned?: boolean
}

/** A notification in the plugin's inbox. */
export interface InboxRow extends Notice {
  id: string
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
  /** Of a payment by card. */
  card: Card | null
  /** Whether it has changed since the plugin has seen it last. */
  isNews: boolean
  view: Observation
  /** What the API will show once it does not lag behind any more. */
  hidden: Observation | null
}

/** The plugin's ledger in memory. Rows are never changed, only replaced: whoever holds one holds what was. */
export interface LedgerBooks {
  attempts: PaymentAttempt[]
  problems: PaymentProblem[]
  payouts: Payout[]
  operations: PaymentOperation[]
  inbox: InboxRow[]
}

export interface World {
  now: number
  /** The database's clock. */
  ticks: number
  statements: Statements
  medusa: MedusaBooks
  entries: readonly Entry[]
  gateways: Map<string, EntryGateway>
  ports: ReadingPorts
  /** The same with what settlement lets Medusa do; made when it is needed first. */
  road: SettlementDependencies | undefined
  /** Entries that the merchant has taken out of the configuration, now or at any time. */
  unconfigured: Set<string>
  wereUnconfigured: Set<string>
  gateway: {
    payments: GatewayPayment[]
    /** So many of the next answers are errors. */
    errors: number
    /** So many of the next answers are about another payment. */
    strays: number
    /** So many of the next answers come from a copy that lags behind. */
    stale: number
    /** When it last gave such an answer. */
    staleAt: number
    /** References of payments that it does not know any more. */
    forgotten: Set<string>
    /** New payments are not shown at once. */
    lags: boolean
    mail: Notice[]
    lastNumber: number
  }
  /** The gateway for cards. */
  card: CardBooks
  ledger: LedgerBooks
  /** Whether Medusa's locks are kept in the database. */
  locksOutliveProcesses: boolean
  /** In which order payments that are due are looked at. */
  order: "as sent" | "reversed"
  /** Money that persons have sent back in other ways, by {@link sentBackKey}. */
  sentBack: Map<string, Money>
  /**
   * Grows with everything that the plugin may learn: an answer, a claim, a person's word, a statement in Medusa's books.
   * A problem must not go away without news.
   */
  news: number
  /** What was known when a problem was planned last, by its id. */
  asOf: Map<string, number>
  violations: string[]
  counts: Map<string, number>
  /** What happened, for people; null when nobody reads it. */
  trace: string[] | null
}

/** By the attempt, and by the gateway's payment where the person was told its number. */
export const sentBackKey = (attemptId: string, number: string | null) => `${attemptId} ${number ?? ""}`

/** What persons have sent back of an attempt's own money; null for none. */
export function sentBackOf({ sentBack }: World, { id, gateway_id }: PaymentAttempt): Money | null {
  const sums = [...new Set([null, gateway_id])].flatMap(
    (number) => sentBack.get(sentBackKey(id, number)) ?? [],
  )
  return sums.length === 0 ? null : sums.reduce((sum, one) => sum.plus(one))
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

/** The newest attempt of a session. */
export const attemptOf = ({ ledger }: World, sessionId: string): PaymentAttempt | undefined =>
  ledger.attempts.findLast((attempt) => attempt.session_id === sessionId)

export const askedOf = ({ amount, currency_code }: PaymentAttempt): Money => Money.of(amount, currency_code)

export const timeOf = (date: Date | null): number | null => date && date.getTime()
