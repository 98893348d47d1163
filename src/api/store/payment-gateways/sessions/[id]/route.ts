import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentView } from "../payment-view"
import { verifiedAttempt } from "../verify"

/** How a payment session stands. Asking may ask the gateway, and settles what has come. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const attempt = await verifiedAttempt(req)
  res.json({ payment: await paymentView(req, attempt) })
}
