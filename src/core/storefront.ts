/** The languages that shoppers are spoken to in; the first one where nothing fits. */
export const LOCALES = ["en", "ru", "az"] as const

export type Locale = (typeof LOCALES)[number]

/** One text in every language. */
export type Localized = Readonly<Record<Locale, string>>

/** How the phone numbers of one country are written, for a field that puts them into this form as people type. */
export interface PhoneForm {
  /** Its code: "994". */
  country: string
  /** What is dialed before a number within the country: "0". */
  trunk: string
  /** In which groups the digits behind the country's code are written: 2, 3, 2, 2. */
  groups: readonly number[]
  /** Digits of a number, without the country's code. */
  example: string
}

/** Something that the payment session's `data` takes from the shopper. */
export interface StorefrontField {
  /** Stable: the key in `data`. */
  name: string
  label: Localized
  required: boolean
  /** As in HTML's `pattern`; null where anything goes. */
  pattern: string | null
  /** For a phone's number: how it is written. The gateway takes it in any form that people write. */
  phone?: PhoneForm
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
