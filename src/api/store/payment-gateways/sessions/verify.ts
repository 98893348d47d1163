import type { MedusaContainer } from "@medusajs/framework/types"
import { hasReached } from "../../../../core"
import { ledgerOf, logOf } from "../../../../composition"
import { settlePayment } from "../../../../composition"
import { answersOf } from "../../../support/gateway-answers"
import { readPayment, type Payment } from "./payment"
import { isForPerson } from "./payment-view"

/** However many tabs poll, one payment costs at most one question in this time. */
export const ASK_EVERY_MS = 5_000

/** A page must not hang on a slow gateway: after this it gets the last known state, and the question goes on. */
const ANSWER_WITHIN_MS = 2_000

/** The payment after asking the gateway, if it is worth a question and nobody asked just now. */
export async function verifiedPayment(scope: MedusaContainer, sessionId: string): Promise<Payment> {
  const payment = await readPayment(scope, sessionId)
  if (!(await mayAsk(scope, payment))) return payment
  await answersOf(scope).calls.run(
    `look ${payment.attempt.id}`,
    () => settle(scope, payment),
    ANSWER_WITHIN_MS,
  )
  return readPayment(scope, sessionId)
}

async function mayAsk(scope: MedusaContainer, { attempt, facts }: Payment): Promise<boolean> {
  const isPaid = attempt.status === "authorized" || hasReached(attempt.status, "paid")
  const isSettled = isPaid && (isForPerson(attempt) || facts.orderId !== null)
  if (
    isSettled ||
    answersOf(scope).calls.isRunning(`look ${attempt.id}`) ||
    wasAskedJustNow(attempt.last_observed_at)
  )
    return false
  return ledgerOf(scope).attempts.claimObservation(attempt.id, ASK_EVERY_MS)
}

/** Saves a statement. Times ahead of this process's clock say nothing; the database decides about them by its own. */
function wasAskedJustNow(at: Date | null): boolean {
  const ago = at === null ? -1 : Date.now() - at.getTime()
  return ago >= 0 && ago < ASK_EVERY_MS
}

/** A gateway that does not answer leaves the last known state. */
async function settle(scope: MedusaContainer, { attempt }: Payment): Promise<void> {
  const { provider_id, reference } = attempt
  try {
    await settlePayment(scope, { provider_id, reference, road: "status" })
  } catch (error) {
    logOf(scope).warn(
      `payment not verified: provider_id=${provider_id} reference=${reference} error=${(error as Error).message}`,
    )
  }
}
