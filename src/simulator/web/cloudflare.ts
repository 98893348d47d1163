import { header, page, type SendReply, type WebRequest } from "./message"

/** Default User-Agents that Cloudflare's browser integrity check in front of Tegro turns away. */
const RUNTIME_AGENTS = [
  "node",
  "undici",
  "axios/",
  "python-urllib",
  "python-requests",
  "go-http-client",
  "curl",
]

/** Whether the User-Agent is missing or a runtime's default one. */
export function looksLikeBot(request: WebRequest): boolean {
  const agent = header(request, "user-agent").trim().toLowerCase()
  return agent === "" || RUNTIME_AGENTS.some((name) => agent.startsWith(name))
}

/** Cloudflare's HTML answer: 1010 for a banned client signature, else the gateway error of that status. */
export function cloudflarePage(status: number): SendReply {
  const text = status === 403 ? "error code: 1010" : `error code: ${status}`
  const reply = page(
    status,
    `<!DOCTYPE html><html><head><title>Access denied | Cloudflare</title></head><body>${text}</body></html>`,
  )
  return { ...reply, headers: { ...reply.headers, server: "cloudflare" } }
}

/** Cloudflare's challenge, which only a browser can meet. */
export function challengePage(): SendReply {
  const reply = page(
    403,
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>",
  )
  return { ...reply, headers: { ...reply.headers, server: "cloudflare", "cf-mitigated": "challenge" } }
}
