/* eslint-disable @typescript-eslint/no-require-imports -- the very object that Medusa is going to read */
import { join } from "node:path"
import type { Passing } from "../plan/providers"
import { ACCOUNTS, KASSA_SHOPS } from "./accounts"

export const ROOT = join(__dirname, "../../..")

interface ProviderEntry {
  resolve: string
  id: string
  options: object
}

/** The merchant's configuration before and after the day on which entries are renamed and removed. */
export type Entries = "before renaming" | "after renaming"

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
export function addProviders(entries: Entries): void {
  const { providers } = config().modules.payment.options
  const mainOf = (gateway: string) => {
    const found = providers.find(({ resolve, id }) => resolve.endsWith(gateway) && id === "main")
    if (!found) throw new Error(`medusa-config.ts has no ${gateway} entry main`)
    return found
  }
  const main = mainOf("m2cerber")
  const first = { placeOrder: "before_payment", cancelUnpaidAfter: "1h" }
  providers.push(
    { ...main, id: "first", options: { ...main.options, ...first } },
    {
      ...main,
      id: "firstpay",
      options: { ...main.options, ...first, payouts: { max: "5000" }, refunds: "payout" },
    },
    { ...main, id: "manual", options: { ...main.options, refunds: "manual" } },
    ...passing(mainOf("tegro"), main, entries),
    ...kassa(mainOf("yookassa"), first),
  )
}

/** Taken at once after the order; and by a shop of another kind, at once and held. */
function kassa(main: ProviderEntry, first: object): ProviderEntry[] {
  const { shopId, secretKey } = KASSA_SHOPS.slow
  const slow = { ...main.options, shopId, secretKey }
  return [
    { ...main, id: "first", options: { ...main.options, ...first } },
    { ...main, id: "slow", options: slow },
    { ...main, id: "slowhold", options: { ...slow, capture: "manual" } },
  ]
}

/** Entries that come and go: see `PASSING`. */
function passing(tegro: ProviderEntry, m2cerber: ProviderEntry, entries: Entries): ProviderEntry[] {
  const both = (id: string, how: Passing): ProviderEntry[] => {
    const { publicKey: shopId, apiKey, secretKey } = ACCOUNTS[how].tegro
    const { merchId: merchantId, secretKey: merchantKey } = ACCOUNTS[how].m2cerber
    return [
      { ...tegro, id, options: { ...tegro.options, shopId, apiKey, secretKey } },
      { ...m2cerber, id, options: { ...m2cerber.options, merchantId, secretKey: merchantKey } },
    ]
  }
  if (entries === "after renaming") return both("newname", "renamed")
  return [
    ...both("oldname", "renamed"),
    ...both("removed", "removed"),
    ...both("alone", "removed with their account"),
  ]
}
