import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import {
  GatewayDeclined,
  IntegrityError,
  InvalidNotification,
  MAX_CODE_LENGTH,
  referenceSource,
  Secret,
  type Gateway,
  type GatewayDefinition,
  type Observation,
  type Runtime,
  type Storefront,
} from "medusa-payment-gateways/core"
import { createTransport, type Call } from "medusa-payment-gateways/http"

const options = z.object({
  account: z.string().min(1, "must not be empty").describe("The shop's number at Kassa"),
  secretKey: z
    .string()
    .min(1, "must not be empty")
    .transform((text) => new Secret(text))
    .describe("Signs calls and notifications"),
  baseUrl: z.url().default("https://kassa.example/").describe("Another host, such as a test's"),
})

type Options = z.output<typeof options>

/** The gateway's own shape of a payment. Its names and words end in this file, and none of them is without a limit. */
const payment = z.object({
  id: z.string().max(64),
  reference: z.string().max(255),
  state: z.string().max(MAX_CODE_LENGTH),
  amount: z.string().max(40),
  currency: z.string().max(10),
  url: z.url({ protocol: /^https?$/ }).max(2_048),
})

/** Kassa's answer to a question about a payment that it does not know. */
const unknownPayment = z.object({ error: z.literal("unknown_payment") })

const storefront: Storefront = {
  type: "redirect",
  title: { en: "Kassa", ru: "Касса", az: "Kassa" },
  description: { en: "Pay at Kassa.", ru: "Оплата в Кассе.", az: "Kassada ödəniş." },
  icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>',
  fields: [],
}

/** A made-up gateway, "Kassa": the smallest one that passes the conformance suite. */
export const kassa: GatewayDefinition<Options> = {
  name: "kassa",
  title: "Kassa",
  referenceForm: "text",

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
  storefront,
  options,

  create({ options, runtime }): Gateway {
    const api = kassaApi(options, runtime)
    return {
      name: "kassa",
      account: options.account,
      currencies: ["RUB"],
      newReference: referenceSource("text", runtime),

      async createPayment({ reference, amount }) {
        const created = await api("create", "POST", "payments", { reference, amount: amount.amount })
        if (created?.reference !== reference) {
          throw new IntegrityError("reference_mismatch", `Kassa made another payment than ${reference}`)
        }
        return { gatewayId: created.id, next: { type: "redirect", url: created.url } }
      },

      async fetchPayment({ reference }) {
        const found = await api("fetch", "GET", `payments/${encodeURIComponent(reference)}`)
        return found && observationOf(found)
      },

      parseNotification(raw) {
        const field = (name: string) => raw.fields.findLast(([key]) => key === name)?.[1] ?? ""
        const [account, reference, state] = [field("account"), field("reference"), field("state")]
        if (!sameText(field("sign"), signOf(`${account}:${reference}:${state}`, options.secretKey))) {
          throw new InvalidNotification("bad_signature", "Kassa's notification has no valid sign")
        }
        if (account !== options.account) {
          throw new InvalidNotification("unknown_shop", "Kassa's notification is for another account")
        }
        return {
          proof: "signed",
          subject: "payment",
          reference,
          gatewayId: null,
          claim: { status: statusOf(state), received: null, currency: null },
          fingerprint: createHash("sha256").update(`${reference}:${state}`).digest("hex"),
        }
      },
    }
  },
}

function kassaApi(options: Options, runtime: Runtime) {
  const timeouts = { connectMs: 5_000, totalMs: 10_000 }
  const transport = createTransport({ gateway: "kassa", baseUrl: options.baseUrl, timeouts, runtime })
  return async (name: string, method: Call["method"], path: string, data?: object) => {
    const body = data && JSON.stringify(data)
    const headers = {
      Authorization: signOf(body ?? path, options.secretKey),
      "Content-Type": "application/json",
    }
    // Kassa takes a reference once only, so creating a payment again is safe.
    const answer = await transport.send({
      name,
      method,
      path,
      kind: "keyed",
      sign: () => ({ headers, body }),
    })
    // Kassa's own words for it. Any other error, and a proxy's 404, says nothing of the payment.
    if (answer.status === 404 && unknownPayment.safeParse(jsonOf(answer.body)).success) return null
    if (answer.status >= 400) {
      throw new GatewayDeclined(`Kassa declined ${name} (HTTP ${answer.status})`)
    }
    const parsed = payment.safeParse(jsonOf(answer.body))
    if (!parsed.success)
      throw new IntegrityError("unreadable_answer", `Kassa's answer to ${name} cannot be read`)
    return parsed.data
  }
}

/** As Kassa's answer has it: whether it is about the payment that was asked for is checked by the plugin. */
function observationOf(found: z.output<typeof payment>): Observation {
  return {
    status: statusOf(found.state),
    code: found.state,
    reference: found.reference,
    gatewayId: found.id,
    account: null,
    asked: found.amount,
    received: null,
    currency: found.currency,
    fee: null,
    test: false,
    paidAt: null,
    raw: { state: found.state },
  }
}

/** One exhaustive switch; an unknown word is never money. */
function statusOf(state: string) {
  switch (state) {
    case "paid":
      return "paid"
    case "gone":
      return "expired"
    default:
      return "awaiting"
  }
}

const signOf = (text: string, key: Secret) => createHmac("sha256", key.reveal()).update(text).digest("hex")

const sameText = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
