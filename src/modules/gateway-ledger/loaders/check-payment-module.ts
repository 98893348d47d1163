import type { LoaderOptions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

interface PaymentEntry {
  dependencies?: string[]
  options?: { providers?: { resolve?: unknown }[] }
}

/** By the package's name, or by a path within it, as in its own tests. An outsider's gateway has a path of its own. */
const OURS = /(^|[\\/])medusa-payment-gateways[\\/].*\bproviders[\\/]|^\.[\\/]src[\\/]providers[\\/]/

/** Whether the merchant's configuration lets the payment module of ours see no ledger. */
export function lacksLedger(config: unknown): boolean {
  const payment = (config as { modules?: { payment?: PaymentEntry } } | undefined)?.modules?.payment
  const isUsed = payment?.options?.providers?.some(({ resolve }) => OURS.test(String(resolve))) ?? false
  return isUsed && !payment?.dependencies?.includes("gateway_ledger")
}

/** Warns at start-up when the payment module cannot see the ledger: payments would be refused at the first checkout. */
export default async function checkPaymentModule({ container, logger }: LoaderOptions): Promise<void> {
  if (lacksLedger(container.resolve(ContainerRegistrationKeys.CONFIG_MODULE, { allowUnregistered: true }))) {
    logger?.warn(
      'medusa-payment-gateways: add dependencies: ["gateway_ledger"] to the payment module in medusa-config.ts; until then payments are refused (ledger_missing)',
    )
  }
}
