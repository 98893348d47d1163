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

/** A card, for gateways that say nothing of themselves. */
const PLAIN_ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="7" width="26" height="18" rx="3" fill="#64748b"/><rect x="3" y="11" width="26" height="4" fill="#334155"/></svg>'

const same = (text: string): Localized => ({ en: text, ru: text, az: text })

/** How a gateway is offered that says nothing of itself: by its name. */
export function plainStorefront(name: string): Storefront {
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  return { type: "redirect", title: same(title), description: same(""), icon: PLAIN_ICON, fields: [] }
}

/** An SVG as an address that an `<img>` takes; scripts in it would not run there. */
export function svgDataUrl(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** Longer headers are no reader's. */
const MAX_HEADER = 500

/** The language that a reader likes best, by an Accept-Language header ("ru-RU,ru;q=0.9,en;q=0.5"). */
export function preferredLocale(acceptLanguage: string | undefined): Locale {
  const wishes = (acceptLanguage ?? "").slice(0, MAX_HEADER).split(",").map(readWish)
  const liked = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  return liked.map(({ language }) => LOCALES.find((one) => one === language)).find(Boolean) ?? LOCALES[0]
}

function readWish(text: string): { language: string; weight: number } {
  const [tag = "", ...parameters] = text.trim().toLowerCase().split(";")
  const q = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean)
  return { language: tag.split("-")[0] ?? "", weight: q === undefined ? 1 : Number(q) || 0 }
}
