import type { Localized, Storefront } from "../../../../core"

/** A payment card. */
const PLAIN_ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="7" width="26" height="18" rx="3" fill="#64748b"/><rect x="3" y="11" width="26" height="4" fill="#334155"/></svg>'

const same = (text: string): Localized => ({ en: text, ru: text, az: text })

/** The presentation of a gateway that has none of its own: its name. */
export function plainStorefront(name: string): Storefront {
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  return { type: "redirect", title: same(title), description: same(""), icon: PLAIN_ICON, fields: [] }
}

/** An SVG as a URL for an `<img>`, where scripts in it do not run. */
export function svgDataUrl(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
