import type { z } from "@medusajs/framework/zod"
import { GatewayDeclined, GatewayUnavailable } from "../../core/errors"
import type { Runtime } from "../../core/runtime"
import type { Secret } from "../../core/secret"
import { createTransport, type Answer, type CallKind } from "../../http"
import { jsonOf, unreadable } from "../json"
import { saysUnknown, UnknownAtGateway } from "../not-found"
import { cut } from "../words"
import type { M2cerberOptions } from "./options"
import { CANDIDATES, signPayment, type PaymentFacts } from "./signature"
import * as wire from "./wire"

type Data = Record<string, string>

interface Request<S extends z.ZodType> {
  name: string
  method: "GET" | "POST"
  kind: CallKind
  data: Data
  shape: S
  /** Signatures to try, likeliest first. */
  signatures: readonly string[]
}

/** The calls of m2cerber's bot_api, typed and checked. One per merchant. */
export function createM2cerberClient(options: M2cerberOptions, runtime: Runtime) {
  const { baseUrl, timeouts } = options
  const transport = createTransport({ gateway: "m2cerber", baseUrl, timeouts, runtime })
  const secretKey = options.secretKey[0] as Secret
  /** The index of the signature that the server accepted last, by call. */
  const accepted = new Map<string, number>()

  async function call<S extends z.ZodType>(request: Request<S>): Promise<z.output<S>> {
    const { name, signatures } = request
    const first = accepted.get(name) ?? 0
    const order = [first, ...signatures.keys()].filter((index, at, all) => all.indexOf(index) === at)
    for (const index of order) {
      const answer = await send(request, signatures[index] ?? "")
      if (answer.status !== 401) {
        accepted.set(name, index)
        return readAnswer(request, answer)
      }
    }
    throw new GatewayDeclined(`m2cerber declined ${name}: wrong signature (check secretKey and merchantId)`)
  }

  function send({ name, method, kind, data }: Request<z.ZodType>, signature: string): Promise<Answer> {
    const inQuery = method === "GET" && options.getTransport !== "body"
    const inBody = method === "POST" || options.getTransport !== "query"
    const headers = { Signature: signature, ...(inBody && { "Content-Type": "application/json" }) }
    return transport.send({
      name,
      method,
      path: `${name}/`,
      kind,
      ...(inQuery && { query: data }),
      sign: () => ({ headers, ...(inBody && { body: JSON.stringify(data) }) }),
    })
  }

  /** A call that changes something: until it is repeated the payment may have gone on, and nobody says what it does then. */
  const post = <S extends z.ZodType>(name: string, data: Data, shape: S, signatures: readonly string[]) =>
    call({ name, method: "POST", kind: "once", data, shape, signatures })

  const get = <S extends z.ZodType>(name: string, data: Data, shape: S, signatures: readonly string[]) =>
    call({ name, method: "GET", kind: "read", data, shape, signatures })

  const merch_id = options.merchantId
  const signNew = (paymentId: string, sum: string) => [signPayment(paymentId, secretKey, "pending", sum)]

  return {
    getWallet: (data: Transfer & { user_wallet: string; sum: string }) => {
      const all = { ...data, status: "pending", merch_id }
      return post("get_wallet", all, wire.wallet, signNew(data.payment_id, data.sum))
    },

    updateStatus: (facts: PaymentFacts, status: "accept" | "cancel") => {
      const signatures = CANDIDATES.update_status(status, facts, secretKey)
      return post("update_status", { payment_id: facts.paymentId, status }, wire.status, signatures)
    },

    getStatus: (facts: PaymentFacts) => {
      const signatures = CANDIDATES.get_status(facts, secretKey)
      return get("get_status", { payment_id: facts.paymentId }, wire.foundStatus, signatures)
    },

    getBalance: (range: { start_date?: string; end_date?: string }) =>
      get("get_balance", { merch_id, ...range }, wire.balance, CANDIDATES.get_balance(merch_id, secretKey)),

    payout: (data: Transfer & { payment_sum: string; wallet_number: string }) => {
      const all = { ...data, status: "pending", merch_id }
      return post("payout", all, wire.status, signNew(data.payment_id, data.payment_sum))
    },
  }
}

/** What a new payment and a new payout have in common. */
interface Transfer {
  payment_id: string
  callback_url: string
  create_time: string
}

export type M2cerberClient = ReturnType<typeof createM2cerberClient>

function readAnswer<S extends z.ZodType>({ name, kind, shape }: Request<S>, answer: Answer): z.output<S> {
  if (answer.status === 404) throw notFound(name, answer.body)
  if (answer.status >= 400) {
    throw new GatewayDeclined(`m2cerber declined ${name} (HTTP ${answer.status})`)
  }
  const parsed = shape.safeParse(jsonOf(answer.body))
  if (answer.status > 299 || !parsed.success) {
    throw unreadable(kind, `m2cerber's answer to ${name} cannot be read (HTTP ${answer.status})`)
  }
  return parsed.data
}

/** The members of an error of the API; a proxy's JSON has others. */
const ERROR_MEMBERS = new Set(["error", "detail", "code", "status", "payment_id", "paymnet_id"])

/**
 * The error of a 404. While the API is down, servers in between answer 404 too: a host's page, a proxy's JSON, HTTP's own
 * phrase. Only the API's own words about a payment say that it is unknown.
 */
function notFound(name: string, body: string): GatewayDeclined | GatewayUnavailable {
  const words = ownWords(jsonOf(body))
  if (words === undefined || words === "Not Found") {
    return new GatewayUnavailable(`m2cerber's API is not to be found (${name}: HTTP 404)`)
  }
  return saysUnknown(words)
    ? new UnknownAtGateway(`m2cerber knows no such payment (${name})`)
    : new GatewayDeclined(`m2cerber declined ${name}: ${cut(words, 200)}`)
}

/** The text of an error in the API's own form: `{"error": "…"}`, or `{"detail": "…"}` as its framework writes it. */
function ownWords(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return undefined
  const { error, detail } = answer as { error?: unknown; detail?: unknown }
  const words = error ?? detail
  const isOwn = typeof words === "string" && Object.keys(answer).every((name) => ERROR_MEMBERS.has(name))
  return isOwn ? words : undefined
}
