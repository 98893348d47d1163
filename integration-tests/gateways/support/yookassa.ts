import { openEntry } from "../../../src/gateways/entry"
import { yookassa } from "../../../src/gateways/yookassa/gateway"
import type { YookassaOptionsInput } from "../../../src/gateways/yookassa/options"
import { DEFAULT_YOOKASSA_SHOP, type FaultRule, type YookassaShopPatch } from "../../../src/simulator"
import type { GatewayHarness, Trouble } from "../../../src/testing"
import { LIVE_YOOKASSA_SHOP, NOWHERE, type World } from "./world"

const SHOP = DEFAULT_YOOKASSA_SHOP

const FAULTS: Record<Trouble, Omit<FaultRule, "gateway">> = {
  // A connection that breaks off: to wait for the end of all patience would cost seconds each time.
  silence_after_success: { kind: "reset_after_success" },
  garbage: { kind: "garbage" },
  server_error: { kind: "status", status: 500 },
  // One that is not asked again after a moment, as technical work would be.
  error_answer: { kind: "error_answer", status: 403 },
  not_found_page: { kind: "not_found_page" },
  wrong_reference: { kind: "mismatch", patch: { metadata: { reference: "mpg-another" } } },
  wrong_amount: { kind: "mismatch", patch: { amount: { value: "1.00", currency: "RUB" } } },
}

const optionsOf = (world: World, change: Partial<YookassaOptionsInput>) => ({
  shopId: SHOP.shopId,
  secretKey: SHOP.secretKey,
  returnUrl: "https://shop.example/back?order={reference}",
  baseUrl: world.yookassaUrl,
  timeouts: { connectMs: 5_000, totalMs: 10_000 },
  test: true,
  ...change,
})

/**
 * YooKassa over HTTP, as the plugin meets it, with the simulator on the other side.
 *
 * @param shop how its shop is set in the cabinet
 */
export function yookassaHarness(
  world: World,
  change: Partial<YookassaOptionsInput> = {},
  shop: YookassaShopPatch = {},
): GatewayHarness {
  const { receiver } = world
  const quiet = () => world.control.notifications.idle()
  const live = { shopId: LIVE_YOOKASSA_SHOP.shopId, secretKey: LIVE_YOOKASSA_SHOP.secretKey }
  return {
    currency: "RUB",
    // From one ruble to what the simulated shop takes.
    amounts: ["1.00", "1490.50", "349999.99"],
    never: ["part_payment", "overpayment", "payment_after_cancel"],
    payer: { email: "user@email.ru", phone: "79111231212" },
    secrets: [SHOP.secretKey, live.secretKey, "test_another-key"],

    create(setup, runtime) {
      const options = optionsOf(world, {
        ...change,
        ...(setup === "wrong_key" && { secretKey: "test_another-key" }),
        ...(setup === "other_account" && live),
        ...(setup === "unreachable" && { baseUrl: NOWHERE }),
      })
      return openEntry(yookassa, options, runtime)
    },

    async reset() {
      receiver.clear()
      await world.control.reset()
      await world.control.yookassa.configureShop(SHOP.shopId, { notifyUrl: receiver.url, ...shop })
    },

    otherSide: {
      // It takes exactly what was asked, or nothing.
      async pay(reference, amount) {
        const { payments } = (await world.control.state()).yookassa
        const asked = payments.find(({ metadata }) => metadata.reference === reference)?.amount
        if (amount === undefined || amount === asked) await world.control.yookassa.pay(reference)
        await quiet()
      },
      async cancel(reference) {
        await world.control.yookassa.decline(reference)
        await quiet()
      },
      async payments() {
        const { payments } = (await world.control.state()).yookassa
        return payments.map(({ metadata, amount }) => ({ reference: metadata.reference ?? "", amount }))
      },
      async operations(reference) {
        const { payments, refunds } = (await world.control.state()).yookassa
        const payment = payments.find(({ metadata }) => metadata.reference === reference)
        if (!payment) return []
        const { id, amount, captured, capture, cancellation } = payment
        const returned = refunds.filter(({ paymentId, status }) => paymentId === id && status !== "canceled")
        return [
          ...(!capture && captured !== null ? [{ kind: "capture" as const, amount: captured }] : []),
          ...(cancellation?.reason === "canceled_by_merchant" ? [{ kind: "void" as const, amount }] : []),
          ...returned.map((refund) => ({ kind: "refund" as const, amount: refund.amount })),
        ]
      },
      async notifications(reference) {
        return receiver.received
          .map(({ raw }) => raw)
          .filter(({ body }) => body.toString("utf8").includes(`"reference":"${reference}"`))
      },
      troubles: Object.keys(FAULTS) as Trouble[],
      async trouble(kind) {
        await world.control.faults.add({ gateway: "yookassa", ...FAULTS[kind] })
      },
    },
  }
}
