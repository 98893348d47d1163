import type { MedusaContainer } from "@medusajs/framework/types"
import { hasReached } from "../../../../core"
import { ledgerOf, logOf, settlePayment } from "../../../../composition"
import { answersOf } from "../../../support/gateway-answers"
import { readPayment, type Payment } from "./payment"
import { isForPerson } from "./payment-view"

/** A payment's gateway is asked at most once in this time, however many tabs poll. */
export const ASK_EVERY_MS = 5_000

/** After this a page gets the last known state, and the question to a slow gateway goes on. */
const ANSWER_WITHIN_MS = 2_000

/** The payment after asking the gateway, unless nothing can change or it was asked just now. */
export async function verifiedPayment(scope: MedusaContainer, sessionId: string): Promise<Payment> {
  const payment = await readPayment(scope, sessionId)
  const { calls } = answersOf(scope)
  const key = `look ${payment.attempt.id}`
  if (calls.isRunning(key) || !(await mayAsk(scope, payment))) return payment
  await calls.run(key, () => settle(scope, payment), ANSWER_WITHIN_MS)
  return readPayment(scope, sessionId)
}

async function mayAsk(scope: MedusaContainer, { attempt, facts }: Payment): Promise<boolean> {
  const isPaid = attempt.status === "authorized" || hasReached(attempt.status, "paid")
  const isSettled = isPaid && (isForPerson(attempt) || facts.orderId !== null)
  if (isSettled || wasAskedJustNow(attempt.last_observed_at)) return false
  return ledgerOf(scope).attempts.claimObservation(attempt.id, ASK_EVERY_MS)
}

/** Saves a query. Of a time ahead of this process's clock the database decides by its own clock. */
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
