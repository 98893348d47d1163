import { randomUUID } from "node:crypto"
import { DEFAULT_YOOKASSA_SHOP, type Simulator, type YookassaPaymentState } from "../../index"

/** A shop with live keys, and how its calls say so. */
export const LIVE_SHOP = { ...DEFAULT_YOOKASSA_SHOP, shopId: "100501", secretKey: "live_simulator-secret" }
export const LIVE = { user: LIVE_SHOP.shopId, password: LIVE_SHOP.secretKey }

/** An answer of the API; `body` is null where it is no JSON. */
export interface KassaAnswer {
  status: number
  body: Record<string, unknown> & { id: string; items: Record<string, unknown>[]; next_cursor?: string }
}

export interface KassaCall {
  key?: string | null
  headers?: Record<string, string>
  user?: string
  password?: string
  signal?: AbortSignal
}

/** One call as the documents write it; `body` may be a text of its own. */
export async function kassa(
  simulator: Simulator,
  method: string,
  path: string,
  body?: unknown,
  { key = randomUUID(), headers, user, password, signal }: KassaCall = {},
): Promise<KassaAnswer> {
  const { shopId, secretKey } = DEFAULT_YOOKASSA_SHOP
  const basic = Buffer.from(`${user ?? shopId}:${password ?? secretKey}`).toString("base64")
  const answer = await fetch(`${simulator.yookassaUrl}/${path}`, {
    method,
    signal,
    headers: {
      authorization: `Basic ${basic}`,
      ...(method === "POST" && { "content-type": "application/json" }),
      ...(method === "POST" && key !== null && { "idempotence-key": key }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  const json = (answer.headers.get("content-type") ?? "").startsWith("application/json")
  return { status: answer.status, body: (json ? JSON.parse(text) : null) as KassaAnswer["body"] }
}

export const rub = (value: string): Record<string, string> => ({ value, currency: "RUB" })

/** A payment of 100 RUB in one stage unless told otherwise. */
export function order(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    amount: rub("100.00"),
    capture: true,
    confirmation: { type: "redirect", return_url: "https://shop.example/back?o=37" },
    metadata: { reference: "ref-37" },
    ...change,
  }
}

/** A receipt of one line; `line` changes that. */
export function receipt(value: string, line: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    customer: { email: "shopper@example.com" },
    items: [
      {
        description: "Tea",
        quantity: 1,
        amount: rub(value),
        vat_code: 11,
        measure: "piece",
        payment_subject: "commodity",
        payment_mode: "full_payment",
        ...line,
      },
    ],
  }
}

/** A payment that is paid already: succeeded, or held with `capture: false`. */
export async function paid(
  simulator: Simulator,
  change: Record<string, unknown> = {},
): Promise<YookassaPaymentState> {
  const { body, status } = await kassa(simulator, "POST", "payments", order(change))
  if (status !== 200) throw new Error(JSON.stringify(body))
  return simulator.control.yookassa.pay(body.id)
}
