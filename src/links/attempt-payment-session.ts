import { defineLink } from "@medusajs/framework/utils"
import PaymentModule from "@medusajs/medusa/payment"
import GatewayLedger from "../modules/gateway-ledger"

/** Read by the id in the attempt's row, since Medusa deletes sessions for good and would take a link's row with them. */
export default defineLink(
  { linkable: GatewayLedger.linkable.paymentAttempt, field: "session_id" },
  PaymentModule.linkable.paymentSession,
  { readOnly: true },
)
