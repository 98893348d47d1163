import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { GATEWAY_LEDGER, type GatewayLedgerService } from "../modules/gateway-ledger"

export const ledgerOf = (container: MedusaContainer) =>
  container.resolve<GatewayLedgerService>(GATEWAY_LEDGER)

export const logOf = (container: MedusaContainer) => container.resolve(ContainerRegistrationKeys.LOGGER)

/** Makes a value once for each Medusa: tests run several in one process, and each has its own ledger. */
export function oncePerMedusa<T>(make: (container: MedusaContainer) => T): (container: MedusaContainer) => T {
  const made = new WeakMap<object, { value: T }>()
  return (container) => {
    const ledger = ledgerOf(container)
    const known = made.get(ledger) ?? { value: make(container) }
    made.set(ledger, known)
    return known.value
  }
}
