import { PaymentsError } from "./errors.js"
import { storeTransport, type PaymentsTransport, type StoreAddress, type StoreAnswer } from "./transport.js"
import type {
  PaymentMethod,
  PaymentMethodsResponse,
  PaymentView,
  PaymentViewResponse,
  ReturnedPayment,
  ReturnedPaymentResponse,
} from "./types.js"

/** The store's address, or a transport of your own, such as a server action that asks the store. */
export type PaymentsClientOptions = (StoreAddress | { transport: PaymentsTransport }) & {
  /** Language of titles and labels: "en", "ru", "az", or with a region ("ru-RU"). The browser's by default. */
  locale?: string
  /** How long to wait for an answer; 15 seconds by default. */
  timeoutMs?: number
}

export interface CallOptions {
  signal?: AbortSignal
}

/** Calls of the plugin's store routes. Each throws {@link PaymentsError}. */
export interface PaymentsClient {
  readonly locale: string | undefined
  /** The payment methods of a region. */
  methods(regionId: string, options?: CallOptions & { locale?: string }): Promise<PaymentMethod[]>
  /** The state of a payment. The server asks the gateway first. */
  payment(sessionId: string, options?: CallOptions): Promise<PaymentView>
  /**
   * The state of the payment that a return address names, for a browser that did not start it.
   * @param query the return page's query: "?order_id=mpg-…"
   */
  returned(query: string, options?: CallOptions): Promise<ReturnedPayment>
  /** Tells the gateway that the shopper says "I have sent it". */
  confirmSent(sessionId: string, options?: CallOptions): Promise<PaymentView>
  /** Tells the gateway that the shopper will not pay. */
  cancel(sessionId: string, options?: CallOptions): Promise<PaymentView>
}

type Method = "GET" | "POST"

/** Makes a client of the plugin's store routes. It needs `fetch` and nothing else, so it runs on a server, too. */
export function createPaymentsClient(options: PaymentsClientOptions): PaymentsClient {
  const { locale, timeoutMs = 15_000 } = options
  const transport = "transport" in options ? options.transport : storeTransport(options)

  async function call<T>(path: string, method: Method, signal?: AbortSignal, language = locale): Promise<T> {
    const deadline = startDeadline(timeoutMs, signal)
    try {
      const answer = transport({ method, path, locale: language }, deadline.signal)
      return read<T>(await Promise.race([answer, deadline.over]))
    } catch (error) {
      if (error instanceof PaymentsError || signal?.aborted) throw error
      throw new PaymentsError("unreachable", "The store does not answer.", null, { cause: error })
    } finally {
      deadline.clear()
    }
  }

  const ofPayment = async (id: string, suffix: string, method: Method, { signal }: CallOptions = {}) => {
    const path = `/sessions/${encodeURIComponent(id)}${suffix}`
    const { payment } = await call<PaymentViewResponse>(path, method, signal)
    return payment ?? missing()
  }

  return {
    locale,
    async methods(regionId, { signal, locale: language = locale } = {}) {
      const path = `/methods?${new URLSearchParams({ region_id: regionId })}`
      const { payment_methods } = await call<PaymentMethodsResponse>(path, "GET", signal, language)
      return payment_methods ?? missing()
    },
    payment: (id, options) => ofPayment(id, "", "GET", options),
    async returned(query, { signal } = {}) {
      const path = `/returns?${query.replace(/^\?/, "")}`
      const { payment } = await call<ReturnedPaymentResponse>(path, "GET", signal)
      return payment ?? missing()
    },
    confirmSent: (id, options) => ofPayment(id, "/sent", "POST", options),
    cancel: (id, options) => ofPayment(id, "/cancel", "POST", options),
  }
}

function missing(): never {
  throw new PaymentsError("bad_answer", "The answer is not complete.", 200)
}

/** Many phones do not have `AbortSignal.any`, and a transport may not heed a signal at all. */
function startDeadline(timeoutMs: number, outer?: AbortSignal) {
  const controller = new AbortController()
  const { signal } = controller
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason ?? new Error("aborted")))
  })
  const abort = () => controller.abort(outer?.reason)
  const timer = setTimeout(() => controller.abort(), timeoutMs)
  if (outer?.aborted) abort()
  outer?.addEventListener("abort", abort)
  const clear = () => {
    clearTimeout(timer)
    outer?.removeEventListener("abort", abort)
  }
  return { signal, over, clear }
}

function read<T>({ status, body: text }: StoreAnswer): T {
  const body = parse(text)
  const isOk = status >= 200 && status < 300
  if (isOk && body) return body as T
  if (isOk) throw new PaymentsError("bad_answer", "The answer is no JSON.", status)
  const { code, message } = (body ?? {}) as { code?: unknown; message?: unknown }
  throw new PaymentsError(
    typeof code === "string" ? code : `http_${status}`,
    typeof message === "string" ? message : `The store answered ${status}.`,
    status,
  )
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return value && typeof value === "object" ? value : undefined
  } catch {
    return undefined
  }
}
