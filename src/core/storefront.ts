/** The languages that shoppers are spoken to in; the first one where nothing fits. */
export const LOCALES = ["en", "ru", "az"] as const

export type Locale = (typeof LOCALES)[number]

/** One text in every language. */
export type Localized = Readonly<Record<Locale, string>>

/** Something that the payment session's `data` takes from the shopper. */
export interface StorefrontField {
  /** Stable: the key in `data`. */
  name: string
  label: Localized
  required: boolean
  /** As in HTML's `pattern`; null where anything goes. */
  pattern: string | null
}

/** How a gateway is offered to shoppers. */
export interface Storefront {
  /** What the shopper goes through: another page, or a transfer from a wallet. */
  type: "redirect" | "transfer"
  title: Localized
  description: Localized
  /** An own drawing: SVG without scripts and without references to other addresses. */
  icon: string
  fields: readonly StorefrontField[]
}
