import type { z } from "@medusajs/framework/zod"
import { GatewayDeclined, GatewayUnavailable, OutcomeUnknown } from "../../core/errors"
import type { Runtime } from "../../core/runtime"
import { createTransport, type Answer, type CallKind } from "../../http"
import { jsonOf, unreadable } from "../json"
import { isEmptyData, saysUnknown, UnknownAtGateway } from "../not-found"
import { cut } from "../words"
import { nonceSource } from "./nonce"
import type { TegroOptions } from "./options"
import { jsonEncode, type JsonValue } from "./php"
import { signBody } from "./signature"
import * as wire from "./wire"

type Params = Record<string, JsonValue | undefined>

/** Tegro refuses a nonce with such words, and does nothing. */
const ABOUT_NONCE = /nonce/i

/** How many nonces a call tries, since another server may be jumping ahead too. */
const MAX_NONCES = 3

/** Tegro tells of its own passing trouble with such words. */
const ABOUT_TROUBLE =
  /technical|maintenance|unavailable|temporar|later|limit|too many|overload|timed? ?out|internal|технич|обслуживан|недоступ|времен|поз[жд]|лимит|перегруж|внутренн/i

/** The calls of Tegro's REST API, typed and checked. One per account. */
export function createTegroClient(options: TegroOptions, runtime: Runtime) {
  const { baseUrl, timeouts } = options
  const transport = createTransport({ gateway: "tegro", baseUrl, timeouts, runtime })
  const nonces = nonceSource(runtime)

  const sign = (params: Params) => {
    const body = jsonEncode({ shop_id: options.shopId, nonce: nonces.next(), ...params })
    const headers = {
      "Content-Type": "application/json",
      Authorization: `Bearer ${signBody(body, options.apiKey)}`,
    }
    return { headers, body }
  }

  async function call<S extends z.ZodType>(
    name: string,
    kind: CallKind,
    params: Params,
    shape: S,
  ): Promise<z.output<S>> {
    const send = () =>
      transport.send({ name, method: "POST", path: `api/${name}/`, kind, sign: () => sign(params) })
    for (let tries = 1; ; tries++) {
      try {
        return readAnswer(name, kind, await send(), shape)
      } catch (error) {
        const isAboutNonce = error instanceof GatewayDeclined && ABOUT_NONCE.test(error.reason)
        if (!isAboutNonce || tries === MAX_NONCES) throw error
        nonces.jumpAhead()
      }
    }
  }

  return {
    createOrder: (params: Params) => call("createOrder", "once", params, wire.createdOrder),
    /** By either Tegro's id or the merchant's number. */
    order: (by: { order_id: number } | { payment_id: string }) => call("order", "read", by, wire.order),
    orders: (page: number) => call("orders", "read", { page }, wire.orders),
    shops: () => call("shops", "read", {}, wire.shops),
    balance: () => call("balance", "read", {}, wire.balance),
    createWithdrawal: (params: Params) => call("createWithdrawal", "once", params, wire.createdWithdrawal),
    withdrawal: (by: { payment_id: string }) => call("withdrawal", "read", by, wire.withdrawal),
    withdrawals: (page: number) => call("withdrawals", "read", { page }, wire.withdrawals),
  }
}

export type TegroClient = ReturnType<typeof createTegroClient>

/** Success needs a 2xx, `type: "success"` and data of the documented shape. */
function readAnswer<S extends z.ZodType>(
  name: string,
  kind: CallKind,
  answer: Answer,
  shape: S,
): z.output<S> {
  const illegible = (why: string) => unreadable(kind, `Tegro's answer to ${name} cannot be read (${why})`)
  const envelope = wire.envelope.safeParse(jsonOf(answer.body))
  if (!envelope.success) {
    throw illegible(`HTTP ${answer.status}, not the documented JSON`)
  }
  const { type, desc, data } = envelope.data
  if (type === "error") throw refusal(name, kind, desc, isEmptyData(data))
  const parsed = shape.safeParse(data)
  if (answer.status < 200 || answer.status > 299 || !parsed.success) {
    const field = parsed.error?.issues[0]?.path.join(".")
    throw illegible(field ? `field ${field}` : `HTTP ${answer.status} without the documented data`)
  }
  return parsed.data
}

/**
 * The error of an error envelope. Only plain words about the order, with nothing in `data`, say that it is unknown. All
 * other words (technical work, limits, none at all) tell nothing of it.
 */
function refusal(name: string, kind: CallKind, desc: string, isEmpty: boolean): Error {
  const reason = cut(desc, 200) || "no reason given"
  if (kind === "read" && isEmpty && saysUnknown(desc)) {
    return new UnknownAtGateway(`Tegro knows no such order (${name}: ${reason})`, "gateway_declined", reason)
  }
  if (ABOUT_TROUBLE.test(reason) && !ABOUT_NONCE.test(reason)) {
    const message = `Tegro does not answer ${name}: ${reason}`
    // A call that writes may have been done before the trouble.
    return kind === "read" ? new GatewayUnavailable(message) : new OutcomeUnknown(message)
  }
  return new GatewayDeclined(`Tegro declined ${name}: ${reason}`, "gateway_declined", reason)
}
