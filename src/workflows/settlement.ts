import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { medusaPort } from "../medusa/port"
import {
  settle,
  type SettlementDependencies,
  type SettlementRequest,
  type SettlementResult,
} from "../settlement"
import { configuredGateway } from "./configured-gateways"
import { ledgerOf, logOf } from "./services"

/** What settlement stands on, in a running Medusa. */
export function settlementDependencies(container: MedusaContainer): SettlementDependencies {
  return {
    ledger: ledgerOf(container),
    medusa: medusaPort(container),
    gateway: (providerId) => configuredGateway(container, providerId),
    events: {
      emit: (name, data) => container.resolve(Modules.EVENT_BUS).emit({ name, data }),
    },
    log: logOf(container),
    now: Date.now,
  }
}

/** Settles a payment by the one road; see {@link settle}. */
export function settlePayment(
  container: MedusaContainer,
  request: SettlementRequest,
): Promise<SettlementResult> {
  return settle(settlementDependencies(container), request)
}
