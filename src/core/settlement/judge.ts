import type { Money } from "../money"
import { hasReached, isReleased } from "../payment-status"
import { excessOf, inHand, observedAmounts, paidAndKept, sumOf } from "./amounts"
import type { AttemptFacts, KeptObservation, OrderMoney } from "./facts"
import { capturedAtGateway, isUntaken, livingOperations } from "./holds"
import { faultOf, isForeign, isStranger } from "./integrity"
import { ownObservation, strayObservation, unboundNumber } from "./observations"
import { byPersons, partLeft } from "./persons"
import { paymentOf } from "./session-owner"
import { hold, wait, type Verdict } from "./verdict"

/**
 * Judges one attempt. Money is captured at most once for a cart, never more than asked, never when less arrived, and
 * never for another payment, currency, account or a test; whatever else is money waits for a person.
 */
export function judge(money: OrderMoney, attempt: AttemptFacts): Verdict {
  const payment = paymentOf(money, attempt)
  if (payment && payment.captures.length > 0 && !isUntaken(attempt)) return { kind: "captured", payment }
  const observed = ownObservation(attempt)
  // An answer about another payment tells nothing of this one, and takes back nothing that was told of it.
  if (!observed) return wait(strayObservation(attempt)?.status === "paid")
  return byPersons(attempt, ofObservation(money, attempt, observed))
}

/** What the gateway's own word means. */
function ofObservation(money: OrderMoney, attempt: AttemptFacts, observed: KeptObservation): Verdict {
  const { status } = observed
  const isInConfirmation = hasReached(status, "processing")
  // What is not about this payment, or no amount, tells nothing about its money; a person compares it.
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
    // A part that a person has returned is not waited for any more.
    const left = part && partLeft(attempt, part)
    return wait(part === null || status !== "underpaid" ? left !== null || isInConfirmation : left !== null)
  }
  return part ? hold("canceled_after_part", part, unboundNumber(attempt)) : { kind: "release", status }
}

/** What is held goes back by itself, so it waits for no person where nothing asks for it: it is given up. */
function ofHeld(money: OrderMoney, attempt: AttemptFacts, observed: KeptObservation): Verdict {
  const fault = faultOf(attempt, observed)
  if (fault) return hold(fault.problem, fault.amount, unboundNumber(attempt))
  const { order } = money
  const payment = paymentOf(money, attempt)
  const isAuthorized = payment !== undefined && !payment.isCanceled
  if (livingOperations(attempt, "void").length > 0) return { kind: "void", problem: "orphan" }
  // What a living order has authorized is the merchant's to capture, however the order was edited.
  if (isAuthorized && isAuthorizedFor(money, attempt)) return { kind: "authorized", payment }
  if (isCoveredByAnother(money, attempt)) return { kind: "void", problem: "paid_twice" }
  if (order?.isCanceled) return { kind: "void", problem: "paid_late" }
  // Medusa cancels what it has authorized for a cart that it could not complete; the hold stands, and may be taken up.
  if (!isOpenFor(money, attempt) || (order !== null && payment?.isCanceled))
    return { kind: "void", problem: "orphan" }
  if (!attempt.policy?.isConfigured) return hold("entry_missing", attempt.asked)
  return isAuthorized ? { kind: "authorized", payment } : { kind: "authorize" }
}

/** A living order has it authorized. */
const isAuthorizedFor = (money: OrderMoney, attempt: AttemptFacts): boolean =>
  money.order !== null && !money.order.isCanceled && paymentOf(money, attempt)?.isCanceled === false

/**
 * What is taken of the payment: all that was asked or, where a hold was captured in part, that part. By our own captures
 * it is known, whatever the gateway goes on showing; by its word alone where Medusa has it as authorized.
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
  // The merchant has captured it, so an order's later edit takes nothing back.
  if (wasHeld && isAuthorizedFor(money, attempt)) return { kind: "capture", excess: null, ...part }
  if (isCoveredByAnother(money, attempt)) return hold("paid_twice", received)
  if (!isAskedFor(money, attempt)) return hold("orphan", received)
  if (money.order?.isCanceled) return hold("paid_late", received)
  if (!attempt.policy?.isConfigured) return hold("entry_missing", received)
  return { kind: "capture", excess: excessOf(attempt, observed), ...part }
}

/**
 * Whether other money in hand pays for the same: another payment of the same collection, or payments that make up the
 * whole order. Money that went back covers nothing.
 */
export function isCoveredByAnother(
  money: OrderMoney,
  { sessionId, collectionId, asked }: AttemptFacts,
): boolean {
  const others = money.payments
    .filter((payment) => payment.sessionId !== sessionId)
    .map((payment) => ({ payment, rest: inHand(payment, money.attempts) }))
    .filter(({ rest }) => rest.isPositive)
  // In whatever currency: a cart's region may have been changed since.
  if (others.some(({ payment }) => payment.collectionId === collectionId)) return true
  const { currency } = asked
  const same = others.map(({ rest }) => rest).filter((rest) => rest.currency === currency)
  const total = money.order?.total
  if (!total?.isPositive || total.currency !== currency || same.length === 0) return false
  return !sumOf(same, currency).lessThan(total)
}

/**
 * Whether the cart, or the order made of it, still asks for this payment: the session is there, asks this sum, and Medusa
 * has not canceled what it authorized for it.
 */
const isAskedFor = (money: OrderMoney, attempt: AttemptFacts): boolean =>
  !paymentOf(money, attempt)?.isCanceled && isOpenFor(money, attempt)

function isOpenFor(money: OrderMoney, attempt: AttemptFacts): boolean {
  const session = money.sessions.find(({ id }) => id === attempt.sessionId)
  const isOpen =
    session !== undefined && attempt.supersededAt === null && session.amount.equals(attempt.asked)
  // Credit lines may cover all of an order; Medusa leaves its collection as it was then.
  if (money.order?.total && !money.order.total.isPositive) return false
  // Medusa lowers a collection when its order is edited, and leaves its session.
  const asks = session?.collectionAmount
  if (asks && (asks.currency !== attempt.asked.currency || asks.lessThan(attempt.asked))) return false
  return isOpen && !costsAnotherSum(money, attempt)
}

/**
 * Whether the cart, or the order made of it, costs another sum or counts in another currency than the payment asks for.
 * Medusa writes a changed cart first and drops its payment sessions after, and completing a cart does not compare the
 * two. An order counts as it was placed and as it is now: merchants may edit it later.
 */
export function costsAnotherSum({ cart, order }: OrderMoney, { collectionId, asked }: AttemptFacts): boolean {
  // A payment of an order's later edit has no cart; the merchant says what it is about.
  if (!cart || cart.collectionId !== collectionId) return false
  if (!order) return cart.currency !== asked.currency || (cart.total !== null && !cart.total.equals(asked))
  const totals = [order.total, order.placedTotal].filter((total) => total !== null)
  return totals.length > 0 && !totals.some((total) => total.equals(asked))
}
