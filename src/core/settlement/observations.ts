import type { Observation } from "../gateway"
import { hasReached, isReleased, type PaymentStatus } from "../payment-status"
import { faultOf, type AskedPayment } from "./integrity"
import type { AttemptFacts, KeptObservation, Observations } from "./facts"

/** Where an answer is kept that was about another payment, or was "there is no such payment". */
const STRAY = "?"

/** The code of an answer that says: there is no such payment. */
const NOT_FOUND = "not_found"

/**
 * The observations after one more answer. Of each of the gateway's payments the furthest status stays, so a late answer
 * takes nothing back; of equal ones the newer counts. An answer about this payment puts an end to
 * one that was not.
 *
 * @param answer null when the gateway said, in its own positive form, that it knows no such payment
 * @param isLate whether it was asked before an answer that is kept already: only a step forward counts then
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
  const isKept =
    before && (isStepBack(before.status, kept.status) || (isLate && hasReached(before.status, kept.status)))
  return isKept ? own : { ...own, [key]: kept }
}

/** A gateway that called a payment over, and takes it up again, does not step back: money is on its way. */
function isStepBack(before: PaymentStatus, now: PaymentStatus): boolean {
  const isTakenUp = isReleased(before) && hasReached(now, "processing")
  return !hasReached(now, before) && !isTakenUp
}

/**
 * The gateway's payment that counts as the attempt's own: the one whose number we know, else one that may be captured,
 * else the one that came furthest.
 */
export function ownObservation(attempt: ObservedAttempt): KeptObservation | undefined {
  const { gatewayId } = attempt
  const all = ofThisPayment(attempt.observations)
  if (all.length < 2) return all[0]
  const known = gatewayId === null ? undefined : all.find((one) => one.gatewayId === gatewayId)
  const sound = all.filter((one) => one.status === "paid" && faultOf(attempt, one) === null)
  return (
    known ??
    sound.reduce<KeptObservation | undefined>(further, undefined) ??
    all.reduce<KeptObservation | undefined>(further, undefined)
  )
}

/** The own payment's number as long as another one of the link may still take its place; null from then on. */
export const unboundNumber = (attempt: ObservedAttempt): string | null =>
  attempt.gatewayId === null ? (ownObservation(attempt)?.gatewayId ?? null) : null

/**
 * What the gateway shows of a payment that Medusa has captured: by its own number alone, where that is known, since a
 * look at another payment of its link may have come first.
 */
export function observationOfCaptured(attempt: ObservedAttempt): KeptObservation | undefined {
  const { gatewayId, observations } = attempt
  return gatewayId === null ? ownObservation(attempt) : (observations[gatewayId] ?? observations[""])
}

/**
 * Whether all of a captured payment went back in the gateway's cabinet. A refund of a part is shown by no gateway: such a
 * payment stays paid.
 */
export const isRefundedAtGateway = (attempt: ObservedAttempt): boolean =>
  observationOfCaptured(attempt)?.status === "refunded"

/**
 * Further payments that a link has made, of which money came or is on its way.
 *
 * @param own what the gateway shows of the attempt's own payment
 */
export function furtherPayments(
  attempt: ObservedAttempt,
  own: KeptObservation | undefined = ownObservation(attempt),
): KeptObservation[] {
  const all = ofThisPayment(attempt.observations)
  if (all.length < 2 && all[0] === own) return []
  return all.filter((one) => one !== own && one.gatewayId !== null && isMoney(one))
}

const isMoney = ({ status }: KeptObservation) =>
  hasReached(status, "processing") && !isReleased(status) && status !== "refunded"

/** The last answer was about another payment, so it tells nothing of this one. */
export const isStray = (attempt: ObservedAttempt): boolean => strayObservation(attempt) !== undefined

/** An answer about another payment; undefined when the last answer was about this one. */
export function strayObservation({ observations }: ObservedAttempt): KeptObservation | undefined {
  const stray = observations[STRAY]
  return stray?.code === NOT_FOUND ? undefined : stray
}

/** The gateway said last that it knows no such payment. */
export function isNotFound({ observations }: ObservedAttempt): boolean {
  return observations[STRAY]?.code === NOT_FOUND
}

type ObservedAttempt = Pick<AttemptFacts, "observations" | "gatewayId"> & AskedPayment

function ofThisPayment(observations: Observations): KeptObservation[] {
  const own: KeptObservation[] = []
  for (const key in observations) if (key !== STRAY) own.push(observations[key] as KeptObservation)
  return own
}

/** Of equal ones the first by the gateway's number, so that the choice does not depend on their order. */
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
