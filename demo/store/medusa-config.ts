import { defineConfig } from "@medusajs/framework/utils"

const env = process.env

// The order before its payment at the other gateways, too: what checks of a storefront ask for. Leave this out of a real store.
const orderFirst = env.ORDER_FIRST_RETURN_URL
  ? [
      {
        resolve: "medusa-payment-gateways/providers/tegro",
        id: "reserve",
        options: {
          shopId: env.TEGRO_SHOP_ID,
          apiKey: env.TEGRO_API_KEY,
          secretKey: env.TEGRO_SECRET_KEY,
          baseUrl: env.TEGRO_BASE_URL,
          placeOrder: "before_payment",
        },
      },
      {
        resolve: "medusa-payment-gateways/providers/yookassa",
        id: "reserve",
        options: {
          shopId: env.YOOKASSA_SHOP_ID,
          secretKey: env.YOOKASSA_SECRET_KEY,
          returnUrl: env.ORDER_FIRST_RETURN_URL,
          test: true,
          baseUrl: env.YOOKASSA_BASE_URL,
          placeOrder: "before_payment",
        },
      },
    ]
  : []

export default defineConfig({
  projectConfig: {
    databaseUrl: env.DATABASE_URL,
    http: {
      storeCors: env.STORE_CORS ?? "",
      adminCors: env.ADMIN_CORS ?? "",
      authCors: env.AUTH_CORS ?? "",
      jwtSecret: env.JWT_SECRET,
      cookieSecret: env.COOKIE_SECRET,
    },
    // The demo speaks plain http, over which browsers do not send secure cookies. Leave this out of a real store.
    cookieOptions: { secure: false, sameSite: "lax" },
  },
  plugins: [{ resolve: "medusa-payment-gateways", options: {} }],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      dependencies: ["gateway_ledger"],
      options: {
        providers: [
          {
            resolve: "medusa-payment-gateways/providers/tegro",
            id: "main",
            options: {
              shopId: env.TEGRO_SHOP_ID,
              apiKey: env.TEGRO_API_KEY,
              secretKey: env.TEGRO_SECRET_KEY,
              // Only the demo talks to simulated gateways; a real store leaves the addresses out.
              baseUrl: env.TEGRO_BASE_URL,
            },
          },
          {
            resolve: "medusa-payment-gateways/providers/yookassa",
            id: "main",
            options: {
              shopId: env.YOOKASSA_SHOP_ID,
              secretKey: env.YOOKASSA_SECRET_KEY,
              // Paid or not, the shopper comes back here, perhaps in another browser, and the page asks the store.
              returnUrl: `${env.STORE_CORS}/checkout/payment?number={reference}`,
              // The money is held until the order leaves the house: capture it on the order's page in the dashboard.
              capture: "manual",
              // The simulated shop is a test shop, as its key says.
              test: true,
              baseUrl: env.YOOKASSA_BASE_URL,
            },
          },
          {
            resolve: "medusa-payment-gateways/providers/m2cerber",
            id: "main",
            options: {
              merchantId: env.M2CERBER_MERCHANT_ID,
              secretKey: env.M2CERBER_SECRET_KEY,
              baseUrl: env.M2CERBER_BASE_URL,
              callbackBaseUrl: env.MEDUSA_URL,
              // One admin asks for a payout, another one approves it.
              payouts: { min: "1", max: "500", twoPersonPayouts: true },
            },
          },
          {
            // The same wallet, but the order and its stock come first: for goods of which there are few.
            resolve: "medusa-payment-gateways/providers/m2cerber",
            id: "reserve",
            options: {
              merchantId: env.M2CERBER_MERCHANT_ID,
              secretKey: env.M2CERBER_SECRET_KEY,
              baseUrl: env.M2CERBER_BASE_URL,
              callbackBaseUrl: env.MEDUSA_URL,
              placeOrder: "before_payment",
              cancelUnpaidAfter: "1h",
            },
          },
          ...orderFirst,
        ],
      },
    },
  ],
})
