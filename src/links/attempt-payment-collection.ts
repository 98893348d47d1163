import { defineLink } from "@medusajs/framework/utils"
import PaymentModule from "@medusajs/medusa/payment"
import GatewayLedger from "../modules/gateway-ledger"

/** Links an attempt to its payment collection. Medusa's own links lead on to payments, cart and order. */
export default defineLink(
  { linkable: GatewayLedger.linkable.paymentAttempt, field: "payment_collection_id" },
  PaymentModule.linkable.paymentCollection,
  { readOnly: true },
)
