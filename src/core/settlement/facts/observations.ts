import type { Observation } from "../../gateway"
import { hasReached, isReleased, isRevocation, type PaymentStatus } from "../../payment/payment-status"
import { faultOf, type AskedPayment } from "./integrity"
import type { AttemptFacts, KeptObservation, Observations } from "./facts"

/** The key of an answer that was about another payment, or that said: there is no such payment. */
const STRAY = "?"

/** The code of an answer that said: there is no such payment. */
const NOT_FOUND = "not_found"

/**
 * The observations after one more answer. The furthest status of each of the gateway's payments stays, so a late answer
 * takes nothing back; of equal statuses the newer answer counts. A paid payment that a newer answer calls canceled or
 * failed is kept as revoked, until the gateway calls it paid again. An answer about this payment removes a stray one.
 *
 * @param answer null when the gateway said, in its own positive form, that it knows no such payment
 * @param isLate whether the question is older than an answer that is kept already: then only a step forward counts
 */
export function keepAnswer(
  observations: Observations,
  reference: string,
  answer: Observation | null,
  { isLate = false } = {},
): Observations {
  if (isLate && answer?.reference !== reference) return observations
  if (answer === null) return { ...observations, [STRAY]: notFound(reference) }
  const { raw: _, ...kept } = answer
  if (answer.reference !== reference) return { ...observations, [STRAY]: kept }
  const { [STRAY]: _stray, ...withoutStray } = observations
  const own = isLate ? observations : withoutStray
  const key = answer.gatewayId ?? ""
  const before = own[key]
  if (before && !isLate && isRevocation(before.status, kept.status)) {
    return { ...own, [key]: { ...before, revoked: before.revoked ? 2 : 1 } }
  }
  const isKept =
    before && (isStepBack(before.status, kept.status) || (isLate && hasReached(before.status, kept.status)))
  return isKept ? own : { ...own, [key]: kept }
}

/** A payment that was over and is in confirmation again makes no step back: money is on its way. */
function isStepBack(before: PaymentStatus, now: PaymentStatus): boolean {
  const isTakenUp = isReleased(before) && hasReached(now, "processing")
  return !hasReached(now, before) && !isTakenUp
}

/**
 * What the gateway shows of the payment that counts as the attempt's own: the one whose number the ledger knows, else
 * one that may be captured, else the one that came furthest.
 */
export function ownObservation(attempt: ObservedAttempt): KeptObservation | undefined {
  const { gatewayId } = attempt
  const all = ofThisPayment(attempt.observations)
  if (all.length < 2) return all[0]
  const known = gatewayId === null ? undefined : all.find((one) => one.gatewayId === gatewayId)
  const sound = all.filter((one) => one.status === "paid" && !one.revoked && faultOf(attempt, one) === null)
  return (
    known ??
    sound.reduce<KeptObservation | undefined>(further, undefined) ??
    all.reduce<KeptObservation | undefined>(further, undefined)
  )
}

/** The own payment's number, as long as another payment of the link may still take its place; null from then on. */
export const unboundNumber = (attempt: ObservedAttempt): string | null =>
  attempt.gatewayId === null ? (ownObservation(attempt)?.gatewayId ?? null) : null

/**
 * What the gateway shows of a payment that Medusa has captured. Where its number is known only that number counts: the
 * answer about another payment of the link may have come first.
 */
export function observationOfCaptured(attempt: ObservedAttempt): KeptObservation | undefined {
  const { gatewayId, observations } = attempt
  return gatewayId === null ? ownObservation(attempt) : (observations[gatewayId] ?? observations[""])
}

/**
 * Whether all of a captured payment went back at the gateway, by its own words; one that went back in part stays paid.
 * A payment that the gateway has revoked went back, too.
 */
export function isRefundedAtGateway(attempt: ObservedAttempt): boolean {
  const observed = observationOfCaptured(attempt)
  return observed?.status === "refunded" || observed?.revoked === 2
}

/** A captured payment was revoked by one answer, which a second one must confirm. */
export const isRevokedOnce = (attempt: ObservedAttempt): boolean =>
  observationOfCaptured(attempt)?.revoked === 1

/** Further payments that were made by the attempt's link, whose money came or is on its way. */
export function furtherPayments(attempt: ObservedAttempt): KeptObservation[] {
  const own = ownObservation(attempt)
  return ofThisPayment(attempt.observations).filter(
    (one) => one !== own && one.gatewayId !== null && isMoney(one),
  )
}

const isMoney = ({ status, revoked }: KeptObservation) =>
  hasReached(status, "processing") && !isReleased(status) && status !== "refunded" && !revoked

/** Whether the last answer was about another payment, so that it tells nothing of this one. */
export const isStray = (attempt: ObservedAttempt): boolean => strayObservation(attempt) !== undefined

/** The last answer, where it was about another payment. */
export function strayObservation({ observations }: ObservedAttempt): KeptObservation | undefined {
  const stray = observations[STRAY]
  return stray?.code === NOT_FOUND ? undefined : stray
}

/** Whether the gateway said last that it knows no such payment. */
export function isNotFound({ observations }: ObservedAttempt): boolean {
  return observations[STRAY]?.code === NOT_FOUND
}

type ObservedAttempt = Pick<AttemptFacts, "observations" | "gatewayId"> & AskedPayment

function ofThisPayment(observations: Observations): KeptObservation[] {
  const own: KeptObservation[] = []
  for (const key in observations) if (key !== STRAY) own.push(observations[key] as KeptObservation)
  return own
}

/** The one that came further; of equal ones the lower number, so that the choice does not depend on their order. */
function further(best: KeptObservation | undefined, next: KeptObservation): KeptObservation | undefined {
  if (!best) return next
  if (!hasReached(next.status, best.status)) return best
  if (!hasReached(best.status, next.status)) return next
  return numberOf(next) < numberOf(best) ? next : best
}

const numberOf = ({ gatewayId }: KeptObservation) => (gatewayId ?? "").padStart(40, "0")

function notFound(reference: string): KeptObservation {
  return {
    status: "created",
    code: NOT_FOUND,
    reference,
    gatewayId: null,
    account: null,
    asked: null,
    received: null,
    currency: null,
    fee: null,
    test: false,
    paidAt: null,
  }
}
