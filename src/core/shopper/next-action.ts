/** What the shopper must do next. */
export type NextAction =
  | { type: "redirect"; url: string }
  /** A POST form that the browser submits by itself. */
  | { type: "form"; url: string; fields: Record<string, string> }
  /** The shopper sends money from a wallet. `qr` is a data URL; `amount` a decimal string; `expires_at` ISO 8601. */
  | {
      type: "transfer"
      wallet_number: string
      wallet_link: string | null
      qr: string | null
      amount: string
      currency_code: string
      expires_at: string | null
    }
