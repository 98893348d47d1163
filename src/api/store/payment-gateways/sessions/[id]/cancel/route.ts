import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { cancelPayment } from "../../../../../../workflows/shopper-words"
import type { PaymentViewResponse } from "../../../types"
import { passOn } from "../../pass-on"
import { answerOf } from "../../payment"

/** "I will not pay": gives the payment up at the gateway, unless its money has come meanwhile. */
export async function POST(req: MedusaRequest, res: MedusaResponse<PaymentViewResponse>): Promise<void> {
  res.json(answerOf(await passOn(req, "cancel", cancelPayment)))
}
