import { createHash, createHmac } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import {
  baseUrl,
  createTransport,
  GatewayDeclined,
  InvalidNotification,
  jsonOf,
  OutcomeUnknown,
  referenceSource,
  sameSignature,
  secret,
  timeouts,
  unreadable,
  words,
  type CallKind,
  type Gateway,
  type GatewayDefinition,
  type Observation,
  type ObservedRefund,
  type PaymentStatus,
  type Runtime,
} from "medusa-payment-gateways/gateway-kit"

/** What the merchant tells, each with its description. What all gateways share, such as "refunds", is no part of it. */
const options = z.object({
  account: z.string().min(1, "must not be empty").describe("The shop's number at Kassa"),
  secretKey: secret.describe("Signs calls and notifications"),
  baseUrl: baseUrl.prefault("https://kassa.example/").describe("Another host, such as a test's"),
  timeouts: timeouts.describe("`{ connectMs, totalMs }`, default 10 s and 30 s"),
})

type Options = z.output<typeof options>

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
    refunds: "partial",
    operationKeysMs: 24 * 3_600_000,
    receipts: false,
    testPayments: false,
  },

  storefront: {
    type: "redirect",
    title: { en: "Kassa", ru: "Касса", az: "Kassa" },
    description: { en: "Pay at Kassa.", ru: "Оплата в Кассе.", az: "Kassada ödəniş." },
    icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>',
    fields: [],
  },

  options,

  create({ options, runtime }): Gateway {
    const api = kassaApi(options, runtime)
    return {
      name: "kassa",
      account: options.account,
      currencies: ["RUB"],
      newReference: referenceSource("text", runtime),

      async createPayment({ reference, amount }) {
        const body = JSON.stringify({ reference, amount: amount.amount })
        const { id, url } = await api.write("createPayment", "payments", reference, body, payment)
        return { gatewayId: id, next: { type: "redirect", url } }
      },

      // Whether it is the payment that was asked for, in full, is checked by the plugin.
      async fetchPayment({ reference }) {
        const found = await api.read("getPayment", `payments/${encodeURIComponent(reference)}`, payment)
        return found && observationOf(found, options.account)
      },

      parseNotification({ body, json, headers }) {
        if (!sameSignature(headers["x-kassa-signature"] ?? "", hmac(body, options))) {
          throw new InvalidNotification("bad_signature", "Kassa's notification has no valid signature")
        }
        const event = notification.safeParse(json)
        if (!event.success) {
          throw new InvalidNotification("malformed_notification", "Kassa's notification cannot be read")
        }
        const { account, payment: about } = event.data
        if (account !== options.account) {
          throw new InvalidNotification("unknown_shop", "Kassa's notification is for another account")
        }
        return {
          proof: "signed",
          subject: "payment",
          reference: about.reference,
          gatewayId: about.id,
          claim: { status: statusOf(about), received: null, currency: about.currency },
          fingerprint: createHash("sha256").update(body).digest("hex"),
          acknowledge: { contentType: "application/json", body: '{"ok":true}' },
        }
      },

      // Written down before the first try; each try sends these bytes under the operation's key.
      operationBody: ({ reference }, { amount, reason }) =>
        JSON.stringify({ reference, amount: amount.amount, ...(reason && { reason }) }),
      refundPayment: (_payment, { key, body }) => api.write("createRefund", "refunds", key, body, refund),
      fetchRefund: (_payment, { key }) => api.read("getRefund", `refunds/${encodeURIComponent(key)}`, refund),
    }
  },
}

/** Kassa's own shapes. Their names and words end in this file, and none of them is without a limit. */
const payment = z.object({
  id: words.required(words.MAX_ID),
  reference: words.required(words.MAX_REFERENCE),
  state: words.required(40),
  amount: words.decimal,
  refunded: words.decimal,
  currency: words.required(10),
  url: z.url({ protocol: /^https?$/ }).max(words.MAX_URL),
})
const refund = z
  .object({ id: words.required(words.MAX_ID), amount: words.decimal, state: words.required(40) })
  .transform(({ id, amount, state }): ObservedRefund => {
    const status = state === "done" ? "done" : state === "failed" ? "failed" : "pending"
    return { gatewayId: id, status, amount, reason: null, raw: { state } }
  })
const notification = z.object({ account: words.required(words.MAX_ID), payment })
/** Its errors; anything else that fails is another server's, and says nothing of the payment. */
const failure = z.object({ error: words.required(40) })

const hmac = (bytes: string | Buffer, { secretKey }: Options) =>
  createHmac("sha256", secretKey.reveal()).update(bytes).digest("hex")

function kassaApi(options: Options, runtime: Runtime) {
  const transport = createTransport({ gateway: "kassa", ...options, runtime })

  async function send<S extends z.ZodType>(
    kind: CallKind,
    call: { name: string; path: string; key?: string; body?: string },
    shape: S,
  ): Promise<z.output<S> | null> {
    const { name, path, key, body } = call
    const headers = {
      Authorization: hmac(body ?? path, options),
      "Content-Type": "application/json",
      ...(key !== undefined && { "Idempotency-Key": key }),
    }
    const method = kind === "read" ? "GET" : "POST"
    const sign = () => ({ headers, ...(body !== undefined && { body }) })
    const answer = await transport.send({ name, method, path, kind, sign })
    if (answer.status >= 400) {
      const error = failure.safeParse(jsonOf(answer.body)).data?.error
      if (kind === "read" && error === "unknown") return null
      if (answer.followsUnclear) throw new OutcomeUnknown(`Kassa gave no clear answer to ${name}`)
      throw error === undefined
        ? unreadable(kind, `Kassa is not to be found (${name}: HTTP ${answer.status})`)
        : new GatewayDeclined(`Kassa declined ${name}: ${error}`)
    }
    const parsed = shape.safeParse(jsonOf(answer.body))
    if (!parsed.success) throw unreadable(kind, `Kassa's answer to ${name} cannot be read`)
    return parsed.data
  }

  return {
    /** Null only where Kassa itself says that it knows of none. */
    read: <S extends z.ZodType>(name: string, path: string, shape: S) => send("read", { name, path }, shape),
    async write<S extends z.ZodType>(name: string, path: string, key: string, body: string, shape: S) {
      return (await send("keyed", { name, path, key, body }, shape)) as z.output<S>
    },
  }
}

function observationOf(found: z.output<typeof payment>, account: string): Observation {
  return {
    status: statusOf(found),
    code: found.state,
    reference: found.reference,
    gatewayId: found.id,
    account,
    asked: found.amount,
    received: null,
    refunded: found.refunded,
    currency: found.currency,
    fee: null,
    test: false,
    paidAt: null,
    raw: { state: found.state, refunded: found.refunded },
  }
}

/** One exhaustive switch; an unknown word is neither money nor the lack of it. */
function statusOf({ state }: { state: string }): PaymentStatus {
  switch (state) {
    case "open":
      return "awaiting"
    case "paid":
      return "paid"
    case "returned":
      return "refunded"
    case "gone":
      return "expired"
    default:
      return "processing"
  }
}
