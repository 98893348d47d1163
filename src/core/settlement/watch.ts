import { hasReached, isReleased } from "../payment-status"
import type { AttemptFacts, OrderFacts, OrderMoney } from "./facts"
import { isNotFound, isStray, ownObservation } from "./observations"

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Longer than Medusa holds a cart while it completes it. */
const UNFINISHED_AFTER = 3 * MINUTE

/** Gateways keep unpaid payments for about a day; two days of grace follow. */
export const WATCH_MS = 72 * HOUR

/**
 * When an unpaid order may be canceled at the earliest: so long after the order was placed, and after its newest attempt
 * began. Null where the order was not placed by an entry that places orders first, or does not exist.
 */
export function cancelableFrom({ order, attempts }: OrderMoney, { policy }: AttemptFacts): number | null {
  if (!order || policy?.order.placeOrder !== "before_payment") return null
  const newest = Math.max(...attempts.map(({ createdAt }) => createdAt))
  return Math.max(order.placedAt, newest) + policy.order.cancelUnpaidAfterMs
}

/** Until when money is awaited as usual; an order that waits for it is watched until it may be canceled. */
export function watchedUntil(money: OrderMoney, attempt: AttemptFacts): number {
  const { order, sessions } = money
  const end = attempt.createdAt + WATCH_MS
  const isWaiting = order !== null && !order.isCanceled && sessions.some(({ id }) => id === attempt.sessionId)
  return Math.max(end, (isWaiting && cancelableFrom(money, attempt)) || 0)
}

/** Money may come for it, and no entry of its account is configured that could be asked about it. */
export const isUnattended = ({ policy, status }: AttemptFacts): boolean =>
  policy === null && !isReleased(status)

/** The gateway was asked and has not answered since: an error is no answer. */
export function isUnanswered({ askedAt, answeredAt }: AttemptFacts): boolean {
  return answeredAt === null || (askedAt !== null && askedAt > answeredAt)
}

/** It gave no answer when nothing more was expected, so nobody knows whether the money came in the end. */
export function isOpenEnded(money: OrderMoney, attempt: AttemptFacts): boolean {
  return isUnanswered(attempt) && (attempt.answeredAt ?? 0) < watchedUntil(money, attempt)
}

/**
 * The gateway does not know a payment any more of which it has told us, or answers about another one: a contradiction,
 * and no word about the money.
 */
export function isContradicted(attempt: AttemptFacts): boolean {
  const wasKnown = attempt.gatewayId !== null || ownObservation(attempt) !== undefined
  return isStray(attempt) || (wasKnown && isNotFound(attempt))
}

/** A genuine notification said "paid", and the gateway's own answer does not show it. */
export function isDenied(attempt: AttemptFacts): boolean {
  if (attempt.claimedAt === null) return false
  const observed = ownObservation(attempt)
  return !observed || !hasReached(observed.status, "paid")
}

/** Goods of a living order are not reserved, and never were since it was paid: its completion goes on, or broke off. */
export function isUnfinished(
  { unreservedItems, isCanceled }: OrderFacts,
  { settledAt, words }: AttemptFacts,
): boolean {
  const isDealtWith = words.some(({ kind }) => kind === "order_unfinished")
  return unreservedItems > 0 && !isCanceled && settledAt === null && !isDealtWith
}

/** When an order whose completion still goes on would have been finished. */
export const unfinishedFrom = ({ placedAt }: OrderFacts): number => placedAt + UNFINISHED_AFTER
