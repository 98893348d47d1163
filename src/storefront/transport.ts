/** A request to the plugin's store routes, in plain values that a server action can carry. */
export interface StoreRequest {
  method: "GET" | "POST"
  /** Below `/store/payment-gateways`. */
  path: string
  /** The language asked for. */
  locale?: string
}

/** The store's answer, in plain values. */
export interface StoreAnswer {
  /** HTTP status. */
  status: number
  body: string
}

/**
 * Brings a request to the store and its answer back; it throws when nothing answers. A server action gets the request
 * only, since a signal cannot be sent to it.
 */
export type PaymentsTransport = (request: StoreRequest, signal?: AbortSignal) => Promise<StoreAnswer>

/** Medusa's address, and the key that it lets storefronts in by. */
export interface StoreAddress {
  /** "https://api.shop.example". */
  baseUrl: string
  /** The key of the storefront's sales channel ("pk_…"). */
  publishableKey: string
}

/** The only requests that are brought to the store: anybody can send anything to a server action. */
const REQUESTS: readonly [StoreRequest["method"], RegExp][] = [
  ["GET", /^\/methods\?region_id=[\w%-]{1,200}$/],
  ["GET", /^\/sessions\/[\w%-]{1,200}$/],
  ["GET", /^\/returns\?[^#\s]{0,1000}$/],
  ["POST", /^\/sessions\/[\w%-]{1,200}\/(sent|cancel)$/],
]

/** A transport over `fetch`, in a browser or on a server. */
export function storeTransport({ baseUrl, publishableKey }: StoreAddress): PaymentsTransport {
  const base = `${baseUrl.replace(/\/+$/, "")}/store/payment-gateways`
  return async ({ method, path, locale }, signal) => {
    const isOurs = REQUESTS.some(([known, form]) => known === method && form.test(path))
    if (!isOurs) return { status: 400, body: "{}" }
    const headers: Record<string, string> = { "x-publishable-api-key": publishableKey }
    if (locale) headers["accept-language"] = locale
    const response = await fetch(base + path, { method, headers, signal, cache: "no-store" })
    return { status: response.status, body: await response.text() }
  }
}
