import { Module } from "@medusajs/framework/utils"
import checkPaymentModule, { lacksLedger } from "./loaders/check-payment-module"
import { GatewayLedgerService } from "./service"

/** The name under which Medusa's container knows the ledger; the payment module's `dependencies` name it too. */
export const GATEWAY_LEDGER = "gateway_ledger"

export { lacksLedger }
export { GatewayLedgerService } from "./service"
export type * from "./types"

export default Module(GATEWAY_LEDGER, { service: GatewayLedgerService, loaders: [checkPaymentModule] })
