// Plain JavaScript, as a built store has it: a compiler in the process would be measured too.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { defineConfig } = require("@medusajs/framework/utils")

const env = process.env
const withPlugin = env.BENCH_PLUGIN === "yes"

const providers = [
  {
    resolve: "medusa-payment-gateways/providers/tegro",
    id: "main",
    options: {
      shopId: env.TEGRO_SHOP_ID,
      apiKey: env.TEGRO_API_KEY,
      secretKey: env.TEGRO_SECRET_KEY,
      baseUrl: env.TEGRO_BASE_URL,
    },
  },
  {
    resolve: "medusa-payment-gateways/providers/m2cerber",
    id: "main",
    options: {
      merchantId: env.M2CERBER_MERCHANT_ID,
      secretKey: env.M2CERBER_SECRET_KEY,
      baseUrl: env.M2CERBER_BASE_URL,
      callbackBaseUrl: "https://shop.example/",
    },
  },
]

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: env.DATABASE_URL,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: "bench-only",
      cookieSecret: "bench-only",
    },
  },
  admin: { disable: true },
  plugins: withPlugin
    ? [
        {
          resolve: "medusa-payment-gateways",
          options: { sweep: env.BENCH_SWEEP !== "no", maxCallsPerMinute: 0 },
        },
      ]
    : [],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      ...(withPlugin && { dependencies: ["gateway_ledger"] }),
      options: { providers: withPlugin ? providers : [] },
    },
  ],
})
