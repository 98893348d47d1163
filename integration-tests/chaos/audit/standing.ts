import { capturedOf, keyOf, type AttemptRow, type OrderRow, type PaymentRow, type ProblemRow } from "../books"
import type { GatewayMoney } from "../gateway-books"
import { isAboutCaptured, isAboutUncaptured, OVERPAID, REFUNDED_AT_GATEWAY, TOTAL_DIFFERS } from "../ledger"
import { majorText } from "../minor"
import { eventsOf, storyOf } from "../story"
import { isHeld, sum, type Auditing } from "./report"

/** Where the money of one attempt stands. */
export interface Standing {
  gateway: GatewayMoney
  captured: bigint
  /** What Medusa has as refunded. */
  refunded: bigint
  /** Went out, or is going to: by payouts of its refunds, or by refunds that the gateway carries out. */
  paidOut: bigint
  order: OrderRow | undefined
  /** Not captured, and a person has it to do or has done it. */
  held: bigint
  /** Captured, and a problem says that a person has it to do. */
  owed: bigint
  /** Captured, and a person said what was done. */
  settled: bigint
  /** Of {@link settled}: the person said that it was returned. */
  returned: bigint
  /** Gone by a person's hands, and shown by a living order as paid, as a problem tells. */
  toldAsGone: bigint
  /** Gone by the gateway's cabinet, and shown by Medusa as paid, as a problem tells. */
  toldAsBack: bigint
  /** A problem does not tell its sum: it may stand for all that is missing. */
  nobodyKnows: boolean
  /** The payment has had its time. */
  isOver: boolean
  text: string
}

const NOTHING: GatewayMoney = { arrived: 0n, wentBack: 0n, told: 0n, toldAt: null, state: "open" }

/** Payments are watched for three days. */
const WATCHED_HOURS = 72

export function standingOf(auditing: Auditing, attempt: AttemptRow): Standing {
  const { books, result } = auditing
  const payments = books.payments.filter((one) => one.payment_session_id === attempt.session_id)
  const captured = sum(payments.map(capturedOf))
  const own = result.held.filter((one) => one.attempt_id === attempt.id)
  const aboutCaptured = own.filter(({ kind }) => isAboutCaptured(kind))
  const returned = returnedIds(auditing)
  const aboutRest = own.filter(({ kind }) => isAboutUncaptured(kind))
  const settled = aboutCaptured.filter((one) => one.settled)
  const gateway = books.gateways.get(keyOf(attempt)) ?? NOTHING
  const standing = {
    gateway,
    captured,
    refunded: sum(payments.map(({ refunded }) => refunded)),
    paidOut: sum([
      ...books.payouts
        .filter((one) => one.attempt_id === attempt.id && one.isAlive)
        .map(({ amount }) => amount),
      gateway.sentBack ?? 0n,
    ]),
    order: orderOf(books.orders, attempt, payments),
    held: total(countedOnce(attempt, aboutRest, payments, returned)),
    owed: total(aboutCaptured.filter(({ state }) => state === "open")),
    settled: total(settled),
    returned: total(settled.filter(({ id }) => returned.has(id))),
    toldAsGone: total(own.filter(({ kind }) => kind === TOTAL_DIFFERS)),
    toldAsBack: total(own.filter(({ kind }) => kind === REFUNDED_AT_GATEWAY)),
    nobodyKnows: [...aboutRest, ...aboutCaptured].some(({ amount }) => amount === null),
    isOver: auditing.isOver || hoursSince(auditing, attempt) >= WATCHED_HOURS,
  }
  return { ...standing, text: textOf(attempt, standing, own) }
}

/** The order of its collection, unless that one is paid by another payment of the same collection, as its account says. */
function orderOf(
  orders: readonly OrderRow[],
  { payment_collection_id }: AttemptRow,
  payments: readonly PaymentRow[],
): OrderRow | undefined {
  const order = orders.find(({ collections }) => collections.includes(payment_collection_id))
  const captures = payments.flatMap((payment) => payment.captures.map(({ id }) => id))
  const isOfAnother =
    order !== undefined &&
    captures.length > 0 &&
    order.entries.length > 0 &&
    !captures.some((id) => order.entries.includes(id))
  return isOfAnother ? undefined : order
}

/** How many hours passed since the shopper chose this payment. */
function hoursSince({ stories }: Auditing, attempt: AttemptRow): number {
  const events = storyOf(stories, attempt.payment_collection_id)?.events ?? []
  const begun = events.findIndex((event) => event.kind === "chosen" && event.key === keyOf(attempt))
  if (begun < 0) return 0
  return events
    .slice(begun)
    .reduce((hours, event) => hours + (event.kind === "hours passed" ? event.hours : 0), 0)
}

/** Problems of which a person said that the money was returned, and which are settled. */
function returnedIds({ books, stories }: Auditing): Set<string> {
  const said = new Set(
    eventsOf(stories, "person resolves").flatMap(({ as, problemId }) =>
      as === "returned" ? [problemId] : [],
    ),
  )
  return new Set(books.problems.filter(({ id, settled }) => settled && said.has(id)).map(({ id }) => id))
}

/**
 * A person's note does not say where the money is. A later problem of the same payment that tells of more tells of this
 * money, too; and so it is in a capture that came later, unless it came beyond what was asked.
 */
function countedOnce(
  attempt: AttemptRow,
  problems: readonly ProblemRow[],
  payments: readonly PaymentRow[],
  returned: ReadonlySet<string>,
): ProblemRow[] {
  const numberOf = ({ gateway_id }: ProblemRow) => (gateway_id === attempt.gateway_id ? null : gateway_id)
  const captures = payments.flatMap((payment) => payment.captures)
  return problems.filter((one) => {
    if (!one.settled || returned.has(one.id) || one.amount === null) return true
    const { id, amount, kind } = one
    const isToldAgain = problems.some(
      (later) => isLater(later, { id }) && numberOf(later) === numberOf(one) && (later.amount ?? 0n) > amount,
    )
    const isPart = kind !== OVERPAID && numberOf(one) === null
    return !isToldAgain && !(isPart && captures.some((capture) => isLater(capture, { id })))
  })
}

/** Ids end with the time at which their rows were made. */
const isLater = (one: { id: string }, other: { id: string }) => timeOf(one) > timeOf(other)
const timeOf = ({ id }: { id: string }) => id.slice(id.indexOf("_") + 1)

const total = (problems: readonly ProblemRow[]) =>
  sum(problems.filter(isHeld).map(({ amount }) => amount ?? 0n))

function textOf(attempt: AttemptRow, standing: Omit<Standing, "text">, own: readonly ProblemRow[]): string {
  const { gateway, captured, refunded, paidOut, order, isOver } = standing
  const problems = own.map(
    ({ kind, amount, settled }) =>
      `${kind} ${amount === null ? "?" : majorText(amount)}${settled ? " (settled)" : ""}`,
  )
  return [
    `${attempt.provider_id} ${attempt.reference}: ${majorText(attempt.asked)} asked`,
    `${majorText(gateway.arrived)} came`,
    `${majorText(gateway.told)} told`,
    ...(gateway.wentBack > 0n ? [`${majorText(gateway.wentBack)} went back in the cabinet`] : []),
    `the gateway says ${gateway.state}`,
    ...(gateway.hold ? [`held ${majorText(gateway.hold.amount)}, ended ${gateway.hold.ended ?? "not"}`] : []),
    `${majorText(captured)} captured`,
    `${majorText(refunded)} refunded`,
    `${majorText(paidOut)} paid out`,
    `problems: ${problems.join(", ") || "none"}`,
    `${attempt.status}, received ${attempt.received === null ? "unknown" : majorText(attempt.received)}`,
    attempt.isWatched ? "watched" : "not watched",
    order ? `order ${order.id}${order.canceledAt === null ? "" : " canceled"}` : "no order",
    ...(isOver ? ["its time is over"] : []),
  ].join(", ")
}
