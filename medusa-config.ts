import { defineConfig, loadEnv } from "@medusajs/framework/utils"

loadEnv(process.env.NODE_ENV ?? "development", process.cwd())

/**
 * For developing the plugin and for its tests: the plugin's own sources, and gateways that point at the simulator.
 * A merchant's configuration is in the README and in demo/store.
 */
const simulator = process.env.SIMULATOR_URL ?? "http://127.0.0.1:4010"
const medusaUrl = process.env.MEDUSA_URL ?? "http://127.0.0.1:9000"

const shop = {
  shopId: "D0F98E7D7742609DC508D86BB7500914",
  apiKey: "EEFA1913EA9D9351469B1E5D852A",
  secretKey: "GB%^&*YJni677",
  baseUrl: `${simulator}/tegro`,
  timeouts: { connectMs: 1_000, totalMs: 2_000 },
}
const tegro = (id: string, options: object = {}) => ({
  resolve: "./src/providers/tegro",
  id,
  options: { ...shop, ...options },
})
const merchant = {
  merchantId: "1",
  secretKey: "simulator-secret",
  baseUrl: `${simulator}/m2cerber/bot_api/`,
  callbackBaseUrl: medusaUrl,
  timeouts: { connectMs: 1_000, totalMs: 2_000 },
}
const m2cerber = (id: string, options: object = {}) => ({
  resolve: "./src/providers/m2cerber",
  id,
  options: { ...merchant, ...options },
})
const kassa = {
  shopId: "100500",
  secretKey: "test_simulator-secret",
  returnUrl: "http://127.0.0.1:8000/checkout/payment?number={reference}",
  baseUrl: `${simulator}/yookassa/v3`,
  timeouts: { connectMs: 1_000, totalMs: 2_000 },
}
const yookassa = (id: string, options: object = {}) => ({
  resolve: "./src/providers/yookassa",
  id,
  options: { ...kassa, test: true, ...options },
})
const hook = (id: string) => `${medusaUrl}/hooks/payment-gateways/tegro_${id}`

export default defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: "development-only",
      cookieSecret: "development-only",
    },
  },
  admin: { disable: true },
  modules: [
    {
      resolve: "./src/modules/gateway-ledger",
      // Tests sweep when they want to, and as much as they want to.
      // Tests let days pass in seconds.
      options: { sweep: process.env.NODE_ENV !== "test", maxCallsPerMinute: 0 },
    },
    {
      resolve: "@medusajs/medusa/payment",
      dependencies: ["gateway_ledger"],
      options: {
        providers: [
          tegro("main"),
          tegro("receipt", { sendReceipt: true, paymentSystem: 36 }),
          tegro("redirect", {
            checkout: "redirect",
            lang: "ru",
            successUrl: "http://127.0.0.1:8000/paid/{reference}",
            failUrl: "http://127.0.0.1:8000/failed/{reference}",
            notifyUrl: hook("redirect"),
          }),
          tegro("form", { checkout: "form", paymentSystem: 36, notifyUrl: hook("form") }),
          tegro("test", { checkout: "redirect", test: true, notifyUrl: hook("test") }),
          tegro("rotated", { secretKey: ["the-next-secret", "GB%^&*YJni677"] }),
          tegro("first", { placeOrder: "before_payment", cancelUnpaidAfter: "1h" }),
          tegro("payouts", {
            payouts: { currencies: ["RUB"], min: "10", max: "5000.00", allowApiKeys: true },
          }),
          tegro("manual", { refunds: "manual" }),
          m2cerber("main"),
          m2cerber("slow", {
            timeouts: { connectMs: 1_000, totalMs: 10_000 },
            minAmount: "10",
            maxAmount: "2000.50",
          }),
          m2cerber("payouts", { payouts: { max: "1000" }, refunds: "payout" }),
          m2cerber("two", { payouts: { twoPersonPayouts: true, allowApiKeys: true }, refunds: "payout" }),
          yookassa("main"),
          yookassa("hold", { capture: "manual" }),
          yookassa("holdfirst", { capture: "manual", placeOrder: "before_payment", cancelUnpaidAfter: "1h" }),
          yookassa("receipt", { sendReceipt: true, receipt: { vatCode: 11, measure: "piece" } }),
          // A test shop in which play money does not count, as if somebody had forgotten to say so.
          yookassa("untested", { test: false }),
        ],
      },
    },
  ],
})
