import type { Money } from "../money"
import { hasReached, isReleased } from "../payment/payment-status"
import { excessOf, observedAmounts, paidAndKept, sumOf } from "./facts/amounts"
import type { AttemptFacts, KeptObservation, OrderMoney } from "./facts/facts"
import { capturedAtGateway, isUntaken, livingOperations } from "./facts/holds"
import { faultOf, isForeign, isStranger } from "./facts/integrity"
import { ownObservation, strayObservation, unboundNumber } from "./facts/observations"
import { inHand, isUndone } from "./facts/refunds"
import { applyResolutions, partLeft } from "./facts/resolutions"
import { paymentOf } from "./facts/session-owner"
import { hold, wait, type Verdict } from "./verdict"

/**
 * Judges one attempt. Money is captured at most once for a cart, never more than asked, never when less arrived, and
 * never for another payment, currency or account, nor for play money. All other money waits for a person.
 */
export function judge(money: OrderMoney, attempt: AttemptFacts): Verdict {
  const payment = paymentOf(money, attempt)
  if (payment && payment.captures.length > 0 && !isUntaken(attempt)) return { kind: "captured", payment }
  const observed = ownObservation(attempt)
  // An answer about another payment tells nothing of this one, and takes back nothing that was told of it.
  if (!observed) return wait(strayObservation(attempt)?.status === "paid")
  const verdict = applyResolutions(attempt, ofObservation(money, attempt, observed))
  // The gateway may call it paid again; until then there is nothing to take, and what people have done stays done.
  return observed.revoked && verdict.kind !== "settled_by_person" ? wait(false) : verdict
}

/** What the gateway's answer means for the money; people may have dealt with it. */
function ofObservation(money: OrderMoney, attempt: AttemptFacts, observed: KeptObservation): Verdict {
  const { status } = observed
  const isInConfirmation = hasReached(status, "processing")
  // An answer about another payment tells nothing about this one's money; a person compares both.
  if (isStranger(attempt, observed)) {
    return status === "paid" ? hold("reference_mismatch", null) : wait(isInConfirmation)
  }
  if (status === "paid") return ofPaid(money, attempt, observed)
  if (status === "authorized") return ofHeld(money, attempt, observed)
  if (status === "refunded") return { kind: "release", status }
  const amounts = isForeign(attempt.asked, observed) ? undefined : observedAmounts(observed, attempt.asked)
  if (!amounts) return wait(isInConfirmation)
  const part = amounts.received?.isPositive ? amounts.received : null
  if (!isReleased(status)) {
    // Nobody waits for the rest of a part that a person has returned.
    const left = part && partLeft(attempt, part)
    return wait(part === null || status !== "underpaid" ? left !== null || isInConfirmation : left !== null)
  }
  return part ? hold("canceled_after_part", part, unboundNumber(attempt)) : { kind: "release", status }
}

/** Held money that no order asks for is voided by itself: it waits for no person. */
function ofHeld(money: OrderMoney, attempt: AttemptFacts, observed: KeptObservation): Verdict {
  const fault = faultOf(attempt, observed)
  if (fault) return hold(fault.problem, fault.amount, unboundNumber(attempt))
  const { order } = money
  const payment = paymentOf(money, attempt)
  const isAuthorized = payment !== undefined && !payment.isCanceled
  if (livingOperations(attempt, "void").length > 0) return { kind: "void", problem: "orphan" }
  // The merchant captures what a living order has authorized, however the order was edited.
  if (isAuthorized && isAuthorizedFor(money, attempt)) return { kind: "authorized", payment }
  if (isCoveredByAnother(money, attempt)) return { kind: "void", problem: "paid_twice" }
  if (order?.isCanceled) return { kind: "void", problem: "paid_late" }
  // Medusa cancels its payment for a cart that it could not complete; the hold stands, and may be authorized again.
  if (!isOpenFor(money, attempt) || (order !== null && payment?.isCanceled))
    return { kind: "void", problem: "orphan" }
  if (!attempt.policy?.isConfigured) return hold("entry_missing", attempt.asked)
  return isAuthorized ? { kind: "authorized", payment } : { kind: "authorize" }
}

/** Whether a living order has the payment as authorized. */
const isAuthorizedFor = (money: OrderMoney, attempt: AttemptFacts): boolean =>
  money.order !== null && !money.order.isCanceled && paymentOf(money, attempt)?.isCanceled === false

/**
 * What the gateway has taken of a payment that it calls paid: all that was asked or, where a hold was captured in part,
 * that part. Our own captures tell it; without one the gateway's answer does, where Medusa has the payment as
 * authorized.
 */
function takenOf(money: OrderMoney, attempt: AttemptFacts, observed: KeptObservation): Money {
  const isAuthorized = paymentOf(money, attempt)?.isCanceled === false
  const received = observedAmounts(observed, attempt.asked)?.received ?? null
  const taken = capturedAtGateway(attempt, observed) ?? (isAuthorized ? received : null)
  return taken?.isPositive && taken.lessThan(attempt.asked) ? taken : attempt.asked
}

function ofPaid(money: OrderMoney, attempt: AttemptFacts, observed: KeptObservation): Verdict {
  const taken = takenOf(money, attempt, observed)
  const part = taken.equals(attempt.asked) ? {} : { part: taken }
  const fault = faultOf({ ...attempt, asked: taken }, observed)
  if (fault) return hold(fault.problem, fault.amount, unboundNumber(attempt))
  const kept = paidAndKept(attempt, observed) ?? attempt.asked
  const received = part.part?.lessThan(kept) ? part.part : kept
  const wasHeld = livingOperations(attempt, "capture").length > 0
  // The merchant has captured it: an order's later edit takes nothing back.
  if (wasHeld && isAuthorizedFor(money, attempt)) return { kind: "capture", excess: null, ...part }
  if (isCoveredByAnother(money, attempt)) return hold("paid_twice", received)
  if (!isAskedFor(money, attempt)) return hold("orphan", received)
  if (money.order?.isCanceled) return hold("paid_late", received)
  if (!attempt.policy?.isConfigured) return hold("entry_missing", received)
  return { kind: "capture", excess: excessOf(attempt, observed), ...part }
}

/**
 * Whether other money in hand pays for the same: another payment of the same collection, or payments that together
 * cover the whole order.
 */
export function isCoveredByAnother(
  money: OrderMoney,
  { sessionId, collectionId, asked }: AttemptFacts,
): boolean {
  const others = money.payments
    .filter((payment) => payment.sessionId !== sessionId)
    .map((payment) => ({ payment, rest: inHand(payment, money.attempts) }))
    .filter(({ payment, rest }) => rest.isPositive && !isUndone(money, payment))
  // In any currency: the cart's region may have been changed since.
  if (others.some(({ payment }) => payment.collectionId === collectionId)) return true
  const { currency } = asked
  const same = others.map(({ rest }) => rest).filter((rest) => rest.currency === currency)
  const total = money.order?.total
  if (!total?.isPositive || total.currency !== currency || same.length === 0) return false
  return !sumOf(same, currency).lessThan(total)
}

/**
 * Whether the cart, or the order made of it, still asks for this payment, and Medusa has not canceled its own record of
 * it.
 */
const isAskedFor = (money: OrderMoney, attempt: AttemptFacts): boolean =>
  !paymentOf(money, attempt)?.isCanceled && isOpenFor(money, attempt)

/** Whether the attempt's session is there and the current one, and session, collection and cart or order ask this sum. */
function isOpenFor(money: OrderMoney, attempt: AttemptFacts): boolean {
  const { asked } = attempt
  const session = money.sessions.find(({ id }) => id === attempt.sessionId)
  if (!session || attempt.supersededAt !== null || !session.amount.equals(asked)) return false
  // Medusa lowers a collection when its order is edited, and leaves its session.
  const ofCollection = session.collectionAmount
  if (ofCollection && (ofCollection.currency !== asked.currency || ofCollection.lessThan(asked))) return false
  return !costsAnotherSum(money, attempt)
}

/**
 * Whether the cart, or the order made of it, costs another sum or counts in another currency than the payment asks for.
 * Medusa writes a changed cart first and deletes its payment sessions later, and compares neither when it completes a
 * cart. Of an order both totals count, when it was placed and now: merchants may edit it.
 */
export function costsAnotherSum({ cart, order }: OrderMoney, { collectionId, asked }: AttemptFacts): boolean {
  // A payment for an order's later edit belongs to no cart: the merchant has set its sum.
  if (!cart || cart.collectionId !== collectionId) return false
  if (!order) return cart.currency !== asked.currency || (cart.total !== null && !cart.total.equals(asked))
  const totals = [order.total, order.placedTotal].filter((total) => total !== null)
  return totals.length > 0 && !totals.some((total) => total.equals(asked))
}

/**
 * Whether the cart's total must be known before anything may be done. Computing it is expensive, so it is read only
 * when there is money that is to be captured, or that has no order yet.
 */
export function needsCartTotal(money: OrderMoney): boolean {
  const { cart, order, attempts } = money
  if (!cart || order || cart.total !== null) return false
  return attempts.some((attempt) => {
    const { kind } = judge(money, attempt)
    return kind === "capture" || kind === "captured" || kind === "authorize" || kind === "authorized"
  })
}
