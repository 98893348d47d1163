import { problemMessage, type Problem } from "../core"
import type { NewProblem } from "../modules/gateway-ledger"

/** What a problem is about: an attempt, or money at a gateway that has none. */
type Matter = Pick<NewProblem, "provider_id" | "reference"> &
  Partial<Pick<NewProblem, "payment_collection_id" | "currency_code">> & { id?: string | null }

interface Details {
  /** A decimal string; null when nobody knows the sum. */
  amount: string | null
  orderId?: string | null
}

/**
 * A problem as it is opened. One kind about one subject is open at most once; the subject is the attempt, unless
 * something else is said.
 */
export function problemOf(
  matter: Matter & { id: string },
  kind: Problem,
  details: Details & { subject?: string },
): NewProblem & { attempt_id: string }
export function problemOf(matter: Matter, kind: Problem, details: Details & { subject: string }): NewProblem
export function problemOf(
  { id = null, provider_id, reference, payment_collection_id = null, currency_code = null }: Matter,
  kind: Problem,
  { amount, orderId = null, subject = id as string }: Details & { subject?: string },
): NewProblem {
  return {
    kind,
    subject,
    provider_id,
    attempt_id: id,
    reference,
    payment_collection_id,
    order_id: orderId,
    amount,
    currency_code,
    message: problemMessage(kind),
  }
}
