import { page, type SendReply } from "../web/message"
import { html, Html } from "./html"
import { STYLE } from "./style"

/** Languages of the pages. */
export type Lang = "ru" | "en"

/** What every page has. */
interface LayoutOptions {
  lang: Lang
  title: string
  /** Name beside the badge. */
  brand: string
  content: Html
  wide?: boolean
  status?: number
  nav?: Html
}

/** A complete page. The badge says that no real money moves here. */
export function layout({ lang, title, brand, content, wide, status, nav }: LayoutOptions): SendReply {
  const body = html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <strong>${brand}</strong><span class="badge" data-testid="simulator-badge">SIMULATOR</span>${nav}
        </header>
        <main class="${wide ? "wide" : ""}">${content}</main>
      </body>
    </html>`
  const reply = page(status ?? 200, body.text)
  return { ...reply, headers: { ...reply.headers, ...PAGE_HEADERS } }
}

/** No page can run or load anything, even by a mistake in escaping. */
const PAGE_HEADERS = {
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
}

/** The link to the same page in the other language. */
export function langNav(lang: Lang, address: (other: Lang) => string): Html {
  const other = lang === "ru" ? "en" : "ru"
  return html`<nav><a href="${address(other)}">${other.toUpperCase()}</a></nav>`
}

/** `?lang=` first, then the language of the payment. */
export function pickLang(asked: string | null | undefined, otherwise: Lang): Lang {
  return asked === "ru" || asked === "en" ? asked : otherwise
}
