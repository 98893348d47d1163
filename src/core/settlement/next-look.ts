import { nextCheckIn, prospectOf, type Prospect } from "../payment/check-schedule"
import { DAY, HOUR, MINUTE, paceAt, SECOND, type Pace } from "../pace"
import type { AttemptFacts, OrderMoney, PaymentFacts } from "./facts/facts"
import {
  captureBefore,
  openOperations,
  recountableFrom,
  untilHandedOver,
  voidableFrom,
  warnedFrom,
} from "./facts/holds"
import { furtherPayments, isRevokedOnce } from "./facts/observations"
import type { Run } from "./plan"
import { inHand } from "./facts/refunds"
import { wantsNoOrder } from "./facts/resolutions"
import { paymentOf } from "./facts/session-owner"
import type { Verdict } from "./verdict"
import {
  cancelableFrom,
  isContradicted,
  isDenied,
  isOpenEnded,
  isRevoked,
  isUnattended,
  isUnanswered,
  isUnfinished,
  isWithoutSession,
  unfinishedFrom,
  watchedUntil,
} from "./watch"

/** After everything is settled, for Medusa's records only: a cancellation or a refund may come, and its event be lost. */
const SETTLED: Pace = [
  [HOUR, 20 * MINUTE],
  [DAY, 6 * HOUR],
  [7 * DAY, 2 * DAY],
  [60 * DAY, 14 * DAY],
  [400 * DAY, 60 * DAY],
]

/** While something waits for the merchant: stock or an entry comes back within weeks. */
const WAITING: Pace = [
  [10 * MINUTE, 30 * SECOND],
  [DAY, 10 * MINUTE],
  [30 * DAY, 6 * HOUR],
  [180 * DAY, DAY],
]

/** After the usual time, while something is still in doubt. */
const IN_DOUBT: Pace = [
  [7 * DAY, HOUR],
  [30 * DAY, 6 * HOUR],
  [180 * DAY, DAY],
]

/** After a genuine notification said "paid" and the gateway's API does not show it. */
const DENIED: Pace = [
  [2 * MINUTE, 10 * SECOND],
  [30 * MINUTE, 2 * MINUTE],
  [3 * DAY, 30 * MINUTE],
  [30 * DAY, 6 * HOUR],
]

/** After one answer that revokes a captured payment. */
const ASK_AGAIN = 5 * MINUTE

/** When to look at an attempt again, in milliseconds since 1970; null when nothing more is to be expected. */
export function nextLook(
  money: OrderMoney,
  attempt: AttemptFacts,
  verdict: Verdict,
  run: Run,
): number | null {
  const { now, failed } = run
  const delay = soonest(
    delayOf(money, attempt, verdict, now),
    untilFurtherIsLate(money, attempt, now),
    untilNextTry(attempt, now),
    failed.size > 0 ? afterFailure(attempt, now) : null,
  )
  return delay === null ? null : now + delay
}

/** A step that failed is tried again soon, and less often the longer the money waits for it. */
function afterFailure({ clearedAt, createdAt }: AttemptFacts, now: number): number {
  const waitsMs = now - (clearedAt ?? createdAt)
  return Math.min(30 * MINUTE, Math.max(30 * SECOND, waitsMs / 10))
}

function delayOf(money: OrderMoney, attempt: AttemptFacts, verdict: Verdict, now: number): number | null {
  const ageMs = now - attempt.createdAt
  switch (verdict.kind) {
    case "captured":
      return isWithoutOrder(money, attempt, verdict)
        ? paceAt(WAITING, now - (attempt.clearedAt ?? attempt.createdAt))
        : soonest(
            afterSettled(attempt, now),
            afterMedusa(attempt, verdict.payment, now),
            isRevokedOnce(attempt) ? ASK_AGAIN : null,
            untilFinished(money, attempt, now),
          )
    case "capture":
    case "authorize":
      return paceAt(WAITING, now - (attempt.clearedAt ?? attempt.createdAt))
    case "authorized":
      return money.order === null
        ? paceAt(WAITING, ageMs)
        : soonest(whileHeld(attempt, now), afterMedusa(attempt, verdict.payment, now))
    case "void":
      return Math.max(30 * SECOND, Math.min(voidableFrom(attempt) - now, 6 * HOUR))
    case "hold":
      return nextCheckIn(ageMs, "confirming") ?? paceAt(IN_DOUBT, ageMs)
    case "settled_by_person":
      return soonest(whileDealtWith(attempt, ageMs), untilCancelable(money, attempt, now))
    case "wait":
    case "release":
      if (isUnattended(attempt)) return paceAt(WAITING, ageMs)
      return soonest(
        isDenied(attempt) ? paceAt(DENIED, now - (attempt.claimedAt ?? now)) : null,
        whileOpen(money, attempt, verdict, now),
        whileLost(money, attempt, verdict, now),
      )
  }
}

/**
 * After people have dealt with the money, more may come within the usual time. A contradicted payment is asked about
 * more often: it keeps an order from being canceled.
 */
const whileDealtWith = (attempt: AttemptFacts, ageMs: number) =>
  isContradicted(attempt)
    ? (nextCheckIn(ageMs, "confirming") ?? paceAt(IN_DOUBT, ageMs))
    : nextCheckIn(ageMs, "left")

/** Until what Medusa has just begun must have reached the gateway, and must be counted. */
const afterMedusa = (attempt: AttemptFacts, payment: PaymentFacts, now: number): number | null =>
  soonest(untilHandedOver(attempt, payment, now), untilCounted(payment, now))

/** Until an operation at the gateway is tried or asked about again. */
function untilNextTry(attempt: AttemptFacts, now: number): number | null {
  const times = openOperations(attempt).map(({ nextTryAt }) => nextTryAt)
  return times.length > 0 ? Math.max(SECOND, Math.min(...times) - now) : null
}

/** A hold is looked at for changes in the gateway's cabinet, when a problem must warn of its end, and after its end. */
function whileHeld(attempt: AttemptFacts, now: number): number {
  const end = captureBefore(attempt)
  const warned = warnedFrom(attempt)
  const times = [warned, end && end + MINUTE].flatMap((at) => (at !== null && at > now ? [at - now] : []))
  return Math.min(...times, end !== null && now >= end ? 10 * MINUTE : 6 * HOUR)
}

/** An order that was placed on a lost hold may be canceled, or paid in another way. */
function whileLost(money: OrderMoney, attempt: AttemptFacts, verdict: Verdict, now: number): number | null {
  const isAuthorized = verdict.kind === "release" && paymentOf(money, attempt)?.isCanceled === false
  const isLiving = money.order !== null && !money.order.isCanceled
  return isAuthorized && isLiving ? paceAt(SETTLED, now - attempt.createdAt) : null
}

function whileOpen(money: OrderMoney, attempt: AttemptFacts, verdict: Verdict, now: number): number | null {
  const ageMs = now - attempt.createdAt
  const pace = nextCheckIn(ageMs, prospectIn(attempt, verdict))
  const until = watchedUntil(money, attempt)
  if (now < until) return soonest(pace ?? until - now, untilCancelable(money, attempt, now))
  const isInDoubt =
    isOpenEnded(money, attempt) ||
    isContradicted(attempt) ||
    isRevoked(attempt) ||
    (verdict.kind === "wait" && verdict.inConfirmation)
  return soonest(isInDoubt ? paceAt(IN_DOUBT, ageMs) : null, untilCancelable(money, attempt, now))
}

/** Without an answer the gateway is asked as often as if money were on its way: it may be. */
function prospectIn(attempt: AttemptFacts, verdict: Verdict): Prospect {
  if (verdict.kind === "release") return "left"
  const isConfirming = verdict.kind === "wait" && verdict.inConfirmation
  return isConfirming || isUnanswered(attempt)
    ? "confirming"
    : prospectOf(attempt.status, attempt.supersededAt !== null)
}

/** Until a further payment of a link that stays in confirmation becomes a problem. */
function untilFurtherIsLate(money: OrderMoney, attempt: AttemptFacts, now: number): number | null {
  const isOpen = furtherPayments(attempt).some(({ status }) => status !== "paid")
  const until = watchedUntil(money, attempt)
  return isOpen && now < until ? until - now : null
}

/**
 * Until an unpaid order may be canceled. One that may not be canceled then, since a part of it is covered or another
 * provider is at work, is looked at as often as settled payments are.
 */
function untilCancelable(money: OrderMoney, attempt: AttemptFacts, now: number): number | null {
  const { order, sessions, payments } = money
  if (!order || order.isCanceled) return null
  const isWaitedFor =
    sessions.some(({ id }) => id === attempt.sessionId) || isWithoutSession(money, attempt.collectionId)
  const isUnpaid = isWaitedFor && !payments.some(({ captures }) => captures.length > 0)
  // Only the entry says whether the order may be canceled, and when.
  if (!attempt.policy?.isConfigured) return isUnpaid ? paceAt(WAITING, now - attempt.createdAt) : null
  const cancelable = cancelableFrom(money)
  if (cancelable === null) return null
  if (cancelable > now) return cancelable - now
  return isUnpaid ? paceAt(SETTLED, now - cancelable) : null
}

/** The money is captured and in hand, and there is no order that it pays for. */
function isWithoutOrder(
  money: OrderMoney,
  attempt: AttemptFacts,
  { payment }: Extract<Verdict, { kind: "captured" }>,
) {
  return money.order === null && !wantsNoOrder(attempt) && inHand(payment, money.attempts).isPositive
}

/** Until Medusa must have counted what was captured or sent back. */
function untilCounted(payment: PaymentFacts, now: number): number | null {
  const at = recountableFrom(payment)
  return at !== null && at > now ? at - now : null
}

/** Until Medusa must have finished placing the order. */
function untilFinished({ order }: OrderMoney, attempt: AttemptFacts, now: number): number | null {
  if (!order || !isUnfinished(order, attempt)) return null
  const left = unfinishedFrom(order) - now
  return left > 0 ? left : null
}

const afterSettled = ({ clearedAt, createdAt }: AttemptFacts, now: number) =>
  paceAt(SETTLED, now - (clearedAt ?? createdAt))

function soonest(...delays: (number | null)[]): number | null {
  const known = delays.filter((delay) => delay !== null)
  return known.length > 0 ? Math.min(...known) : null
}
