import { HOUR, MINUTE } from "../pace"
import { hasReached, isReleased } from "../payment/payment-status"
import type { AttemptFacts, OrderFacts, OrderMoney } from "./facts/facts"
import { isNotFound, isStray, ownObservation } from "./facts/observations"

/** Longer than Medusa takes to complete a cart. */
const UNFINISHED_AFTER = 3 * MINUTE

/** A gateway that stays silent for so long after the usual time does not come back by itself. */
export const SILENT_FOR = 96 * HOUR

/** Gateways keep unpaid payments for about a day; two days of grace follow. */
export const WATCH_MS = 72 * HOUR

/** Two clocks write when an order and when an attempt began. */
const CLOCK_SKEW_MS = MINUTE

/**
 * The attempts by which an order may have been placed unpaid: attempts of entries that place orders first, which
 * existed in the cart's collection when the order was placed. None where another provider or captured money has placed
 * the order. Where the cart is deleted by now, the times tell them from an edit's attempts, which begin later. An order
 * that never had a cart (a draft, or one of the merchant's own code) was placed by no session, however soon a payment of
 * it is begun.
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

/** Medusa notes at a session that it has placed an order; of a session that is gone nobody can tell. */
function mayHavePlaced({ sessions }: OrderMoney, { sessionId }: AttemptFacts): boolean {
  const session = sessions.find(({ id }) => id === sessionId)
  return session === undefined || session.status === "pending_authorization"
}

/** By its entry's option or, where the merchant has changed that since, by the status of its session in Medusa. */
const isOrderFirst = ({ sessions }: OrderMoney, { policy, sessionId }: AttemptFacts): boolean =>
  policy?.order.placeOrder === "before_payment" ||
  (policy?.isConfigured === true &&
    sessions.some(({ id, status }) => id === sessionId && status === "pending_authorization"))

/**
 * When an unpaid order may be canceled at the earliest: a certain time after it was placed, and after its newest
 * attempt began. Of the entries by which the order was placed, and of those that wait for its money now, the longest
 * time counts. Null where no order exists, or no entry that places orders first has placed it.
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
 * Whether a collection has no session at all any more: a further try failed, and Medusa could not put the one before back.
 * Then nobody waits for the money, and a person must cancel an order that was placed unpaid.
 */
export const isWithoutSession = ({ sessions }: OrderMoney, collectionId: string): boolean =>
  !sessions.some((session) => session.collectionId === collectionId)

/** Until when money is awaited as usual; for an order that waits for it, at least until the order may be canceled. */
export function watchedUntil(money: OrderMoney, attempt: AttemptFacts): number {
  const { order, sessions } = money
  const end = attempt.createdAt + WATCH_MS
  const isWaiting = order !== null && !order.isCanceled && sessions.some(({ id }) => id === attempt.sessionId)
  return Math.max(end, (isWaiting && cancelableFrom(money)) || 0)
}

/** Money may come, and no entry of the attempt's account is configured that could be asked about it. */
export const isUnattended = ({ policy, status }: AttemptFacts): boolean =>
  policy === null && !isReleased(status)

/** The gateway has not answered since it was last asked, or never: an error is no answer. */
export function isUnanswered({ askedAt, answeredAt }: AttemptFacts): boolean {
  return answeredAt === null || (askedAt !== null && askedAt > answeredAt)
}

/** The gateway has not answered since money was last to be expected: nobody knows whether it came in the end. */
export function isOpenEnded(money: OrderMoney, attempt: AttemptFacts): boolean {
  return isUnanswered(attempt) && (attempt.answeredAt ?? 0) < watchedUntil(money, attempt)
}

/**
 * The gateway answered about another payment, or does not know a payment that it has shown before: a contradiction,
 * which tells nothing about the money.
 */
export function isContradicted(attempt: AttemptFacts): boolean {
  const wasKnown = attempt.gatewayId !== null || ownObservation(attempt) !== undefined
  return isStray(attempt) || (wasKnown && isNotFound(attempt))
}

/** The gateway calls a payment canceled or failed that it has called paid: the money may have gone back. */
export const isRevoked = (attempt: AttemptFacts): boolean => ownObservation(attempt)?.revoked !== undefined

/** A genuine notification said "paid", and the gateway's own answer does not show it. */
export function isDenied(attempt: AttemptFacts): boolean {
  if (attempt.claimedAt === null) return false
  const observed = ownObservation(attempt)
  return !observed || !hasReached(observed.status, "paid")
}

/** A genuine notification said that a part has come: the gateway is asked until its answer shows what became of it. */
export const isPartClaimed = ({ claims }: AttemptFacts): boolean => claims.underpaid !== undefined

/** Goods of a living order were never reserved since it was paid: Medusa is still completing it, or that broke off. */
export function isUnfinished(
  { unreservedItems, isCanceled }: OrderFacts,
  { settledAt, resolutions }: AttemptFacts,
): boolean {
  const isDealtWith = resolutions.some(({ kind }) => kind === "order_unfinished")
  return unreservedItems > 0 && !isCanceled && settledAt === null && !isDealtWith
}

/**
 * Somebody has deleted the order: the attempt was settled in one, and none is there. Medusa has not undone it, since
 * the cart is still completed.
 */
export const isOrderDeleted = ({ cart, order }: OrderMoney, { settledAt }: AttemptFacts): boolean =>
  order === null && settledAt !== null && cart !== null && cart.isCompleted

/** When Medusa must have finished completing an order. */
export const unfinishedFrom = ({ placedAt }: OrderFacts): number => placedAt + UNFINISHED_AFTER
