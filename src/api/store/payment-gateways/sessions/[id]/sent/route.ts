import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { confirmSent } from "../../../../../../workflows/shopper-words"
import type { PaymentViewResponse } from "../../../types"
import { passOn } from "../../pass-on"
import { answerOf } from "../../payment"

/** "I have sent it": for a gateway that waits for the shopper's word. It changes nothing by itself. */
export async function POST(req: MedusaRequest, res: MedusaResponse<PaymentViewResponse>): Promise<void> {
  res.json(answerOf(await passOn(req, "sent", confirmSent)))
}
