/* eslint-disable @typescript-eslint/no-require-imports -- the very object that Medusa is going to read */
import { join } from "node:path"

export const ROOT = join(__dirname, "../../..")

interface ProviderEntry {
  resolve: string
  id: string
  options: object
}

const config = () =>
  require(join(ROOT, "medusa-config")).default as {
    modules: Record<string, unknown> & { payment: { options: { providers: ProviderEntry[] } } }
  }

/** Medusa's own locks work in one process only; several need the database's. */
export function lockInTheDatabase(): void {
  config().modules.locking = {
    resolve: "@medusajs/medusa/locking",
    options: {
      providers: [{ resolve: "@medusajs/medusa/locking-postgres", id: "locking-postgres", is_default: true }],
    },
  }
}

/** Entries that only the histories need: an order before the payment, and every way to refund, for both gateways. */
export function addProviders(): void {
  const { providers } = config().modules.payment.options
  const main = providers.find(({ resolve, id }) => resolve.endsWith("m2cerber") && id === "main")
  if (!main) throw new Error("medusa-config.ts has no m2cerber entry main")
  const first = { placeOrder: "before_payment", cancelUnpaidAfter: "1h" }
  providers.push(
    { ...main, id: "first", options: { ...main.options, ...first } },
    {
      ...main,
      id: "firstpay",
      options: { ...main.options, ...first, payouts: { max: "5000" }, refunds: "payout" },
    },
    { ...main, id: "manual", options: { ...main.options, refunds: "manual" } },
  )
}
