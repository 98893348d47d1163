import { isReleased } from "../payment/payment-status"
import type { AttemptFacts, OrderMoney } from "./facts/facts"
import { furtherPayments, ownObservation } from "./facts/observations"
import { keepsOrder, wentBackInDoubt } from "./facts/resolutions"
import type { Verdict } from "./verdict"
import {
  cancelableFrom,
  isContradicted,
  isDenied,
  isRevoked,
  isWithoutSession,
  placingAttempts,
  SILENT_FOR,
  WATCH_MS,
} from "./watch"

export interface Judged {
  attempt: AttemptFacts
  verdict: Verdict
}

/** Statuses of a session in Medusa in which another provider's money may be on its way. */
const IN_CONFIRMATION = new Set(["pending_authorization", "requires_more", "authorized", "captured"])

/**
 * Whether an order may be canceled as unpaid, and about which attempts the gateway must be asked first. All of this
 * must hold: a session of this plugin that still is the order's has placed it unpaid; nothing of it is authorized,
 * captured, in confirmation, partly received or covered in another way; every gateway has just called its attempts over
 * or pending; and it has waited long enough since it was placed and since its newest attempt began. What it costs now
 * does not matter: an edit may have changed that.
 *
 * @returns the attempts to ask about; an empty list when the order may be canceled, null when it may not
 */
export function cancellation(
  money: OrderMoney,
  judged: readonly Judged[],
  { now, since }: { now: number; since: number },
): AttemptFacts[] | null {
  const due = dueCancel(money, judged)
  if (!due || now < due.at || !isUnpaid(money, judged, due.attempt) || isPartlyCovered(money)) return null
  return toAsk(judged).filter(
    ({ answeredAt }) => answeredAt === null || answeredAt < since || answeredAt > now,
  )
}

/** An order is canceled only after a fresh answer about each of these. */
const toAsk = (judged: readonly Judged[]): AttemptFacts[] =>
  judged.map(({ attempt }) => attempt).filter((attempt) => wasHandedOver(attempt) && !isOverForGood(attempt))

/** The gateway itself has ended the payment, and no entry is left that could be asked about it. */
function isOverForGood(attempt: AttemptFacts): boolean {
  const status = ownObservation(attempt)?.status
  return attempt.policy === null && status !== undefined && isReleased(status)
}

/**
 * The attempt whose order was due to be canceled before that time and is not: a credit covers a part of it, or it has
 * lost its session, so that a person decides; Medusa does not cancel it although every gateway has answered since; or a
 * gateway is silent for days.
 */
export function overdueCancel(
  money: OrderMoney,
  judged: readonly Judged[],
  before: number,
): AttemptFacts | undefined {
  const lost = withoutSession(money, judged)
  const due = lost ?? dueCancel(money, judged)
  if (!due || due.at > before || !isUnpaid(money, judged, due.attempt)) return undefined
  // Such an order is never canceled by itself, so no gateway is asked.
  if (lost || isPartlyCovered(money)) return due.attempt
  const isAnswered = toAsk(judged).every(({ answeredAt }) => answeredAt !== null && answeredAt >= due.at)
  return isAnswered || due.at <= before - SILENT_FOR ? due.attempt : undefined
}

/**
 * The attempts whose missing entries keep an unpaid order from being canceled that was due before that time: no entry
 * is left that could be asked about them, or that says how long such orders may wait.
 */
export function blockedCancel(money: OrderMoney, judged: readonly Judged[], before: number): AttemptFacts[] {
  const due = dueCancel(money, judged)
  if (!due) {
    return judged.map(({ attempt }) => attempt).filter((one) => isLeftBehind(money, judged, one, before))
  }
  if (due.at > before || !isUnpaid(money, judged, due.attempt)) return []
  return toAsk(judged).filter(({ policy }) => policy === null)
}

/** The attempt has placed the order, by its session's status in Medusa; its entry is missing, and goods stay reserved. */
function isLeftBehind(
  money: OrderMoney,
  judged: readonly Judged[],
  attempt: AttemptFacts,
  before: number,
): boolean {
  const { order, sessions } = money
  const session = sessions.find(({ id }) => id === attempt.sessionId)
  return (
    order !== null &&
    order.placedAt + WATCH_MS <= before &&
    session?.status === "pending_authorization" &&
    attempt.policy?.isConfigured !== true &&
    isUnpaid(money, judged, attempt)
  )
}

/** Statuses of a session in Medusa that waits for its money. */
const WAITING = new Set(["pending_authorization", "pending"])

/** The attempt's session waits for the money of an order that was placed unpaid: the placing session, or a later one. */
function isWaiting({ sessions }: OrderMoney, placing: AttemptFacts, { sessionId }: AttemptFacts): boolean {
  const session = sessions.find(({ id }) => id === sessionId)
  return session !== undefined && session.collectionId === placing.collectionId && WAITING.has(session.status)
}

/** When an order becomes due to be canceled, and the attempt that waits for its money. */
interface Due {
  at: number
  attempt: AttemptFacts
}

/** An order that was placed unpaid and has no session any more, with its newest attempt. */
function withoutSession(money: OrderMoney, judged: readonly Judged[]): Due | null {
  const [placing] = placingAttempts(money)
  const at = cancelableFrom(money)
  if (!placing || at === null || !isWithoutSession(money, placing.collectionId)) return null
  const newest = judged.findLast(({ attempt }) => attempt.collectionId === placing.collectionId)
  return newest ? { at, attempt: newest.attempt } : null
}

function dueCancel(money: OrderMoney, judged: readonly Judged[]): Due | null {
  const [placing] = placingAttempts(money)
  const attempt = placing && judged.find((one) => isWaiting(money, placing, one.attempt))?.attempt
  const at = cancelableFrom(money)
  return attempt && at !== null ? { at, attempt } : null
}

/** No money has come or is on its way, by any provider; something is owed, and no person has dealt with the order. */
const isUnpaid = (money: OrderMoney, judged: readonly Judged[], placing: AttemptFacts): boolean =>
  isOwed(money, placing) && judged.every(hasNothing)

/** Credit lines, or other records in the order's account, cover a part of it. */
function isPartlyCovered({ order }: OrderMoney): boolean {
  if (!order?.outstanding || !order.total) return true
  return order.credited.isPositive || order.outstanding.lessThan(order.total)
}

/** The order is open, nobody wants to keep it, Medusa shows no money for it, and something of it is still owed. */
function isOwed({ order, payments, sessions, attempts }: OrderMoney, { asked }: AttemptFacts): boolean {
  // A merchant who completes or archives an order has dealt with it.
  if (!order || order.isCanceled || order.isClosed) return false
  if (attempts.some(keepsOrder)) return false
  const isAuthorized = payments.some(({ isCanceled, captures }) => !isCanceled || captures.length > 0)
  const ours = new Set(attempts.map(({ sessionId }) => sessionId))
  const isElsewhere = sessions.some(({ id, status }) => !ours.has(id) && IN_CONFIRMATION.has(status))
  if (isAuthorized || isElsewhere) return false
  // Credit lines or other records may cover all of it.
  const { outstanding } = order
  return outstanding !== null && outstanding.currency === asked.currency && outstanding.isPositive
}

/** No money has come for the attempt, none is in confirmation, and no answer contradicts that. */
function hasNothing({ attempt, verdict }: Judged): boolean {
  const wentBack = wentBackInDoubt(attempt)
  if (isDenied(attempt) && !wentBack) return false
  if (isContradicted(attempt) || furtherPayments(attempt).length > 0) return false
  switch (verdict.kind) {
    case "release":
      return true
    case "wait":
      return (!verdict.inConfirmation && !isRevoked(attempt)) || wentBack
    case "settled_by_person":
      return verdict.wentBack
    default:
      return false
  }
}

/** The payment exists at the gateway: it was not refused when it was asked for. */
const wasHandedOver = ({ status, answeredAt }: AttemptFacts) => status !== "failed" || answeredAt !== null
