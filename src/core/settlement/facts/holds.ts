import { isOpenOperation } from "../../payment/operation-state"
import { backOff, DAY, HOUR, MINUTE } from "../../pace"
import { Money } from "../../money"
import { isReleased } from "../../payment/payment-status"
import { capturedOf, observedAmounts, smaller, totalOf } from "./amounts"
import type { AttemptFacts, KeptObservation, OperationFacts, PaymentFacts } from "./facts"
import { observationOfCaptured, ownObservation } from "./observations"

/** Medusa writes a capture or a refund down, hands it to the provider and counts it: all of it within this time. */
export const HANDED_OVER_AFTER = 3 * MINUTE

/** So long before a hold ends the merchant is warned; of a short hold half of its time before. */
const WARN_BEFORE = 2 * DAY

/** Captures, voids or refunds at the gateway that are done, or may be. */
export const livingOperations = (
  { operations }: AttemptFacts,
  kind: OperationFacts["kind"],
): OperationFacts[] => operations.filter((one) => one.kind === kind && one.state !== "failed")

/** The gateway holds the payment's money and has not captured it. */
export const isHeld = (attempt: AttemptFacts): boolean => ownObservation(attempt)?.status === "authorized"

/**
 * The gateway has taken nothing: it still holds the money, or the hold has ended. Medusa may have a capture on record
 * all the same, which never reached the gateway.
 */
export const isUntaken = (attempt: AttemptFacts): boolean => isHeld(attempt) || isLetGo(attempt)

/** The hold has ended and the gateway has taken nothing, whatever Medusa shows. */
export function isLetGo(attempt: AttemptFacts): boolean {
  const status = attempt.canVoid ? ownObservation(attempt)?.status : undefined
  return status !== undefined && isReleased(status)
}

/** Until when a hold may be captured, in milliseconds since 1970; null where the gateway does not tell. */
export function captureBefore(attempt: AttemptFacts): number | null {
  const text = ownObservation(attempt)?.captureBefore
  const at = text ? Date.parse(text) : NaN
  return Number.isNaN(at) ? null : at
}

/** When a problem warns that a hold is about to end; null where the gateway does not tell its end. */
export function warnedFrom(attempt: AttemptFacts): number | null {
  const end = captureBefore(attempt)
  return end === null ? null : end - Math.min(WARN_BEFORE, Math.max(HOUR, (end - attempt.createdAt) / 2))
}

/**
 * What was captured of a hold: what the gateway shows, and never more than the ledger has asked to capture, since some
 * gateways go on showing what was held. Null where the ledger has asked for no capture: then only the gateway's answer
 * counts.
 */
export function capturedAtGateway(attempt: AttemptFacts, observed: KeptObservation): Money | null {
  const asked = livingOperations(attempt, "capture")
  if (asked.length === 0) return null
  const wanted = totalOf(asked, attempt.asked.currency)
  const shown = observedAmounts(observed, attempt.asked)?.received ?? null
  return shown?.lessThan(wanted) ? shown : wanted
}

/**
 * A capture of the merchant's that Medusa has written down and that never reached the gateway: the process died in
 * between.
 */
export function captureWithoutOperation(
  attempt: AttemptFacts,
  payment: PaymentFacts,
  now: number,
): PaymentFacts["captures"][number] | undefined {
  if (!isHeld(attempt) || livingOperations(attempt, "capture").length > 0) return undefined
  return payment.captures.find(({ createdAt }) => now - createdAt >= HANDED_OVER_AFTER)
}

/** Medusa has just written a refund down and is handing it to the provider, which lets the gateway carry it out. */
export function isOnItsWay(
  { refundsAtGateway, operations }: AttemptFacts,
  payment: PaymentFacts,
  refundId: string,
  now: number,
): boolean {
  const isBegun = operations.some(({ kind, subjectId }) => kind === "refund" && subjectId === refundId)
  const begunAt = payment.refunds.find(({ id }) => id === refundId)?.createdAt ?? 0
  return refundsAtGateway && !isBegun && now - begunAt < HANDED_OVER_AFTER
}

/**
 * In how many milliseconds every refund and capture that Medusa has just written down must have reached the gateway;
 * null without one.
 */
export function untilHandedOver(
  { refundsAtGateway, canVoid }: AttemptFacts,
  payment: PaymentFacts,
  now: number,
): number | null {
  const rows = [...(refundsAtGateway ? payment.refunds : []), ...(canVoid ? payment.captures : [])]
  const left = rows.map(({ createdAt = 0 }) => createdAt + HANDED_OVER_AFTER - now).filter((ms) => ms > 0)
  return left.length > 0 ? Math.max(...left) : null
}

/** When Medusa must have counted what it has on record of a payment; null where it has. */
export const recountableFrom = ({ uncountedSince = null }: PaymentFacts): number | null =>
  uncountedSince === null ? null : uncountedSince + HANDED_OVER_AFTER

/** A payment without the captures that Medusa may be handing to the provider at this moment. */
export const handedOver = (payment: PaymentFacts, now: number): PaymentFacts => ({
  ...payment,
  captures: payment.captures.filter(({ createdAt }) => now - createdAt >= HANDED_OVER_AFTER),
})

/**
 * What was captured by our own operations or, where there are none, in the gateway's cabinet, and Medusa has not
 * recorded.
 */
export function unrecordedCapture(attempt: AttemptFacts, payment: PaymentFacts): Money | null {
  const { asked } = attempt
  const own = livingOperations(attempt, "capture")
  const done = own.filter(({ state }) => state === "done")
  const taken = own.length > 0 ? totalOf(done, asked.currency) : takenInCabinet(attempt)
  const rest = smaller(asked, taken).minus(capturedOf(payment))
  return rest.isPositive ? rest : null
}

function takenInCabinet(attempt: AttemptFacts): Money {
  const observed = takenObservation(attempt)
  const received = observed && observedAmounts(observed, attempt.asked)?.received
  return received ?? Money.zero(attempt.asked.currency)
}

/** What the gateway shows of a payment that it held and of which it has taken something; undefined for any other. */
export function takenObservation(attempt: AttemptFacts): KeptObservation | undefined {
  const observed = attempt.canVoid ? observationOfCaptured(attempt) : undefined
  return observed?.status === "paid" || observed?.status === "refunded" ? observed : undefined
}

/** The operations that are to be tried or asked about again, and when. */
export const openOperations = ({ operations }: AttemptFacts): (OperationFacts & { nextTryAt: number })[] =>
  operations.flatMap((one) =>
    isOpenOperation(one) && one.nextTryAt !== null ? [{ ...one, nextTryAt: one.nextTryAt }] : [],
  )

/** After a void that the gateway has refused, the next one waits: longer each time. */
const VOID_AGAIN = { firstMs: MINUTE, lastMs: 6 * HOUR }

const failedVoids = ({ operations }: AttemptFacts): OperationFacts[] =>
  operations.filter(({ kind, state }) => kind === "void" && state === "failed")

/** When a hold may be voided (once more), in milliseconds since 1970. */
export function voidableFrom(attempt: AttemptFacts): number {
  const refused = failedVoids(attempt)
  const last = refused.at(-1)
  return last ? last.createdAt + backOff(VOID_AGAIN, refused.length - 1) : 0
}

/** Whether a void may be begun: the gateway can do it, no other operation was begun, and it has refused none just now. */
export const mayVoid = (attempt: AttemptFacts, now: number): boolean =>
  attempt.canVoid &&
  livingOperations(attempt, "void").length + livingOperations(attempt, "capture").length === 0 &&
  now >= voidableFrom(attempt)

/** The gateway cannot void, or has refused it several times: a problem says so. A void is tried on by itself. */
export const isVoidStuck = (attempt: AttemptFacts): boolean =>
  !attempt.canVoid || failedVoids(attempt).length >= 3
