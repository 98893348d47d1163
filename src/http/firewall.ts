import type { Answer } from "./call"

/** How far into a page its title and the number of the error are looked for. */
const PAGE_HEAD = 16_384

/** Cloudflare's pages for a blocked request and for a challenge, old and new, and its plain text. */
const BLOCK_PAGE =
  /\| cloudflare<\/title>|used cloudflare to restrict access|error(?: code:?|<\/span>\s*<span[^>]*>) ?10\d\d\b|<title>just a moment\.\.\.<\/title>|_cf_chl_opt/i

/**
 * Whether Cloudflare has answered for the gateway, with a page of its own or a challenge for browsers: then the request never
 * arrived. Cloudflare's name alone proves nothing, since the gateway's own pages have its scripts.
 */
export function isFirewall({ status, body }: Answer, mitigated: string): boolean {
  if (mitigated.toLowerCase() === "challenge") return true
  const mayBePage = status === 403 || status === 429 || status === 503
  return mayBePage && BLOCK_PAGE.test(body.slice(0, PAGE_HEAD))
}
