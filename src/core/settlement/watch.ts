import { hasReached, isReleased } from "../payment-status"
import type { AttemptFacts, OrderFacts, OrderMoney } from "./facts"
import { isNotFound, isStray, ownObservation } from "./observations"

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Longer than Medusa holds a cart while it completes it. */
const UNFINISHED_AFTER = 3 * MINUTE

/** A gateway that was silent that long after the usual time does not come back by itself. */
export const SILENT_FOR = 96 * HOUR

/** Gateways keep unpaid payments for about a day; two days of grace follow. */
export const WATCH_MS = 72 * HOUR

/** Two clocks write when an order and an attempt began. */
const CLOCK_SKEW_MS = 60_000

/**
 * The attempts by which an order may have been placed unpaid: order-first ones of ours that were there in the cart's
 * collection when the order was placed. None where another provider has placed it, or money. The cart itself may be
 * deleted by now: an edit's collection begins later. An order that never had one, a draft or what the merchant's own code
 * has made, was placed by nobody's session, however soon a payment of it is begun.
 */
export function placingAttempts(money: OrderMoney): AttemptFacts[] {
  const { order, cart, attempts } = money
  if (!order) return []
  const latest = order.placedAt + CLOCK_SKEW_MS
  return attempts.filter(
    (attempt) =>
      (cart === null ? mayHavePlaced(money, attempt) : attempt.collectionId === cart.collectionId) &&
      isOrderFirst(money, attempt) &&
      attempt.createdAt <= latest &&
      (attempt.supersededAt === null || attempt.supersededAt >= order.placedAt - CLOCK_SKEW_MS),
  )
}

/** Medusa notes at a session that it has placed an order; of one that is gone by now nobody can tell. */
function mayHavePlaced({ sessions }: OrderMoney, { sessionId }: AttemptFacts): boolean {
  const session = sessions.find(({ id }) => id === sessionId)
  return session === undefined || session.status === "pending_authorization"
}

/** By its entry's option or, where the merchant has changed that since, by Medusa's word for its session. */
const isOrderFirst = ({ sessions }: OrderMoney, { policy, sessionId }: AttemptFacts): boolean =>
  policy?.order.placeOrder === "before_payment" ||
  (policy?.isConfigured === true &&
    sessions.some(({ id, status }) => id === sessionId && status === "pending_authorization"))

/**
 * When an unpaid order may be canceled at the earliest: so long after the order was placed, and after its newest attempt
 * began. The longest time counts that an entry grants by which the order was placed, or which waits for its money now.
 * Null where the order was not placed by an entry that places orders first, or does not exist.
 */
export function cancelableFrom(money: OrderMoney): number | null {
  const { order, attempts, sessions } = money
  const placing = placingAttempts(money)
  if (!order || placing.length === 0) return null
  const waiting = attempts.filter(
    (one) => isOrderFirst(money, one) && sessions.some(({ id }) => id === one.sessionId),
  )
  const newest = Math.max(...attempts.map(({ createdAt }) => createdAt))
  const times = [...placing, ...waiting].map(({ policy }) => policy?.order.cancelUnpaidAfterMs ?? Infinity)
  return Math.max(order.placedAt, newest) + Math.max(...times)
}

/**
 * No session at all is left in a collection: a further try failed, and Medusa could not put the one before back. Nobody
 * waits for the money then, and an order that was placed unpaid is a person's to cancel.
 */
export const isWithoutSession = ({ sessions }: OrderMoney, collectionId: string): boolean =>
  !sessions.some((session) => session.collectionId === collectionId)

/** Until when money is awaited as usual; an order that waits for it is watched until it may be canceled. */
export function watchedUntil(money: OrderMoney, attempt: AttemptFacts): number {
  const { order, sessions } = money
  const end = attempt.createdAt + WATCH_MS
  const isWaiting = order !== null && !order.isCanceled && sessions.some(({ id }) => id === attempt.sessionId)
  return Math.max(end, (isWaiting && cancelableFrom(money)) || 0)
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

/**
 * It was settled in an order whose row is gone, while its cart is completed still: Medusa has not undone it, somebody has
 * deleted it.
 */
export const isOrderDeleted = ({ cart, order }: OrderMoney, { settledAt }: AttemptFacts): boolean =>
  order === null && settledAt !== null && cart !== null && cart.isCompleted

/** When an order whose completion still goes on would have been finished. */
export const unfinishedFrom = ({ placedAt }: OrderFacts): number => placedAt + UNFINISHED_AFTER
