import { createHash, createHmac } from "node:crypto"
import { request as httpRequest } from "node:http"
import { DEFAULT_M2CERBER_MERCHANT, DEFAULT_TEGRO_SHOP, type Simulator } from "../../index"

const AGENT = "Mozilla/5.0 (compatible; test)"
let lastNonce = 1_700_000_000

/** A fresh nonce. */
export function nonce(): number {
  return ++lastNonce
}

export interface TegroAnswer {
  type: string
  desc: string
  data: Record<string, unknown> & { id: number; url: string }
}

/** Sends a Tegro API call as its docs say; `change` spoils it. */
export async function tegroRaw(
  simulator: Simulator,
  method: string,
  params: Record<string, unknown>,
  change: { headers?: Record<string, string>; body?: string; path?: string; verb?: string } = {},
): Promise<Response> {
  const body =
    change.body ?? JSON.stringify({ shop_id: DEFAULT_TEGRO_SHOP.publicKey, nonce: nonce(), ...params })
  const token = createHmac("sha256", DEFAULT_TEGRO_SHOP.apiKey).update(body).digest("hex")
  const verb = change.verb ?? "POST"
  return fetch(change.path ?? `${simulator.tegroUrl}/api/${method}/`, {
    method: verb,
    redirect: "manual",
    headers: {
      "user-agent": AGENT,
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      ...change.headers,
    },
    ...(verb === "POST" && { body }),
  })
}

export async function tegro(
  simulator: Simulator,
  method: string,
  params: Record<string, unknown> = {},
): Promise<TegroAnswer> {
  return (await (await tegroRaw(simulator, method, params)).json()) as TegroAnswer
}

/** createOrder of 100 RUB unless told otherwise. */
export async function createOrder(
  simulator: Simulator,
  params: Record<string, unknown> = {},
): Promise<number> {
  const answer = await tegro(simulator, "createOrder", {
    currency: "RUB",
    amount: 100,
    order_id: "ref-1",
    ...params,
  })
  if (answer.type !== "success") throw new Error(answer.desc)
  return answer.data.id
}

export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex")
}

export interface PlainAnswer {
  status: number
  body: Record<string, unknown>
}

/** A m2cerber call; `signed` is the text before hashing, `query` and `body` go where they say. */
export function m2cerber(
  simulator: Simulator,
  call: string,
  options: { signed: string; query?: Record<string, string>; body?: unknown; method?: string },
): Promise<PlainAnswer> {
  const { signed, query = {}, body, method } = options
  const url = new URL(`${simulator.m2cerberUrl}${call}/?${new URLSearchParams(query).toString()}`)
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body)
  const headers = { signature: sha256(signed), "content-length": String(Buffer.byteLength(text)) }
  return new Promise((resolve, reject) => {
    const verb = method ?? (call.startsWith("get_status") || call === "get_balance" ? "GET" : "POST")
    const request = httpRequest(url, { method: verb, headers }, (response) => {
      let answer = ""
      response.on("data", (chunk: Buffer) => (answer += chunk.toString("utf8")))
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(answer) as Record<string, unknown> }),
      )
    })
    request.on("error", reject)
    request.end(text)
  })
}

const SECRET = DEFAULT_M2CERBER_MERCHANT.secretKey

/** What get_wallet wants, for 500 AZN unless told otherwise. */
export function walletRequest(
  id: string,
  callbackUrl: string,
  change: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    payment_id: id,
    user_wallet: "994501234567",
    sum: "500",
    status: "pending",
    callback_url: callbackUrl,
    merch_id: "1",
    create_time: "2024-09-28 14:30:00",
    ...change,
  }
}

export function getWallet(simulator: Simulator, id: string, callbackUrl: string): Promise<PlainAnswer> {
  return m2cerber(simulator, "get_wallet", {
    signed: `${id}${SECRET}pending500.0`,
    body: walletRequest(id, callbackUrl),
  })
}

export function getStatus(simulator: Simulator, id: string): Promise<PlainAnswer> {
  return m2cerber(simulator, "get_status", {
    signed: `${id}${SECRET}pending500.0`,
    query: { payment_id: id },
  })
}
