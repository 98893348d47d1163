/** A question to the plugin's store routes, in plain values: a server action can carry it. */
export interface StoreRequest {
  method: "GET" | "POST"
  /** Below `/store/payment-gateways`. */
  path: string
  /** The language asked for. */
  locale?: string
}

/** What a store has answered, in plain values. */
export interface StoreAnswer {
  /** HTTP status. */
  status: number
  body: string
}

/**
 * Brings a question to the store and the answer back; it throws when nothing answers. One that runs on a server takes
 * the question only, since a signal cannot be sent there.
 */
export type PaymentsTransport = (request: StoreRequest, signal?: AbortSignal) => Promise<StoreAnswer>

/** Where Medusa answers, and what it lets a storefront in by. */
export interface StoreAddress {
  /** "https://api.shop.example". */
  baseUrl: string
  /** Of the storefront's sales channel ("pk_…"). */
  publishableKey: string
}

/** The client's questions and no others: what a browser sends to a server action is anybody's. */
const QUESTIONS: readonly [StoreRequest["method"], RegExp][] = [
  ["GET", /^\/methods\?region_id=[\w%-]{1,200}$/],
  ["GET", /^\/sessions\/[\w%-]{1,200}$/],
  ["GET", /^\/returns\?[^#\s]{0,1000}$/],
  ["POST", /^\/sessions\/[\w%-]{1,200}\/(sent|cancel)$/],
]

/** A transport over `fetch`, in a browser or on a server. */
export function storeTransport({ baseUrl, publishableKey }: StoreAddress): PaymentsTransport {
  const base = `${baseUrl.replace(/\/+$/, "")}/store/payment-gateways`
  return async ({ method, path, locale }, signal) => {
    const isOurs = QUESTIONS.some(([known, form]) => known === method && form.test(path))
    if (!isOurs) return { status: 400, body: "{}" }
    const headers: Record<string, string> = { "x-publishable-api-key": publishableKey }
    if (locale) headers["accept-language"] = locale
    const response = await fetch(base + path, { method, headers, signal, cache: "no-store" })
    return { status: response.status, body: await response.text() }
  }
}
