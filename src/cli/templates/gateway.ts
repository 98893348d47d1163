/** gateway.ts: the definition of a gateway, with TODOs where its calls belong. */
export const GATEWAY = `// TODO 4: what you use of the kit; an editor writes these lines by itself.
import { z } from "@medusajs/framework/zod"
import {
  baseUrl,
  createTransport,
  referenceSource,
  secret,
  timeouts,
  type Gateway,
  type GatewayDefinition,
  type Runtime,
} from "medusa-payment-gateways/gateway-kit"

/** What the merchant tells, each with its description. What all gateways share, such as "refunds", is no part of it. */
const options = z.object({
  account: z.string().min(1, "must not be empty").describe("The shop's number at {{Name}}"),
  secretKey: secret.describe("Signs calls and notifications"),
  baseUrl: baseUrl.prefault("https://{{name}}.example/").describe("Another host, such as a test's"),
  timeouts: timeouts.describe("\`{ connectMs, totalMs }\`, default 10 s and 30 s"),
})

type Options = z.output<typeof options>

export const {{name}}: GatewayDefinition<Options> = {
  name: "{{name}}",
  title: "{{Name}}",
  referenceForm: "text",

  // TODO 11: what {{Name}} can do besides. Each of them needs its members below, and is then tested as well.
  capabilities: {
    notifications: "signed",
    cabinetUrls: ["payment"],
    cancelPayment: false,
    confirmSent: false,
    listPayments: false,
    checkConnection: false,
    balances: false,
    payouts: false,
    holds: false,
    refunds: false,
    operationKeysMs: 0,
    receipts: false,
    testPayments: false,
  },

  // TODO 10: how shoppers see it, in their languages.
  storefront: {
    type: "redirect",
    title: { en: "{{Name}}", ru: "{{Name}}", az: "{{Name}}" },
    description: { en: "Pay at {{Name}}.", ru: "Pay at {{Name}}.", az: "Pay at {{Name}}." },
    icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>',
    fields: [],
  },

  options,

  create({ options, runtime }): Gateway {
    const api = {{name}}Api(options, runtime)
    return {
      name: "{{name}}",
      account: options.account,
      currencies: ["RUB"],
      newReference: referenceSource("text", runtime),

      // TODO 6: ask for exactly this amount, under this reference.
      async createPayment({ reference, amount }) {
        throw new Error(\`TODO 6 in gateway.ts: createPayment asks {{Name}} for \${amount} under \${reference}\`)
      },

      // TODO 7: look at it. Null is only what {{Name}} itself does not know; whatever else fails is thrown.
      async fetchPayment({ reference }) {
        throw new Error(\`TODO 7 in gateway.ts: fetchPayment asks {{Name}} about \${reference}\`)
      },

      // TODO 9: the signature first, then what it says; no network.
      parseNotification() {
        throw new Error("TODO 9 in gateway.ts: parseNotification proves that the bytes are {{Name}}'s")
      },

      // TODO 12: the members of what TODO 11 says.
    }
  },
}

// TODO 5: the shapes of {{Name}}'s answers, and its calls.
function {{name}}Api(options: Options, runtime: Runtime) {
  return createTransport({ gateway: "{{name}}", ...options, runtime })
}

// TODO 8: what an answer says of a payment.
`
