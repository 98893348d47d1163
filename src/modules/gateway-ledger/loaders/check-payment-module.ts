import type { LoaderOptions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

interface PaymentEntry {
  dependencies?: string[]
  options?: { providers?: { resolve?: unknown }[] }
}

/** Matches our providers by the package's name or, in the plugin's own tests, by a path. */
const OURS = /(^|[\\/])medusa-payment-gateways[\\/].*\bproviders[\\/]|^\.[\\/]src[\\/]providers[\\/]/

/** Whether the payment module has a provider of ours, and does not depend on the ledger. */
export function lacksLedger(config: unknown): boolean {
  const payment = (config as { modules?: { payment?: PaymentEntry } } | undefined)?.modules?.payment
  const isUsed = payment?.options?.providers?.some(({ resolve }) => OURS.test(String(resolve))) ?? false
  return isUsed && !payment?.dependencies?.includes("gateway_ledger")
}

/** Warns at start-up when the payment module cannot see the ledger: payments would be refused at checkout. */
export default async function checkPaymentModule({ container, logger }: LoaderOptions): Promise<void> {
  if (lacksLedger(container.resolve(ContainerRegistrationKeys.CONFIG_MODULE, { allowUnregistered: true }))) {
    logger?.warn(
      'medusa-payment-gateways: add dependencies: ["gateway_ledger"] to the payment module in medusa-config.ts; until then payments are refused (ledger_missing)',
    )
  }
}
