import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { answerOf, unknownPayment } from "../sessions/payment"
import { verifiedPayment } from "../sessions/verify"
import type { ReturnedPaymentResponse } from "../types"
import { referencesIn, returnedPayment } from "./returned-payment"
import { sessionOfReference } from "./session-of-reference"

/**
 * The state of the payment whose reference stands in a return address, where gateways or merchants put it. It is for a
 * browser that did not start the payment, such as the one that a bank's app opens, and tells nothing but the state.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse<ReturnedPaymentResponse>): Promise<void> {
  const sessionId = await sessionOfReference(req.scope, referencesIn(req.query))
  if (sessionId === undefined) throw unknownPayment()
  const { payment } = answerOf(await verifiedPayment(req.scope, sessionId))
  res.json({ payment: returnedPayment(payment) })
}
