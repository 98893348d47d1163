import type { Books, ProblemRow } from "../books"
import type { Story } from "../story"

/** What must never be. */
export const FAULTS = [
  "double capture",
  "lost money",
  "stuck payment",
  "wrong total",
  "wrong account",
  "unfinished order",
  "living order canceled",
  "canceled too early",
  "money left unasked",
  "owed twice",
  "false alarm",
  "captured unasked",
  "sent back unasked",
  "hold left standing",
  "living hold voided",
  "not at the gateway",
  "not in Medusa",
  "unfinished operation",
  "key reused",
  "shown as not captured",
] as const
export type Fault = (typeof FAULTS)[number]

export interface Finding {
  fault: Fault
  /** By which the history is found. */
  collectionId: string | null
  text: string
}

export interface Audit {
  findings: Finding[]
  capturedSum: Record<string, bigint>
  captures: number
  orders: number
  held: ProblemRow[]
  /** Parts of payments that wait for their rest. */
  waiting: number
  /** Orders without any money: completing a cart writes the order before the payment, and a kill comes in between. */
  strays: number
  /** Orders of another total than was captured, of which the merchant is told. */
  toldTotals: number
  /** Money that the gateway never managed to tell of; its payments are still watched. */
  untold: bigint
  /** Orders that nobody paid, and that the plugin canceled. */
  canceledUnpaid: number
  /** What the gateways sent out. */
  paidOut: bigint
  /** What a gateway sent back by its API. */
  sentBack: bigint
  /** Payments whose money is held, and waits for the merchant. */
  standing: number
}

export interface AuditOptions {
  /** References that a thief of the secret has lied about, so that the ledger may believe in more than came. */
  forged: ReadonlySet<string>
  /** References of another store that sells by the same shop. */
  foreign: ReadonlySet<string>
  /** Processes were killed, the database was restarted, or statements failed. */
  wasInterrupted: boolean
  /** Everything has had its time: nothing may wait any more. */
  isOver: boolean
  stories: readonly Story[]
}

/** What each rule works on. */
export interface Auditing extends AuditOptions {
  books: Books
  result: Audit
}

export const isHeld = ({ state, settled }: Pick<ProblemRow, "state" | "settled">) =>
  state === "open" || settled

export function report({ result }: Auditing, fault: Fault, collectionId: string | null, text: string): void {
  result.findings.push({ fault, collectionId, text })
}

export const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
