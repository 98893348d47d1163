import { parseUnits } from "../../money"
import { httpUrl } from "../../pages/html"
import { jsonObject, type WebRequest } from "../../web/message"
import { M2cerberRefusal } from "./answer"
import type { M2cerberQuirks } from "../types"

/** The data of a call. */
export type Params = Record<string, unknown>

/** JSON body of a POST. */
export function postParams(request: WebRequest): Params {
  const params = jsonObject(request)
  if (params === null) throw new M2cerberRefusal(400, "bad JSON")
  return params
}

/** Data of a GET. The documents do not say whether they are in the query or in a JSON body. */
export function getParams(request: WebRequest, transport: M2cerberQuirks["getTransport"]): Params {
  const query = transport === "body" ? {} : Object.fromEntries(request.query)
  const sent = request.body.length > 0 && transport !== "query"
  return { ...query, ...(sent ? postParams(request) : {}) }
}

/** Required text: the documents mark every required field `(str)`. */
export function text(params: Params, name: string): string {
  const value = params[name]
  if (value === undefined || value === null || value === "")
    throw new M2cerberRefusal(400, `missing field ${name}`)
  if (typeof value !== "string") throw new M2cerberRefusal(400, `field ${name} must be a string`)
  return value
}

/** Answers show ids as bare numbers, so an id is digits, small enough for one. */
export function paymentId(params: Params): string {
  const id = text(params, "payment_id")
  if (!/^[1-9]\d{0,15}$/.test(id)) throw new M2cerberRefusal(400, "payment_id must be digits")
  return id
}

/** A positive decimal with a dot. */
export function sum(params: Params, name: string): { sumText: string; units: bigint } {
  const sumText = text(params, name)
  const units = parseUnits(sumText)
  if (units === null || units <= 0n) throw new M2cerberRefusal(400, `${name} is not a positive float`)
  return { sumText, units }
}

/** The parameters that both `get_wallet` and `payout` have, besides ids and sums. */
export function common(params: Params): { callbackUrl: string; createTime: string; merchId: string } {
  if (text(params, "status") !== "pending") throw new M2cerberRefusal(400, "status must be pending")
  const callbackUrl = text(params, "callback_url")
  if (httpUrl(callbackUrl) === "") throw new M2cerberRefusal(400, "callback_url is not a URL")
  const createTime = text(params, "create_time")
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(createTime)) {
    throw new M2cerberRefusal(400, "create_time must be YYYY-MM-DD HH:MM:SS")
  }
  return { callbackUrl, createTime, merchId: text(params, "merch_id") }
}

/** `start_date`, `end_date`: empty means no limit; a bare day is taken whole. */
export function day(params: Params, name: string, fill: string): string | null {
  const value = params[name]
  if (value === undefined || value === null || value === "" || value === "null") return null
  const match = /^(\d{4}-\d\d-\d\d)( \d\d:\d\d:\d\d)?$/.exec(String(value))
  if (!match) throw new M2cerberRefusal(400, `${name} must be YYYY-MM-DD HH:MM:SS`)
  return `${match[1]}${match[2] ?? fill}`
}
