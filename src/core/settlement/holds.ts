import { isOpenOperation } from "../operation-state"
import { backOff, DAY, HOUR, MINUTE } from "../pace"
import { Money } from "../money"
import { isReleased } from "../payment-status"
import { capturedOf, observedAmounts, sumOf } from "./amounts"
import type { AttemptFacts, KeptObservation, OperationFacts, PaymentFacts } from "./facts"
import { observationOfCaptured, ownObservation } from "./observations"

/** Longer than Medusa takes between writing a capture or a refund down and handing it to the provider. */
const HANDED_OVER_AFTER = 3 * MINUTE

/** A merchant has so long to capture a hold that is about to end; of a short hold half of its time. */
const WARN_BEFORE = 2 * DAY

const isLiving = ({ state }: OperationFacts) => state !== "failed"

/** Captures, voids or refunds at the gateway that were done, or may be. */
export const livingOperations = (
  { operations }: AttemptFacts,
  kind: OperationFacts["kind"],
): OperationFacts[] => operations.filter((one) => one.kind === kind && isLiving(one))

/** The gateway holds the money of a payment that it has not captured. */
export const isHeld = (attempt: AttemptFacts): boolean => ownObservation(attempt)?.status === "authorized"

/**
 * Medusa may have a capture on record that never came to the gateway: there the money is still held, or the hold has
 * ended.
 */
export const isUntaken = (attempt: AttemptFacts): boolean => isHeld(attempt) || isLetGo(attempt)

/** The hold has ended: the gateway has taken nothing, whatever Medusa shows. */
export function isLetGo(attempt: AttemptFacts): boolean {
  const status = attempt.voids ? ownObservation(attempt)?.status : undefined
  return status !== undefined && isReleased(status)
}

/** Until when a hold may be captured, in milliseconds since 1970; null where the gateway does not tell. */
export function captureBefore(attempt: AttemptFacts): number | null {
  const text = ownObservation(attempt)?.captureBefore
  const at = text ? Date.parse(text) : NaN
  return Number.isNaN(at) ? null : at
}

/** When a person is told that a hold is about to end. */
export function warnedFrom(attempt: AttemptFacts): number | null {
  const end = captureBefore(attempt)
  return end === null ? null : end - Math.min(WARN_BEFORE, Math.max(HOUR, (end - attempt.createdAt) / 2))
}

/**
 * What was taken of a payment that was held: what the gateway shows, and never more than the ledger has asked to capture,
 * since some go on showing what was held. Null where nothing was asked for: the gateway's word counts alone.
 */
export function capturedAtGateway(attempt: AttemptFacts, observed: KeptObservation): Money | null {
  const asked = livingOperations(attempt, "capture")
  if (asked.length === 0) return null
  const wanted = sumOf(
    asked.map(({ amount }) => amount),
    attempt.asked.currency,
  )
  const shown = observedAmounts(observed, attempt.asked)?.received ?? null
  return shown?.lessThan(wanted) ? shown : wanted
}

/**
 * Medusa has written a capture down that never reached the gateway: the process died in between. The merchant has asked
 * for it.
 */
export function captureWithoutOperation(
  attempt: AttemptFacts,
  payment: PaymentFacts,
  now: number,
): PaymentFacts["captures"][number] | undefined {
  if (!isHeld(attempt) || livingOperations(attempt, "capture").length > 0) return undefined
  return payment.captures.find(({ createdAt }) => now - createdAt >= HANDED_OVER_AFTER)
}

/** Medusa has written a refund down just now, and hands it to the provider, which lets the gateway carry it out. */
export function isOnItsWay(
  { returns, operations }: AttemptFacts,
  payment: PaymentFacts,
  refundId: string,
  now: number,
): boolean {
  const isBegun = operations.some(({ kind, subjectId }) => kind === "refund" && subjectId === refundId)
  const begunAt = payment.refunds.find(({ id }) => id === refundId)?.createdAt ?? 0
  return returns && !isBegun && now - begunAt < HANDED_OVER_AFTER
}

/** In how long a refund or a capture that Medusa has just written down must have reached the gateway; null for none. */
export function untilHandedOver(
  { returns, voids }: AttemptFacts,
  payment: PaymentFacts,
  now: number,
): number | null {
  const rows = [...(returns ? payment.refunds : []), ...(voids ? payment.captures : [])]
  const left = rows.map(({ createdAt = 0 }) => createdAt + HANDED_OVER_AFTER - now).filter((ms) => ms > 0)
  return left.length > 0 ? Math.max(...left) : null
}

/** A payment without the captures that Medusa may be handing to the provider at this moment. */
export const handedOver = (payment: PaymentFacts, now: number): PaymentFacts => ({
  ...payment,
  captures: payment.captures.filter(({ createdAt }) => now - createdAt >= HANDED_OVER_AFTER),
})

/**
 * What the gateway has captured and Medusa does not have on record: by our own operations or, where there are none, in its
 * cabinet.
 */
export function unrecordedCapture(attempt: AttemptFacts, payment: PaymentFacts): Money | null {
  const { asked } = attempt
  const own = livingOperations(attempt, "capture")
  const done = own.flatMap(({ state, amount }) => (state === "done" ? [amount] : []))
  const taken = own.length > 0 ? sumOf(done, asked.currency) : takenInCabinet(attempt)
  const rest = (asked.lessThan(taken) ? asked : taken).minus(capturedOf(payment))
  return rest.isPositive ? rest : null
}

function takenInCabinet(attempt: AttemptFacts): Money {
  const observed = attempt.voids ? observationOfCaptured(attempt) : undefined
  const isTaken = observed?.status === "paid" || observed?.status === "refunded"
  const received = isTaken ? observedAmounts(observed, attempt.asked)?.received : null
  return received ?? Money.zero(attempt.asked.currency)
}

/** The operations that are to be taken up again, and when. */
export const openOperations = ({ operations }: AttemptFacts): (OperationFacts & { nextTryAt: number })[] =>
  operations.flatMap((one) =>
    isOpenOperation(one) && one.nextTryAt !== null ? [{ ...one, nextTryAt: one.nextTryAt }] : [],
  )

/** After a void that the gateway has refused the next one waits, longer each time. */
const VOID_AGAIN = { firstMs: MINUTE, lastMs: 6 * HOUR }

const failedVoids = ({ operations }: AttemptFacts): OperationFacts[] =>
  operations.filter(({ kind, state }) => kind === "void" && state === "failed")

/** When a hold may be given up (once more), in milliseconds since 1970. */
export function voidableFrom(attempt: AttemptFacts): number {
  const refused = failedVoids(attempt)
  const last = refused.at(-1)
  return last ? last.createdAt + backOff(VOID_AGAIN, refused.length - 1) : 0
}

/** Whether a void may be begun: the gateway can, nothing else was begun, and it has not refused one just now. */
export const mayVoid = (attempt: AttemptFacts, now: number): boolean =>
  attempt.voids &&
  livingOperations(attempt, "void").length + livingOperations(attempt, "capture").length === 0 &&
  now >= voidableFrom(attempt)

/** Giving a hold up goes on by itself; one that the gateway cannot, or will not, give up is told. */
export const isVoidStuck = (attempt: AttemptFacts): boolean =>
  !attempt.voids || failedVoids(attempt).length >= 3
