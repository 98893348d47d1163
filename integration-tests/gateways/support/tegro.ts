import { openEntry } from "../../../src/gateways/entry"
import { readEntry } from "../../../src/gateways/entry-options"
import { tegro } from "../../../src/gateways/tegro/gateway"
import { tegroSettings, type TegroOptionsInput } from "../../../src/gateways/tegro/options"
import { DEFAULT_TEGRO_SHOP, type FaultRule } from "../../../src/simulator"
import type { GatewayHarness, Trouble } from "../../../src/testing"
import { NOWHERE, OTHER_SHOP, type World } from "./world"

const SHOP = DEFAULT_TEGRO_SHOP

const FAULTS: Record<Trouble, Omit<FaultRule, "gateway">> = {
  // A connection that breaks off: to wait for the end of all patience would cost seconds each time.
  silence_after_success: { kind: "reset_after_success" },
  garbage: { kind: "garbage" },
  server_error: { kind: "status", status: 500 },
  error_answer: { kind: "error_answer" },
  not_found_page: { kind: "not_found_page" },
  wrong_reference: { kind: "mismatch", patch: { payment_id: "mpg-another" } },
  wrong_amount: { kind: "mismatch", patch: { amount: "1.00000000" } },
}

const optionsOf = (world: World, change: Partial<TegroOptionsInput>) => ({
  shopId: SHOP.publicKey,
  apiKey: SHOP.apiKey,
  secretKey: SHOP.secretKey,
  baseUrl: world.tegroUrl,
  timeouts: { connectMs: 5_000, totalMs: 10_000 },
  ...change,
})

export const tegroOptions = (world: World, change: Partial<TegroOptionsInput> = {}) =>
  tegroSettings(readEntry(tegro, optionsOf(world, change)))

/** Tegro over HTTP, as the plugin meets it, with the simulator on the other side. */
export function tegroHarness(world: World, change: Partial<TegroOptionsInput> = {}): GatewayHarness {
  const { receiver } = world
  const quiet = () => world.control.notifications.idle()
  return {
    currency: "RUB",
    payer: { email: "user@email.ru", phone: "79111231212" },
    payout: { account: "79111231212", amount: "12.34", method: "5" },
    secrets: [SHOP.apiKey, SHOP.secretKey, "another-api-key", "another-secret-key"],

    create(setup, runtime) {
      const options = optionsOf(world, {
        ...change,
        ...(setup === "wrong_key" && { apiKey: "another-api-key", secretKey: "another-secret-key" }),
        ...(setup === "other_account" && { shopId: OTHER_SHOP.publicKey }),
        ...(setup === "unreachable" && { baseUrl: NOWHERE }),
      })
      return openEntry(tegro, options, runtime)
    },

    async reset() {
      receiver.clear()
      await world.control.reset()
      await world.control.tegro.configureShop(SHOP.publicKey, { notifyUrl: receiver.url })
    },

    otherSide: {
      async open(next) {
        if (next.type === "redirect") await fetch(next.url)
        if (next.type === "form") {
          await fetch(next.url, { method: "POST", body: new URLSearchParams(next.fields) })
        }
      },
      async pay(reference, amount) {
        await world.control.tegro.pay(reference, { ...(amount !== undefined && { amount }) })
        await quiet()
      },
      async cancel(reference) {
        await world.control.tegro.cancel(reference)
        await quiet()
      },
      async payments() {
        return (await world.control.state()).tegro.orders
      },
      async payouts() {
        return (await world.control.state()).tegro.withdrawals
      },
      async settlePayout(reference, outcome) {
        const { withdrawals } = (await world.control.state()).tegro
        const { id = 0 } = withdrawals.find((one) => one.reference === reference) ?? {}
        await world.control.tegro.settleWithdrawal(id, outcome === "paid" ? 1 : 9)
      },
      async notifications(reference) {
        return receiver.about("order_id", reference)
      },
      troubles: Object.keys(FAULTS) as Trouble[],
      async trouble(kind) {
        await world.control.faults.add({ gateway: "tegro", ...FAULTS[kind] })
      },
    },
  }
}
