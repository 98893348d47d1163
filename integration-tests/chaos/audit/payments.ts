import { keyOf, type AttemptRow } from "../books"
import { majorText } from "../minor"
import { isHeldBy } from "../plan/providers"
import { storyOf } from "../story"
import { report, type Auditing, type Fault } from "./report"
import { standingOf, type Standing } from "./standing"

/** Money that came for a reference of ours, of which no attempt knows, must be a problem. */
export function auditStrangers(auditing: Auditing): void {
  const { books, foreign, result } = auditing
  const known = new Set(books.attempts.map(keyOf))
  for (const [key, { arrived }] of books.gateways) {
    if (foreign.has(key.slice(key.indexOf(" ") + 1))) continue
    const isReported = result.held.some((problem) => key.endsWith(` ${problem.reference}`))
    if (arrived > 0n && !known.has(key) && !isReported) {
      report(auditing, "lost money", null, `${key}: ${majorText(arrived)} came, and no attempt knows of it`)
    }
  }
}

/** What another store sells by the same shop is nothing to this one, and never was. */
export function auditNeighbours(auditing: Auditing): void {
  const { books, foreign } = auditing
  const say = (text: string) => report(auditing, "false alarm", null, text)
  for (const { kind, reference } of books.problems) {
    if (foreign.has(reference)) say(`a problem ${kind} of another store's ${reference}`)
  }
  for (const { id, reference } of books.attempts) {
    if (foreign.has(reference)) say(`${id} is about another store's ${reference}`)
  }
}

/** The money of each attempt: what came is captured, held or waits; what was captured is kept, owed or went back. */
export function auditPayments(auditing: Auditing): void {
  for (const attempt of auditing.books.attempts) {
    const standing = standingOf(auditing, attempt)
    const say = (fault: Fault, text: string) =>
      report(auditing, fault, attempt.payment_collection_id, `${text}: ${standing.text}`)
    const { capturedSum } = auditing.result
    capturedSum[attempt.gateway] = (capturedSum[attempt.gateway] ?? 0n) + standing.captured
    auditCaptured(auditing, attempt, standing, say)
    auditRest(auditing, attempt, standing, say)
  }
}

type Say = (fault: Fault, text: string) => void

function auditCaptured(auditing: Auditing, attempt: AttemptRow, standing: Standing, say: Say): void {
  const { asked } = attempt
  const { captured, refunded, paidOut, order, owed, settled, returned, nobodyKnows } = standing
  const { arrived, sentBack, hold } = standing.gateway
  if (captured > asked || (captured > arrived && !hold)) say("double capture", "more than there is")
  // A part of a hold is captured as the merchant wishes; it is all that came.
  if (captured > 0n && captured < asked && !hold) say("wrong total", "captured in part")
  if (captured === 0n || nobodyKnows) return
  // Nothing was taken of what is shown as captured, and that must be told: see the audit of holds.
  if (hold && arrived === 0n) return
  const isLiving = order !== undefined && order.canceledAt === null
  const kept = isLiving ? captured - refunded : 0n
  const wentBack = least(standing.gateway.wentBack, captured)
  const tooMuch = kept + paidOut + owed + returned + wentBack - captured
  if (tooMuch > 0n && !isTold(auditing, attempt, standing, tooMuch))
    say(
      owed + returned > 0n || sentBack === undefined ? "owed twice" : "not in Medusa",
      "more goes back, or is kept, than was captured",
    )
  if (kept + paidOut + owed + settled + wentBack >= captured) return
  if (sentBack !== undefined && isLiving) return say("not at the gateway", "a refund that nobody owes")
  if (order) say("lost money", isLiving ? "a refund that nobody owes" : "captured, and the order is canceled")
  else say("stuck payment", "captured, and no order")
}

const least = (a: bigint, b: bigint) => (a < b ? a : b)

/** A living order shows as paid what is gone, and a problem tells exactly how much that is. */
function isTold(auditing: Auditing, attempt: AttemptRow, standing: Standing, gone: bigint): boolean {
  const { gateway, toldAsBack, toldAsGone } = standing
  if (gateway.wentBack > 0n || gateway.sentBack) return toldAsBack === gone
  return toldAsGone === gone && isMadeByMedusa(auditing, attempt)
}

/**
 * Medusa's own route makes an order of a captured payment, whatever a person has said of it: the shopper's completion of
 * the cart ended after that. The plugin must not, and tells of one that was made.
 */
function isMadeByMedusa({ books, stories }: Auditing, attempt: AttemptRow): boolean {
  const own = new Set(books.problems.filter((one) => one.attempt_id === attempt.id).map(({ id }) => id))
  const events = storyOf(stories, attempt.payment_collection_id)?.events ?? []
  const said = events.filter(
    (event) => event.kind === "person resolves" && event.as === "returned" && own.has(event.problemId),
  )
  const first = Math.min(...said.map(({ at }) => at))
  return events.some((event) => event.kind === "cart completed" && event.until >= first)
}

/** What came and is not captured. */
function auditRest(auditing: Auditing, attempt: AttemptRow, standing: Standing, say: Say): void {
  const { captured, held, nobodyKnows, isOver } = standing
  const { state, sentBack, hold } = standing.gateway
  const isGatewayKeeping = hold?.isStanding ? hold.amount : 0n
  // What went back without having been captured is nowhere to be.
  const gone = captured === 0n ? standing.gateway.wentBack : 0n
  const [arrived, told] = [standing.gateway.arrived - gone, standing.gateway.told - gone]
  const isForged = auditing.forged.has(attempt.reference)
  if (!isForged && !nobodyKnows && (held > 0n || !hold) && captured + held > arrived + isGatewayKeeping)
    say("owed twice", "more is told than came")
  if (nobodyKnows) return
  if (
    isOver &&
    captured === 0n &&
    held === 0n &&
    (state === "confirming" || (state === "paid" && told === 0n && gone === 0n))
  ) {
    return say("stuck payment", "in confirmation for days, and nobody is told")
  }
  const untold = arrived - told
  if (untold > 0n && captured + held < arrived) {
    // After the capture nothing can tell of an excess but its notification.
    if (!attempt.isWatched && captured < attempt.asked && !isOver) say("lost money", "nobody looks any more")
    else auditing.result.untold += untold
  }
  if (captured + held >= told) return
  if (isWaiting(attempt, standing, isForged)) auditing.result.waiting += 1
  else if (sentBack !== undefined) say("not in Medusa", "the gateway has captured it")
  else if (told >= attempt.asked && captured === 0n && held === 0n)
    say("stuck payment", "paid, and nothing is done")
  else say("lost money", "a part is nowhere")
}

/** A part may wait for its rest as long as the ledger has its exact sum, the gateway goes on and it is watched. */
function isWaiting(attempt: AttemptRow, { isOver, captured, gateway }: Standing, isForged: boolean): boolean {
  const { received } = attempt
  const { told, state } = gateway
  return (
    !isOver &&
    told < attempt.asked &&
    captured === 0n &&
    state !== "over" &&
    attempt.isWatched &&
    (received === told || (isForged && received !== null && received >= told))
  )
}

/** A cart, and each edit of an order, is paid once, with money that is still there. */
export function auditCollections(auditing: Auditing): void {
  const { books, result } = auditing
  for (const id of new Set(books.payments.map((one) => one.payment_collection_id))) {
    const payments = books.payments.filter(
      (one) => one.payment_collection_id === id && one.captures.length > 0,
    )
    result.captures += payments.length
    const still = payments.filter((payment) => inHand(auditing, payment.payment_session_id))
    // What is held is captured in parts, and a part may be written down by a process that died before it was sent.
    const isTwice = payments.some(
      ({ captures, provider_id }) => captures.length > 1 && !isHeldBy(provider_id),
    )
    if (still.length > 1 || isTwice) {
      const sums = payments.map(
        ({ provider_id, captures }) =>
          `${provider_id} ${captures.map(({ amount }) => majorText(amount)).join(" + ")}`,
      )
      report(auditing, "double capture", id, `${id}: captured more than once (${sums.join("; ")})`)
    }
  }
}

/** Whether money of a payment is there that nobody has sent or given back, and that Medusa does not show as refunded. */
export function inHand(auditing: Auditing, sessionId: string): boolean {
  const attempt = auditing.books.attempts.find((one) => one.session_id === sessionId)
  if (!attempt) return true
  const { captured, refunded, paidOut, returned } = standingOf(auditing, attempt)
  return captured > refunded && captured > paidOut + returned
}
