import type { z } from "@medusajs/framework/zod"
import { GatewayDeclined, IntegrityError, OutcomeUnknown } from "../../core/errors"
import type { Runtime } from "../../core/runtime"
import { createTransport, type Answer } from "../../http"
import { nonceSource } from "./nonce"
import type { TegroOptions } from "./options"
import { jsonEncode, type JsonValue } from "./php"
import { signBody } from "./signature"
import * as wire from "./wire"

type Params = Record<string, JsonValue | undefined>

/** Tegro's words for a nonce it does not like; nothing was done then. */
const ABOUT_NONCE = /nonce/i

/** The calls of Tegro's REST API, typed and checked. One per account. */
export function createTegroClient(options: TegroOptions, runtime: Runtime) {
  const transport = createTransport({
    gateway: "tegro",
    baseUrl: options.baseUrl,
    timeouts: options.timeouts,
    runtime,
  })
  const nextNonce = nonceSource(runtime)

  const sign = (params: Params) => {
    const body = jsonEncode({ shop_id: options.shopId, nonce: nextNonce(), ...params })
    const headers = {
      "Content-Type": "application/json",
      Authorization: `Bearer ${signBody(body, options.apiKey)}`,
    }
    return { headers, body }
  }

  async function call<S extends z.ZodType>(
    name: string,
    safe: boolean,
    params: Params,
    shape: S,
  ): Promise<z.output<S>> {
    const send = () =>
      transport.send({ name, method: "POST", path: `api/${name}/`, safe, sign: () => sign(params) })
    try {
      return readAnswer(name, safe, await send(), shape)
    } catch (error) {
      if (error instanceof GatewayDeclined && ABOUT_NONCE.test(error.reason)) {
        return readAnswer(name, safe, await send(), shape)
      }
      throw error
    }
  }

  return {
    createOrder: (params: Params) => call("createOrder", false, params, wire.createdOrder),
    /** By Tegro's id or by the merchant's number: one of them, never both. */
    order: (by: { order_id: number } | { payment_id: string }) => call("order", true, by, wire.order),
    orders: (page: number) => call("orders", true, { page }, wire.orders),
    shops: () => call("shops", true, {}, wire.shops),
    balance: () => call("balance", true, {}, wire.balance),
    createWithdrawal: (params: Params) => call("createWithdrawal", false, params, wire.createdWithdrawal),
    withdrawal: (by: { payment_id: string }) => call("withdrawal", true, by, wire.withdrawal),
    withdrawals: (page: number) => call("withdrawals", true, { page }, wire.withdrawals),
  }
}

export type TegroClient = ReturnType<typeof createTegroClient>

/** Success needs a 2xx, `type: "success"` and data of the documented shape. */
function readAnswer<S extends z.ZodType>(name: string, safe: boolean, answer: Answer, shape: S): z.output<S> {
  const envelope = wire.envelope.safeParse(parseJson(answer.body))
  if (!envelope.success) {
    throw unreadable(name, safe, `HTTP ${answer.status}, not the documented JSON`)
  }
  const { type, desc, data } = envelope.data
  if (type === "error") {
    const reason = (desc || "no reason given").slice(0, 200)
    throw new GatewayDeclined(`Tegro declined ${name}: ${reason}`, "gateway_declined", reason)
  }
  const parsed = shape.safeParse(data)
  if (answer.status < 200 || answer.status > 299 || !parsed.success) {
    const field = parsed.error?.issues[0]?.path.join(".")
    throw unreadable(
      name,
      safe,
      field ? `field ${field}` : `HTTP ${answer.status} without the documented data`,
    )
  }
  return parsed.data
}

/** What a writing call did is unknown when its answer cannot be read. */
function unreadable(name: string, safe: boolean, why: string): IntegrityError | OutcomeUnknown {
  const message = `Tegro's answer to ${name} cannot be read (${why})`
  return safe ? new IntegrityError("unreadable_answer", message) : new OutcomeUnknown(message)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
