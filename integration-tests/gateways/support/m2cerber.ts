import { openEntry } from "../../../src/gateways/entry"
import { readEntry } from "../../../src/gateways/entry-options"
import { m2cerber } from "../../../src/gateways/m2cerber/gateway"
import { m2cerberSettings, type M2cerberOptionsInput } from "../../../src/gateways/m2cerber/options"
import { DEFAULT_M2CERBER_MERCHANT, type FaultRule } from "../../../src/simulator"
import type { GatewayHarness, Trouble } from "../../../src/testing"
import { NOWHERE, OTHER_MERCHANT, type World } from "./world"

const MERCHANT = DEFAULT_M2CERBER_MERCHANT

const FAULTS: Partial<Record<Trouble, Omit<FaultRule, "gateway">>> = {
  // A connection that breaks off: to wait for the end of all patience would cost seconds each time.
  silence_after_success: { kind: "reset_after_success" },
  garbage: { kind: "garbage" },
  server_error: { kind: "status", status: 500 },
  error_answer: { kind: "error_answer" },
  not_found_page: { kind: "not_found_page" },
  wrong_reference: { kind: "mismatch", patch: { payment_id: 4747474, paymnet_id: 4747474 } },
}

const optionsOf = (world: World, change: Partial<M2cerberOptionsInput>) => ({
  merchantId: MERCHANT.merchId,
  secretKey: MERCHANT.secretKey,
  callbackBaseUrl: world.receiver.url,
  baseUrl: world.m2cerberUrl,
  timeouts: { connectMs: 5_000, totalMs: 10_000 },
  ...change,
})

export const m2cerberOptions = (world: World, change: Partial<M2cerberOptionsInput> = {}) =>
  m2cerberSettings(readEntry(m2cerber, optionsOf(world, change)))

/** m2cerber over HTTP, as the plugin meets it, with the simulator on the other side. */
export function m2cerberHarness(world: World, change: Partial<M2cerberOptionsInput> = {}): GatewayHarness {
  const { receiver } = world
  const asked = async (reference: string) =>
    (await world.control.state()).m2cerber.payments.find((one) => one.paymentId === reference)?.sum ?? "0"
  const byReference = <T extends { paymentId: string; sum: string }>(all: readonly T[]) =>
    all.map(({ paymentId, sum }) => ({ reference: paymentId, amount: sum }))
  return {
    currency: "AZN",
    payer: { fields: { user_wallet: "994501234567" } },
    payout: { account: "994501234567", amount: "12.34" },
    secrets: [MERCHANT.secretKey, OTHER_MERCHANT.secretKey, "another-secret-key"],

    create(setup, runtime) {
      const options = optionsOf(world, {
        ...change,
        ...(setup === "wrong_key" && { secretKey: "another-secret-key" }),
        ...(setup === "other_account" && {
          merchantId: OTHER_MERCHANT.merchId,
          secretKey: OTHER_MERCHANT.secretKey,
        }),
        ...(setup === "unreachable" && { baseUrl: NOWHERE }),
      })
      return openEntry(m2cerber, options, runtime)
    },

    async reset() {
      receiver.clear()
      await world.control.reset()
    },

    otherSide: {
      async pay(reference, amount) {
        await world.control.m2cerber.transfer(reference, amount ?? (await asked(reference)))
        await world.control.notifications.idle()
      },
      async cancel(reference) {
        await world.control.m2cerber.cancel(reference)
        await world.control.notifications.idle()
      },
      async payments() {
        return byReference((await world.control.state()).m2cerber.payments)
      },
      async payouts() {
        return byReference((await world.control.state()).m2cerber.payouts)
      },
      async settlePayout(reference, outcome) {
        await world.control.m2cerber.settlePayout(reference, outcome === "paid" ? "confirm" : "cancel")
        await world.control.notifications.idle()
      },
      async notifications(reference) {
        return receiver.about("payment_id", reference)
      },
      troubles: Object.keys(FAULTS) as Trouble[],
      async trouble(kind) {
        const fault = FAULTS[kind]
        if (fault) await world.control.faults.add({ gateway: "m2cerber", ...fault })
      },
    },
  }
}
