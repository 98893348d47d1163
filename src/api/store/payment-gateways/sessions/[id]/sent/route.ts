import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { configuredGateway } from "../../../../../../workflows/configured-gateways"
import { toMedusaError } from "../../../../../../workflows/medusa-errors"
import { knownPayment } from "../../../../../../workflows/observe-attempt"
import { attemptOf, paymentView } from "../../payment-view"
import { settled } from "../../verify"

/**
 * "I have sent it": passes the shopper's word to a gateway that waits for it. It changes nothing by itself; what the
 * gateway makes of it is asked afterwards.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  let attempt = await attemptOf(req)
  const gateway = await configuredGateway(req.scope, attempt.provider_id)
  if (gateway?.confirmSent && attempt.status === "awaiting") {
    await gateway.confirmSent(knownPayment(attempt)).catch((error: unknown) => {
      throw toMedusaError(error)
    })
    attempt = await settled(req, attempt)
  }
  res.json({ payment: await paymentView(req, attempt) })
}
