import type { LoaderOptions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

interface PaymentEntry {
  dependencies?: string[]
  options?: { providers?: { resolve?: unknown }[] }
}

const OURS = /providers\/(tegro|m2cerber)\b/

/** Warns at start-up when the payment module cannot see the ledger: payments would be refused at the first checkout. */
export default async function checkPaymentModule({ container, logger }: LoaderOptions): Promise<void> {
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE, { allowUnregistered: true }) as
    { modules?: { payment?: PaymentEntry } } | undefined
  const payment = config?.modules?.payment
  const isUsed = payment?.options?.providers?.some(({ resolve }) => OURS.test(String(resolve)))
  if (isUsed && !payment?.dependencies?.includes("gateway_ledger")) {
    logger?.warn(
      'medusa-payment-gateways: add dependencies: ["gateway_ledger"] to the payment module in medusa-config.ts; until then payments are refused (ledger_missing)',
    )
  }
}
