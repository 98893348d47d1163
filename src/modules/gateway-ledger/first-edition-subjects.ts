import type { NewProblem } from "./types"

/**
 * What the subjects of the first edition say, as columns: "attempt:refund", "attempt:number", "provider:number", or a
 * payout's id. For callers that have not moved yet.
 */
export function columnsOfSubject({
  kind,
  subject,
  attempt_id,
  provider_id,
  reference,
}: NewProblem): Pick<NewProblem, "payout_id" | "refund_id" | "gateway_id"> {
  if (kind === "payout_unclear") return { payout_id: subject }
  const rest = subject.slice(subject.indexOf(":") + 1)
  if (kind === "refund_owed" && subject === `${attempt_id}:${rest}`) return { refund_id: rest }
  if (kind === "paid_twice" && subject === `${attempt_id}:${rest}`) return { gateway_id: rest }
  if (kind === "unknown_payment" && subject === `${provider_id}:${rest}` && rest !== reference) {
    return { gateway_id: rest }
  }
  return {}
}
