import type { Answer } from "./call"

/** How far into a page its title and the number of the error are looked for. */
const PAGE_HEAD = 16_384

/** Cloudflare's pages for a blocked request and for a challenge, old and new, and its plain text. */
const BLOCK_PAGE =
  /\| cloudflare<\/title>|used cloudflare to restrict access|error(?: code:?|<\/span>\s*<span[^>]*>) ?10\d\d\b|<title>just a moment\.\.\.<\/title>|_cf_chl_opt/i

/**
 * Cloudflare answers for the gateway with a page of its own, or with a challenge that only a browser can meet; the
 * request never arrived. The name alone proves nothing: Cloudflare puts its scripts into the gateway's own pages too.
 */
export function isFirewall({ status, body }: Answer, mitigated: string): boolean {
  if (mitigated.toLowerCase() === "challenge") return true
  const mayBePage = status === 403 || status === 429 || status === 503
  return mayBePage && BLOCK_PAGE.test(body.slice(0, PAGE_HEAD))
}
