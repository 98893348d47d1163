import type { Localized, Storefront } from "../../../../core"

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
