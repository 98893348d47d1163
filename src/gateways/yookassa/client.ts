import type { z } from "@medusajs/framework/zod"
import { GatewayUnavailable, IntegrityError, OutcomeUnknown, type GatewayDeclined } from "../../core/errors"
import type { Runtime } from "../../core/runtime"
import { createTransport, type Answer } from "../../http"
import { jsonOf } from "../json"
import { UnknownAtGateway } from "../not-found"
import { declinedBy, saysUnknown } from "./errors"
import type { YookassaOptions } from "./options"
import * as wire from "./wire"

type Query = Record<string, string>

/** A call that changes something: `body` is sent byte for byte, by every try under the same key. */
interface Write<S extends z.ZodType> {
  name: string
  path: string
  key: string
  body: string
  shape: S
}

/** The wait where YooKassa is still at work and names no time, as in its own clients. */
const WAIT_MS = 1_800

/** Most items of a page. */
const PAGE = 100

/** The calls of YooKassa's API, typed and checked. One per shop. */
export function createYookassaClient(options: YookassaOptions, runtime: Runtime) {
  const { shopId, secretKey, baseUrl, timeouts } = options
  const transport = createTransport({ gateway: "yookassa", baseUrl, timeouts, runtime })
  const authorization = () =>
    `Basic ${Buffer.from(`${shopId}:${secretKey.reveal()}`, "utf8").toString("base64")}`

  async function read<S extends z.ZodType>(
    name: string,
    path: string,
    shape: S,
    query: Query = {},
  ): Promise<z.output<S>> {
    const sign = () => ({ headers: { Authorization: authorization() } })
    const call = { name, method: "GET", path, query, kind: "read", retryAfterMs: askedWait, sign } as const
    return readAnswer(name, await transport.send(call), shape)
  }

  async function write<S extends z.ZodType>({
    name,
    path,
    body,
    key,
    shape,
  }: Write<S>): Promise<z.output<S>> {
    const sign = () => ({
      headers: {
        Authorization: authorization(),
        "Content-Type": "application/json",
        "Idempotence-Key": key,
      },
      body,
    })
    const retryAfterMs = (answer: Answer) => waitInstead(shape, answer)
    const call = { name, method: "POST", path, kind: "keyed", retryAfterMs, sign } as const
    return writeAnswer(name, await transport.send(call), shape)
  }

  const at = (list: "payments" | "refunds", id: string) => `${list}/${encodeURIComponent(id)}`
  const page = (query: Query, cursor: string | null): Query => ({
    limit: String(PAGE),
    ...query,
    ...(cursor !== null && { cursor }),
  })

  return {
    createPayment: (key: string, body: string) =>
      write({ name: "createPayment", path: "payments", key, body, shape: wire.payment }),
    capture: (id: string, key: string, body: string) =>
      write({
        name: "capturePayment",
        path: `${at("payments", id)}/capture`,
        key,
        body,
        shape: wire.payment,
      }),
    cancel: (id: string, key: string, body: string) =>
      write({ name: "cancelPayment", path: `${at("payments", id)}/cancel`, key, body, shape: wire.payment }),
    createRefund: (key: string, body: string) =>
      write({ name: "createRefund", path: "refunds", key, body, shape: wire.refund }),

    payment: (id: string) => read("getPayment", at("payments", id), wire.payment),
    payments: (query: Query, cursor: string | null) =>
      read("listPayments", "payments", wire.payments, page(query, cursor)),
    refund: (id: string) => read("getRefund", at("refunds", id), wire.refund),
    refunds: (query: Query, cursor: string | null) =>
      read("listRefunds", "refunds", wire.refunds, page(query, cursor)),
    me: () => read("me", "me", wire.me),
  }
}

export type YookassaClient = ReturnType<typeof createYookassaClient>

function readAnswer<S extends z.ZodType>(name: string, { status, body }: Answer, shape: S): z.output<S> {
  const json = jsonOf(body)
  if (status >= 400) throw refusalOf(name, status, json)
  const parsed = shape.safeParse(json)
  if (status !== 200 || !parsed.success) {
    throw new IntegrityError("unreadable_answer", unreadable(name, status, parsed.error))
  }
  return parsed.data
}

/** The error of a refusal. One that is not in YooKassa's own form is another server's, and tells nothing. */
function refusalOf(name: string, status: number, json: unknown): GatewayDeclined | GatewayUnavailable {
  const refusal = wire.refusal.safeParse(json)
  if (!refusal.success) {
    return new GatewayUnavailable(`YooKassa's API is not to be found (${name}: HTTP ${status})`)
  }
  return saysUnknown(status, refusal.data)
    ? declinedBy(name, refusal.data, UnknownAtGateway)
    : declinedBy(name, refusal.data)
}

/** How long YooKassa asks to wait, in an error that is no answer. */
function askedWait({ status, body }: Answer): number | undefined {
  if (status !== 429 && status < 500) return undefined
  return wire.refusal.safeParse(jsonOf(body)).data?.retry_after ?? undefined
}

/**
 * How long to wait before a call that changes something is sent once more; undefined where it was answered, by data or
 * by an error in YooKassa's own form.
 */
function waitInstead(shape: z.ZodType, answer: Answer): number | undefined {
  const { status, body } = answer
  if (status === 429 || status >= 500) return askedWait(answer)
  const json = jsonOf(body)
  const isAnswer = status === 200 ? shape.safeParse(json).success : wire.refusal.safeParse(json).success
  return isAnswer ? undefined : (wire.processing.safeParse(json).data?.retry_after ?? WAIT_MS)
}

/** The answer to a call that changes something. An error proves nothing of an earlier try without an answer. */
function writeAnswer<S extends z.ZodType>(
  name: string,
  { status, body, followsUnclear }: Answer,
  shape: S,
): z.output<S> {
  const json = jsonOf(body)
  if (status === 200) return shape.parse(json)
  const declined = declinedBy(name, wire.refusal.parse(json))
  if (!followsUnclear) throw declined
  throw new OutcomeUnknown(`${declined.message}, after a try without an answer`)
}

function unreadable(name: string, status: number, error: z.ZodError | undefined): string {
  const field = error?.issues[0]?.path.join(".")
  return `YooKassa's answer to ${name} cannot be read (${field ? `field ${field}` : `HTTP ${status}`})`
}
