import type { Observation } from "../gateway"
import { hasReached } from "../payment-status"
import type { AttemptFacts, KeptObservation, Observations } from "./facts"

/** Where an answer is kept that was about another payment, or was "there is no such payment". */
const STRAY = "?"

/** The code of an answer that says: there is no such payment. */
const NOT_FOUND = "not_found"

/**
 * The observations after one more answer. Of each of the gateway's payments the furthest status stays, so the order in
 * which answers arrive makes no difference; of equal ones the newer counts. An answer about this payment puts an end to
 * one that was not.
 *
 * @param answer null when the gateway said, in its own positive form, that it knows no such payment
 */
export function keepAnswer(
  observations: Observations,
  reference: string,
  answer: Observation | null,
): Observations {
  if (answer === null) return { ...observations, [STRAY]: notFound(reference) }
  const { raw: _, ...kept } = answer
  if (answer.reference !== reference) return { ...observations, [STRAY]: kept }
  const { [STRAY]: _stray, ...own } = observations
  const key = answer.gatewayId ?? ""
  const before = own[key]
  const isStepBack = before !== undefined && !hasReached(kept.status, before.status)
  return isStepBack ? own : { ...own, [key]: kept }
}

/** The gateway's payment that counts as the attempt's own: the one whose number we know, else the one that came furthest. */
export function ownObservation({ observations, gatewayId }: ObservedAttempt): KeptObservation | undefined {
  const all = ofThisPayment(observations)
  const known = gatewayId === null ? undefined : all.find((one) => one.gatewayId === gatewayId)
  return known ?? all.reduce<KeptObservation | undefined>(further, undefined)
}

/** Further payments by the same link, where more than one of them was paid. */
export function furtherPayments(attempt: ObservedAttempt): KeptObservation[] {
  const own = ownObservation(attempt)
  return ofThisPayment(attempt.observations).filter(
    (one) => one !== own && one.status === "paid" && one.gatewayId !== null,
  )
}

/** An answer about another payment; undefined when the last answer was about this one. */
export function strayObservation({ observations }: ObservedAttempt): KeptObservation | undefined {
  const stray = observations[STRAY]
  return stray?.code === NOT_FOUND ? undefined : stray
}

/** The gateway said last that it knows no such payment. */
export function isNotFound({ observations }: ObservedAttempt): boolean {
  return observations[STRAY]?.code === NOT_FOUND
}

type ObservedAttempt = Pick<AttemptFacts, "observations" | "gatewayId">

const ofThisPayment = (observations: Observations) =>
  Object.entries(observations)
    .filter(([key]) => key !== STRAY)
    .map(([, observation]) => observation)

/** Of equal ones the first by the gateway's number, so that the choice does not depend on their order. */
function further(best: KeptObservation | undefined, next: KeptObservation): KeptObservation {
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
