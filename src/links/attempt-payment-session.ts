import { defineLink } from "@medusajs/framework/utils"
import PaymentModule from "@medusajs/medusa/payment"
import GatewayLedger from "../modules/gateway-ledger"

/** Links an attempt to its session by a column. Medusa deletes sessions for good, and would delete a link's row with them. */
export default defineLink(
  { linkable: GatewayLedger.linkable.paymentAttempt, field: "session_id" },
  PaymentModule.linkable.paymentSession,
  { readOnly: true },
)
