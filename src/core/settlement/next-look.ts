import { nextCheckIn, prospectOf, type Prospect } from "../check-schedule"
import { DAY, HOUR, MINUTE, paceAt, SECOND, type Pace } from "../pace"
import { inHand } from "./amounts"
import type { AttemptFacts, OrderMoney, PaymentFacts } from "./facts"
import { captureBefore, openOperations, untilHandedOver, voidableFrom, warnedFrom } from "./holds"
import { furtherPayments } from "./observations"
import { wantsNoOrder } from "./persons"
import { paymentOf } from "./session-owner"
import { recountableFrom } from "./step"
import type { Verdict } from "./verdict"
import type { Run } from "./plan"
import {
  cancelableFrom,
  isContradicted,
  isDenied,
  isOpenEnded,
  isUnattended,
  isUnanswered,
  isUnfinished,
  isWithoutSession,
  unfinishedFrom,
  watchedUntil,
} from "./watch"

/** Medusa's records alone, after everything is settled: an order may be canceled, or money refunded, and its event lost. */
const SETTLED: Pace = [
  [HOUR, 20 * MINUTE],
  [DAY, 6 * HOUR],
  [7 * DAY, 2 * DAY],
  [60 * DAY, 14 * DAY],
  [400 * DAY, 60 * DAY],
]

/** What waits for the merchant: stock comes back, or an entry, within weeks. */
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

/** After a genuine "paid" that the gateway's own answer does not show. */
const DENIED: Pace = [
  [2 * MINUTE, 10 * SECOND],
  [30 * MINUTE, 2 * MINUTE],
  [3 * DAY, 30 * MINUTE],
  [30 * DAY, 6 * HOUR],
]

/** When to look at an attempt again, in milliseconds since 1970; null when nothing more is to be expected. */
export function nextLook(
  money: OrderMoney,
  attempt: AttemptFacts,
  verdict: Verdict,
  run: Run,
): number | null {
  const { now, failed } = run
  const delay = sooner(delayOf(money, attempt, verdict, now), untilFurtherIsLate(money, attempt, now))
  const planned = sooner(delay, untilNextTry(attempt, now))
  const soonest = failed.size > 0 ? sooner(planned, afterFailure(attempt, now)) : planned
  return soonest === null ? null : now + soonest
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
        : sooner(
            sooner(afterSettled(attempt, now), afterMedusa(attempt, verdict.payment, now)),
            untilFinished(money, attempt, now),
          )
    case "capture":
    case "authorize":
      return 30 * SECOND
    case "authorized":
      return money.order === null
        ? paceAt(WAITING, ageMs)
        : sooner(whileHeld(attempt, now), afterMedusa(attempt, verdict.payment, now))
    case "void":
      return Math.max(30 * SECOND, Math.min(voidableFrom(attempt) - now, 6 * HOUR))
    case "hold":
      return nextCheckIn(ageMs, "confirming") ?? paceAt(IN_DOUBT, ageMs)
    case "settled_by_person":
      return sooner(whileDealtWith(attempt, ageMs), untilCancelable(money, attempt, now))
    case "wait":
    case "release":
      if (isUnattended(attempt)) return paceAt(WAITING, ageMs)
      return sooner(
        isDenied(attempt) ? paceAt(DENIED, now - (attempt.claimedAt ?? now)) : null,
        sooner(whileOpen(money, attempt, verdict, now), whileLost(money, attempt, verdict, now)),
      )
  }
}

/**
 * Where money has come, more may come within the usual time. An answer about another payment, or that none is known, keeps
 * an order from being canceled until it is put right.
 */
const whileDealtWith = (attempt: AttemptFacts, ageMs: number) =>
  isContradicted(attempt)
    ? (nextCheckIn(ageMs, "confirming") ?? paceAt(IN_DOUBT, ageMs))
    : nextCheckIn(ageMs, "left")

/** What Medusa has just begun must have reached the gateway, and be counted, by then. */
const afterMedusa = (attempt: AttemptFacts, payment: PaymentFacts, now: number): number | null =>
  sooner(untilHandedOver(attempt, payment, now), untilCounted(payment, now))

/** Operations at the gateway that have no end yet are taken up again. */
function untilNextTry(attempt: AttemptFacts, now: number): number | null {
  const times = openOperations(attempt).map(({ nextTryAt }) => nextTryAt)
  return times.length > 0 ? Math.max(SECOND, Math.min(...times) - now) : null
}

/** Looked at for what happens in the gateway's cabinet, before the hold ends, and when it ought to have ended. */
function whileHeld(attempt: AttemptFacts, now: number): number {
  const end = captureBefore(attempt)
  const warned = warnedFrom(attempt)
  const times = [warned, end && end + MINUTE].flatMap((at) => (at !== null && at > now ? [at - now] : []))
  return Math.min(...times, end !== null && now >= end ? 10 * MINUTE : 6 * HOUR)
}

/** An order that a lost hold has placed may be canceled, or paid in another way. */
function whileLost(money: OrderMoney, attempt: AttemptFacts, verdict: Verdict, now: number): number | null {
  const isAuthorized = verdict.kind === "release" && paymentOf(money, attempt)?.isCanceled === false
  const isLiving = money.order !== null && !money.order.isCanceled
  return isAuthorized && isLiving ? paceAt(SETTLED, now - attempt.createdAt) : null
}

function whileOpen(money: OrderMoney, attempt: AttemptFacts, verdict: Verdict, now: number): number | null {
  const ageMs = now - attempt.createdAt
  const pace = nextCheckIn(ageMs, prospectIn(attempt, verdict))
  const until = watchedUntil(money, attempt)
  if (now < until) return sooner(pace ?? until - now, untilCancelable(money, attempt, now))
  const isInDoubt =
    isOpenEnded(money, attempt) ||
    isContradicted(attempt) ||
    (verdict.kind === "wait" && verdict.inConfirmation)
  return sooner(isInDoubt ? paceAt(IN_DOUBT, ageMs) : null, untilCancelable(money, attempt, now))
}

/** A question without an answer is asked again as if money were on its way: nobody knows that it is not. */
function prospectIn(attempt: AttemptFacts, verdict: Verdict): Prospect {
  if (verdict.kind === "release") return "left"
  const isConfirming = verdict.kind === "wait" && verdict.inConfirmation
  return isConfirming || isUnanswered(attempt)
    ? "confirming"
    : prospectOf(attempt.status, attempt.supersededAt !== null)
}

/** A further payment of a link that stays in confirmation is told when its time is over. */
function untilFurtherIsLate(money: OrderMoney, attempt: AttemptFacts, now: number): number | null {
  const isOpen = furtherPayments(attempt).some(({ status }) => status !== "paid")
  const until = watchedUntil(money, attempt)
  return isOpen && now < until ? until - now : null
}

/**
 * An order that stays unpaid is looked at when it may be canceled; one that may not be then, since a part of it is
 * covered or another provider is at work, is looked at as Medusa's records are.
 */
function untilCancelable(money: OrderMoney, attempt: AttemptFacts, now: number): number | null {
  const { order, sessions, payments } = money
  if (!order || order.isCanceled) return null
  const isWaitedFor =
    sessions.some(({ id }) => id === attempt.sessionId) || isWithoutSession(money, attempt.collectionId)
  const isUnpaid = isWaitedFor && !payments.some(({ captures }) => captures.length > 0)
  // Whether it may be canceled, and when, nobody knows before its entry is back.
  if (!attempt.policy?.isConfigured) return isUnpaid ? paceAt(WAITING, now - attempt.createdAt) : null
  const cancelable = cancelableFrom(money)
  if (cancelable === null) return null
  if (cancelable > now) return cancelable - now
  return isUnpaid ? paceAt(SETTLED, now - cancelable) : null
}

/** Captured and in hand, with nothing that it pays for. */
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

function sooner(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}
