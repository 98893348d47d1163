import { ORDER_FIRST } from "./plan"
import { keyOf, type AttemptRow, type Books, type GatewayMoney, type ProblemRow } from "./books"

/** What must never be. */
export type Fault = "double capture" | "lost money" | "stuck payment" | "wrong total"

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
}

export interface AuditOptions {
  /** References that a thief of the secret has lied about, so that the ledger may believe in more than came. */
  forged: ReadonlySet<string>
  /** Processes were killed, or the database was restarted. */
  wasInterrupted: boolean
  /** Everything has had its time: nothing may wait any more. */
  isOver: boolean
}

/** Problems that are about captured money, and so account for none that is not. */
const ABOUT_CAPTURED = new Set(["no_order", "order_total_differs", "refund_owed", "refunded_at_gateway"])

const money = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, "0")}`

/** Balances the three books against each other, to the last minor unit. See the README for the rules. */
export function audit(books: Books, options: AuditOptions): Audit {
  const result: Audit = {
    findings: [],
    capturedSum: {},
    captures: 0,
    orders: books.orders.length,
    held: books.problems.filter(({ state, settled }) => state === "open" || settled),
    waiting: 0,
    strays: 0,
    toldTotals: 0,
    untold: 0n,
  }
  const known = new Set(books.attempts.map(keyOf))
  for (const [key, { arrived }] of books.gateways) {
    const isReported = result.held.some((problem) => key.endsWith(` ${problem.reference}`))
    if (arrived > 0n && !known.has(key) && !isReported) {
      report(result, "lost money", null, `${key}: ${money(arrived)} came, and no attempt knows of it`)
    }
  }
  for (const attempt of books.attempts) auditAttempt(books, attempt, options, result)
  auditCollections(books, result)
  auditOrders(books, options, result)
  return result
}

function report(result: Audit, fault: Fault, collectionId: string | null, text: string): void {
  result.findings.push({ fault, collectionId, text })
}

const NOTHING: GatewayMoney = { arrived: 0n, told: 0n, givenUp: false }

function auditAttempt(books: Books, attempt: AttemptRow, options: AuditOptions, result: Audit): void {
  const { asked, reference, gateway } = attempt
  const { arrived, told, givenUp } = books.gateways.get(keyOf(attempt)) ?? NOTHING
  const captured = sum(books.payments.filter((one) => one.payment_session_id === attempt.session_id))
  const problems = result.held.filter((one) => one.attempt_id === attempt.id && !ABOUT_CAPTURED.has(one.kind))
  const nobodyKnows = problems.some(({ amount }) => amount === null)
  const held = problems.reduce((total, { amount }) => total + (amount ?? 0n), 0n)
  const say = (fault: Fault, text: string) =>
    report(result, fault, attempt.payment_collection_id, `${gateway} ${reference}: ${text}`)
  const facts =
    `${money(asked)} asked, ${money(arrived)} came, ${money(told)} told, ${money(captured)} captured, ` +
    `${money(held)} held (${problems.map(({ kind }) => kind).join(", ") || "nothing"}), ${attempt.status}, ` +
    `received ${attempt.received === null ? "unknown" : money(attempt.received)}, ` +
    (attempt.isWatched ? "watched" : "not watched")

  result.capturedSum[gateway] = (result.capturedSum[gateway] ?? 0n) + captured
  if (captured > asked || captured > arrived) say("double capture", `more than there is: ${facts}`)
  if (captured > 0n && captured < asked) say("wrong total", `captured in part: ${facts}`)

  const isForged = options.forged.has(reference)
  if (!isForged && !nobodyKnows && captured + held > arrived)
    say("wrong total", `held more than came: ${facts}`)

  const untold = arrived - told
  if (untold > 0n && captured + held < arrived) {
    // After the capture nothing can tell of an excess but its notification.
    if (!attempt.isWatched && captured < asked && !options.isOver)
      say("lost money", `nobody looks any more: ${facts}`)
    else result.untold += untold
  }
  if (nobodyKnows || captured + held >= told) return
  const isWaiting =
    !options.isOver &&
    told < asked &&
    captured === 0n &&
    !givenUp &&
    attempt.isWatched &&
    (attempt.received === told || (isForged && attempt.received !== null && attempt.received >= told))
  if (isWaiting) result.waiting += 1
  else say(told >= asked && captured === 0n && held === 0n ? "stuck payment" : "lost money", facts)
}

function auditCollections(books: Books, result: Audit): void {
  const collections = new Set(books.payments.map((one) => one.payment_collection_id))
  for (const id of collections) {
    const payments = books.payments.filter((one) => one.payment_collection_id === id && one.captures > 0)
    result.captures += payments.length
    if (payments.length > 1 || payments.some(({ captures }) => captures > 1)) {
      const sums = payments.map(({ captured, captures }) => `${money(captured)} in ${captures}`)
      report(result, "double capture", id, `${id}: captured more than once (${sums.join("; ")})`)
    }
    if (payments.length === 0) continue
    const attempts = books.attempts.filter((one) => one.payment_collection_id === id).map((one) => one.id)
    const isReported = result.held.some(
      ({ kind, attempt_id }) => kind === "no_order" && attempts.includes(attempt_id ?? ""),
    )
    const hasOrder = books.orders.some((order) => order.payment_collection_id === id)
    if (!hasOrder && !isReported) report(result, "stuck payment", id, `${id}: captured, and no order`)
  }
}

function auditOrders(books: Books, { isOver, wasInterrupted }: AuditOptions, result: Audit): void {
  const carts = new Map<string, string>()
  for (const { id, payment_collection_id, cart_id, canceled, total, paid } of books.orders) {
    const captured = sum(books.payments.filter((one) => one.payment_collection_id === payment_collection_id))
    const facts = `order ${id} of cart ${cart_id}: total ${money(total)}, paid ${money(paid)}, captured ${money(captured)}`
    // Where the order comes first it waits for its payment, until it is canceled; a part of the money keeps it.
    const own = books.attempts.filter((one) => one.payment_collection_id === payment_collection_id)
    const isFirst = own.some(({ provider_id }) => provider_id === ORDER_FIRST)
    const isKept = result.held.some(({ attempt_id }) => own.some(({ id }) => id === attempt_id))
    if (isFirst && paid === 0n && captured === 0n && (!isOver || isKept)) continue
    if (!isFirst && paid === 0n && captured === 0n && wasInterrupted) {
      result.strays += 1
      continue
    }
    // Medusa completes a cart whose change was killed half-way, and nobody can keep it from that: it must be told.
    const isTold = result.held.some(
      ({ kind, attempt_id }) => kind === "order_total_differs" && own.some(({ id }) => id === attempt_id),
    )
    if (isTold) result.toldTotals += 1
    if (!canceled && (paid !== captured || (captured !== total && !isTold))) {
      report(result, "wrong total", payment_collection_id, facts)
    }
    if (cart_id && carts.has(cart_id)) {
      report(result, "wrong total", payment_collection_id, `order ${id}: a second one of one cart`)
    }
    if (cart_id) carts.set(cart_id, id)
  }
}

const sum = (payments: { captured: bigint }[]) =>
  payments.reduce((total, { captured }) => total + captured, 0n)
