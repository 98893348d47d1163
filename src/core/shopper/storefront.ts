/** The languages of texts for shoppers; the first one where none fits. */
export const LOCALES = ["en", "ru", "az"] as const

export type Locale = (typeof LOCALES)[number]

/** One text in every language. */
export type Localized = Readonly<Record<Locale, string>>

/** How the phone numbers of one country are written, for a field that formats them as people type. */
export interface PhoneForm {
  /** Its code: "994". */
  country: string
  /** What is dialed before a number within the country: "0". */
  trunk: string
  /** The groups of digits after the country's code: 2, 3, 2, 2. */
  groups: readonly number[]
  /** Digits of an example, without the country's code. */
  example: string
}

/** A value that the shopper enters, and that goes into the payment session's `data`. */
export interface StorefrontField {
  /** The key in `data`; it never changes. */
  name: string
  label: Localized
  required: boolean
  /** As in HTML's `pattern`; null where anything is allowed. */
  pattern: string | null
  /** For a phone number: how it is written. The gateway takes it in any form that people write. */
  phone?: PhoneForm
}

/** How a gateway is offered to shoppers. */
export interface Storefront {
  /** How the shopper pays: on another page, or by a transfer from a wallet. */
  type: "redirect" | "transfer"
  title: Localized
  description: Localized
  /** A drawing of our own: SVG without scripts and without references to other addresses. */
  icon: string
  fields: readonly StorefrontField[]
}
