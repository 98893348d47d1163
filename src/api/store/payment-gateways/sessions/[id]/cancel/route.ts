import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { cancelPayment } from "../../../../../../settlement"
import type { PaymentViewResponse } from "../../../types"
import { answerOf } from "../../payment"
import { takeShopperAction } from "../../shopper-action"

/** "I will not pay": cancels the payment at the gateway, unless its money has come meanwhile. */
export async function POST(req: MedusaRequest, res: MedusaResponse<PaymentViewResponse>): Promise<void> {
  res.json(answerOf(await takeShopperAction(req, "cancel", cancelPayment)))
}
