import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { GATEWAY_LEDGER, type GatewayLedgerService } from "../modules/gateway-ledger"

export const ledgerOf = (container: MedusaContainer) =>
  container.resolve<GatewayLedgerService>(GATEWAY_LEDGER)

export const logOf = (container: MedusaContainer) => container.resolve(ContainerRegistrationKeys.LOGGER)
