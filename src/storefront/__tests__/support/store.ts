import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"

import type { PaymentMethod, PaymentView } from "../../types.js"

export const TRANSFER: PaymentView = {
  session_id: "payses_1",
  provider_id: "pp_m2cerber_main",
  status: "awaiting",
  amount: "500.00",
  currency_code: "azn",
  reserved: false,
  received: null,
  missing: null,
  next: {
    type: "transfer",
    wallet_number: "994501112233",
    wallet_link: "https://m10.example/pay/1",
    qr: "data:image/png;base64,AAAA",
    amount: "500.00",
    currency_code: "azn",
    expires_at: null,
  },
  can_confirm_sent: true,
  can_cancel: true,
  cart_id: "cart_1",
  order_id: null,
  order_canceled: false,
  superseded: false,
  poll_after_ms: 250,
}

export const REDIRECT: PaymentView = {
  ...TRANSFER,
  provider_id: "pp_tegro_main",
  next: { type: "redirect", url: "https://tegro.example/pay/1?a=1&b=2" },
  can_confirm_sent: false,
}

export const OVER = { next: null, can_cancel: false, can_confirm_sent: false, poll_after_ms: null } as const

export const TEGRO: PaymentMethod = {
  provider_id: "pp_tegro_main",
  gateway: "tegro",
  type: "redirect",
  title: "Card, SBP or crypto",
  description: "You pay on Tegro's page.",
  icon: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E",
  min_amount: null,
  max_amount: null,
  currency_code: "azn",
  is_test: false,
  places_order: "after_payment",
  fields: [],
}

export const M10: PaymentMethod = {
  ...TEGRO,
  provider_id: "pp_m2cerber_main",
  gateway: "m2cerber",
  type: "transfer",
  title: "m10 wallet",
  description: "You send the sum from your wallet.",
  fields: [
    {
      name: "user_wallet",
      label: "Your m10 number",
      required: true,
      pattern: "[+]?[0-9 ()\\-]{7,22}",
      phone: null,
    },
  ],
}

/** The same with a field that is written as phone numbers are in Azerbaijan. */
export const M10_PHONE: PaymentMethod = {
  ...M10,
  fields: M10.fields.map((field) => ({
    ...field,
    phone: { country: "994", trunk: "0", groups: [2, 3, 2, 2], example: "501234567" },
  })),
}

interface Call {
  path: string
  key: string | undefined
  language: string | undefined
}

/** What the plugin's store routes answer, over HTTP, from what a test says. */
export class Store {
  payment: PaymentView | null = TRANSFER
  methods: PaymentMethod[] = [TEGRO, M10]
  /** Answers in place of the usual ones, each used once. */
  readonly odd: { status: number; body: string }[] = []
  readonly calls: Call[] = []
  /** What POST …/sent and …/cancel make of the payment. */
  onAction = (payment: PaymentView, action: string): PaymentView =>
    action === "cancel"
      ? { ...payment, ...OVER, status: "failed" }
      : { ...payment, status: "processing", next: null }

  private readonly server = createServer((request, response) => {
    const { status, body } = this.answer(request)
    response.writeHead(status, { "content-type": "application/json" }).end(body)
  })

  static async start(): Promise<Store> {
    const store = new Store()
    await new Promise<void>((resolve) => store.server.listen(0, "127.0.0.1", resolve))
    return store
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  stop(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((resolve) => this.server.close(() => resolve()))
  }

  private answer({ url = "", method, headers }: IncomingMessage): { status: number; body: string } {
    const key = headers["x-publishable-api-key"] as string | undefined
    this.calls.push({ path: `${method} ${url}`, key, language: headers["accept-language"] })
    const odd = this.odd.shift()
    if (odd) return odd
    if (url.includes("/returns?")) {
      if (!this.payment) return json(404, { code: "unknown_payment", message: "There is no such payment." })
      const { status, reserved, superseded, order_canceled, poll_after_ms, order_id } = this.payment
      const has_order = order_id !== null
      return json(200, {
        payment: { status, reserved, superseded, order_canceled, poll_after_ms, has_order },
      })
    }
    if (url.includes("/methods?")) return json(200, { payment_methods: this.methods })
    const action = /\/(sent|cancel)$/.exec(url)?.[1]
    if (action && this.payment) this.payment = this.onAction(this.payment, action)
    if (this.payment) return json(200, { payment: this.payment })
    return json(404, { type: "not_found", code: "unknown_payment", message: "There is no such payment." })
  }
}

const json = (status: number, body: object) => ({ status, body: JSON.stringify(body) })
