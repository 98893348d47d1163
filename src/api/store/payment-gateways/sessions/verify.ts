import type { MedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { hasReached } from "../../../../core"
import type { PaymentAttempt } from "../../../../modules/gateway-ledger"
import { settlePaymentWorkflow } from "../../../../workflows"
import { readMedusaFacts } from "../../../../workflows/settle-payment/medusa-facts"
import { attemptOf, ledgerOf } from "./payment-view"

/** However many tabs poll, one payment costs at most one question in this time. */
const ASK_EVERY_MS = 5_000

/** The payment after asking the gateway, if it is worth a question and nobody asked just now. */
export async function verifiedAttempt(req: MedusaRequest): Promise<PaymentAttempt> {
  const attempt = await attemptOf(req)
  const isOver = await needsNothing(req, attempt)
  const mayAsk = !isOver && (await ledgerOf(req).claimObservation(attempt.id, ASK_EVERY_MS))
  return mayAsk ? settled(req, attempt) : attempt
}

/** Paid and turned into an order, or in the hands of a person. */
async function needsNothing(req: MedusaRequest, attempt: PaymentAttempt): Promise<boolean> {
  if (!hasReached(attempt.status, "paid")) return false
  return attempt.cleared_at === null || (await readMedusaFacts(req.scope, attempt)).orderId !== undefined
}

/** The payment after settling it. A gateway that does not answer leaves the last known state. */
export async function settled(req: MedusaRequest, attempt: PaymentAttempt): Promise<PaymentAttempt> {
  try {
    const { provider_id, reference } = attempt
    await settlePaymentWorkflow(req.scope).run({ input: { provider_id, reference } })
  } catch (error) {
    const log = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
    log.warn(`${attempt.provider_id} ${attempt.reference}: not verified: ${(error as Error).message}`)
  }
  return attemptOf(req)
}
