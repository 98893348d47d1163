import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { answerOf, unknownPayment } from "../sessions/payment"
import { verifiedPayment } from "../sessions/verify"
import type { ReturnedPaymentResponse } from "../types"
import { referencesIn, returnedPayment } from "./returned-payment"
import { sessionOfReference } from "./session-of-reference"

/**
 * How the payment stands that a return address names: gateways append their number of it, which is our reference, and
 * merchants write it there themselves. For a browser that did not start the payment, such as the one that a bank's app
 * opens: it is told the state, and nothing by which more could be asked.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse<ReturnedPaymentResponse>): Promise<void> {
  const sessionId = await sessionOfReference(req.scope, referencesIn(req.query))
  if (sessionId === undefined) throw unknownPayment()
  const { payment } = answerOf(await verifiedPayment(req.scope, sessionId))
  res.json({ payment: returnedPayment(payment) })
}
