import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PaymentViewResponse } from "../../types"
import { answerOf } from "../payment"
import { verifiedPayment } from "../verify"

/** The state of a payment session. It may ask the gateway first, and settles what has come. */
export async function GET(req: MedusaRequest, res: MedusaResponse<PaymentViewResponse>): Promise<void> {
  res.json(answerOf(await verifiedPayment(req.scope, req.params.id ?? "")))
}
