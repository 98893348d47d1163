import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { confirmSent } from "../../../../../../settlement"
import type { PaymentViewResponse } from "../../../types"
import { answerOf } from "../../payment"
import { takeShopperAction } from "../../shopper-action"

/** "I have sent it": tells a gateway that waits for the shopper to say so. It proves nothing by itself. */
export async function POST(req: MedusaRequest, res: MedusaResponse<PaymentViewResponse>): Promise<void> {
  res.json(answerOf(await takeShopperAction(req, "sent", confirmSent)))
}
