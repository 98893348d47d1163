import type { MedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { PaymentAttempt } from "../../../../modules/gateway-ledger"
import { settlePaymentWorkflow } from "../../../../workflows"
import { attemptOf, ledgerOf } from "./payment-view"

/** However many tabs poll, one payment costs at most one question in this time. */
const ASK_EVERY_MS = 5_000

/** The payment after asking the gateway, if it is worth a question and nobody asked just now. */
export async function verifiedAttempt(req: MedusaRequest): Promise<PaymentAttempt> {
  const attempt = await attemptOf(req)
  const isOpen = attempt.status !== "refunded" && !(attempt.status === "paid" && attempt.cleared_at === null)
  const mayAsk = isOpen && (await ledgerOf(req).claimObservation(attempt.id, ASK_EVERY_MS))
  return mayAsk ? settled(req, attempt) : attempt
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
