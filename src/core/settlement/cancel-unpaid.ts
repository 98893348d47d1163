import { isReleased } from "../payment-status"
import type { AttemptFacts, OrderMoney } from "./facts"
import { furtherPayments, ownObservation } from "./observations"
import { keepsOrder, wentBackInDoubt } from "./persons"
import type { Verdict } from "./verdict"
import {
  cancelableFrom,
  isContradicted,
  isDenied,
  isWithoutSession,
  placingAttempts,
  SILENT_FOR,
  WATCH_MS,
} from "./watch"

export interface Judged {
  attempt: AttemptFacts
  verdict: Verdict
}

/** Medusa's words for sessions in which another provider's money may be on its way. */
const IN_CONFIRMATION = new Set(["pending_authorization", "requires_more", "authorized", "captured"])

/**
 * Whether an order may be canceled as unpaid, and whom to ask first. Only one that was placed unpaid by this plugin's own
 * session that is still the order's; of which nothing is authorized, captured, in confirmation, partly received or covered
 * in another way; all of whose attempts are over or pending by the gateway's fresh word; and that has waited long enough
 * since it was placed and since its newest attempt began. What it costs by now does not count: an edit may have made it
 * dearer or cheaper.
 *
 * @returns the attempts that must be asked before; an empty list when it may be canceled, null when it may not
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

/** Without a fresh word about these an order is not canceled. */
const toAsk = (judged: readonly Judged[]): AttemptFacts[] =>
  judged.map(({ attempt }) => attempt).filter((attempt) => wasHandedOver(attempt) && !isOverForGood(attempt))

/** The gateway itself has ended it, and nobody can be asked about it any more. */
function isOverForGood(attempt: AttemptFacts): boolean {
  const status = ownObservation(attempt)?.status
  return attempt.policy === null && status !== undefined && isReleased(status)
}

/**
 * The attempt whose order was to be canceled before that time, and is not: a credit covers a part of it, or it has lost its
 * session, and a person decides; or Medusa does not cancel it, although every gateway has answered since it was due; or one is silent for days.
 */
export function overdueCancel(
  money: OrderMoney,
  judged: readonly Judged[],
  before: number,
): AttemptFacts | undefined {
  const lost = withoutSession(money, judged)
  const due = lost ?? dueCancel(money, judged)
  if (!due || due.at > before || !isUnpaid(money, judged, due.attempt)) return undefined
  // One that is never canceled by itself has nobody asked for it.
  if (lost || isPartlyCovered(money)) return due.attempt
  const isAnswered = toAsk(judged).every(({ answeredAt }) => answeredAt !== null && answeredAt >= due.at)
  return isAnswered || due.at <= before - SILENT_FOR ? due.attempt : undefined
}

/**
 * Of an order that stays unpaid and was to be canceled before that time, the attempts whose entries are missing for that:
 * nobody can be asked about them any more, or nobody knows what the merchant has said about such orders.
 */
export function blockedCancel(money: OrderMoney, judged: readonly Judged[], before: number): AttemptFacts[] {
  const due = dueCancel(money, judged)
  if (!due)
    return judged.map(({ attempt }) => attempt).filter((one) => isLeftBehind(money, judged, one, before))
  if (due.at > before || !isUnpaid(money, judged, due.attempt)) return []
  return toAsk(judged).filter(({ policy }) => policy === null)
}

/** By Medusa's word for its session it has placed the order, whose goods stay reserved, and its entry is not there. */
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

/** Medusa's words for a session that waits for its money. */
const WAITING = new Set(["pending_authorization", "pending"])

/** A session of ours that waits for the money of an order that was placed unpaid: the placing one, or one after it. */
function isWaiting({ sessions }: OrderMoney, placing: AttemptFacts, { sessionId }: AttemptFacts): boolean {
  const session = sessions.find(({ id }) => id === sessionId)
  return session !== undefined && session.collectionId === placing.collectionId && WAITING.has(session.status)
}

interface Due {
  at: number
  attempt: AttemptFacts
}

/** The same of an order that was placed unpaid and has no session any more, with its newest attempt. */
function withoutSession(money: OrderMoney, judged: readonly Judged[]): Due | null {
  const [placing] = placingAttempts(money)
  const at = cancelableFrom(money)
  if (!placing || at === null || !isWithoutSession(money, placing.collectionId)) return null
  const newest = judged.findLast(({ attempt }) => attempt.collectionId === placing.collectionId)
  return newest ? { at, attempt: newest.attempt } : null
}

/** When an order's time is over, and the attempt that waits for its money. */
function dueCancel(money: OrderMoney, judged: readonly Judged[]): Due | null {
  const [placing] = placingAttempts(money)
  const attempt = placing && judged.find((one) => isWaiting(money, placing, one.attempt))?.attempt
  const at = cancelableFrom(money)
  return attempt && at !== null ? { at, attempt } : null
}

/** Nothing has come or is on its way, by whatever provider; something is owed, and nobody has dealt with it. */
const isUnpaid = (money: OrderMoney, judged: readonly Judged[], placing: AttemptFacts): boolean =>
  mayEver(money, placing) && judged.every(isNothing)

/** Credit lines, or another record in its account, cover a part of it. */
function isPartlyCovered({ order }: OrderMoney): boolean {
  if (!order?.outstanding || !order.total) return true
  return order.credited.isPositive || order.outstanding.lessThan(order.total)
}

function mayEver({ order, payments, sessions, attempts }: OrderMoney, { asked }: AttemptFacts): boolean {
  // A merchant who completes or archives an order has dealt with it.
  if (!order || order.isCanceled || order.isClosed) return false
  if (attempts.some(keepsOrder)) return false
  const isAuthorized = payments.some(({ isCanceled, captures }) => !isCanceled || captures.length > 0)
  const ours = new Set(attempts.map(({ sessionId }) => sessionId))
  const isElsewhere = sessions.some(({ id, status }) => !ours.has(id) && IN_CONFIRMATION.has(status))
  // Credit lines or another record may cover all of it.
  const { outstanding } = order
  const isOwed = outstanding !== null && outstanding.currency === asked.currency && outstanding.isPositive
  return !isAuthorized && !isElsewhere && isOwed
}

/** Nothing has come, nothing is in confirmation, and nothing is contradicted. */
function isNothing({ attempt, verdict }: Judged): boolean {
  const wentBack = wentBackInDoubt(attempt)
  if (isDenied(attempt) && !wentBack) return false
  if (isContradicted(attempt) || furtherPayments(attempt).length > 0) return false
  switch (verdict.kind) {
    case "release":
      return true
    case "wait":
      return !verdict.inConfirmation || wentBack
    case "settled_by_person":
      return verdict.wentBack
    default:
      return false
  }
}

/** A payment that the gateway refused when it was asked for does not exist there. */
const wasHandedOver = ({ status, answeredAt }: AttemptFacts) => status !== "failed" || answeredAt !== null
