import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, parseCorsOrigins } from "@medusajs/framework/utils"

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"]

/**
 * Refuses requests that change something unless they are JSON and, where a browser sends them, come from the dashboard.
 * A page of another origin can make a signed-in admin's browser send a form with the cookie, but not JSON, and it cannot
 * hide its origin. Requests that no browser sends, such as those with API keys, name no origin.
 */
export function refuseForeign(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  if (SAFE_METHODS.includes(req.method)) return next()
  if (!isJson(req)) {
    const message = "Send JSON (application/json)."
    res.status(415).json({ type: "invalid_data", code: "json_only", message })
  } else if (!isOwn(req)) {
    const message =
      "This comes from a page of another origin. If it is a dashboard of yours, add it to adminCors."
    res.status(403).json({ type: "forbidden", code: "foreign_origin", message })
  } else next()
}

/** A request without a body needs no content type; one that is named counts. */
function isJson({ headers }: MedusaRequest): boolean {
  const type = headers["content-type"]
  if (type !== undefined) return type.split(";")[0]?.trim().toLowerCase() === "application/json"
  return headers["transfer-encoding"] === undefined && Number(headers["content-length"] ?? 0) === 0
}

/** Browsers send `Sec-Fetch-Site`. Those that do not (older ones, or over http) send `Origin` with each change. */
function isOwn(req: MedusaRequest): boolean {
  const { origin, "sec-fetch-site": site } = req.headers
  if (site === "same-origin" || site === "none") return true
  if (origin === undefined) return site === undefined
  return isAllowed(req, origin) || (site === undefined && isHost(req, origin))
}

/** Whether the merchant has named the origin to Medusa as a dashboard's. */
function isAllowed({ scope }: MedusaRequest, origin: string): boolean {
  const { projectConfig, admin } = scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const allowed = parseCorsOrigins(projectConfig.http.adminCors ?? "") as (string | RegExp)[]
  const own = admin?.backendUrl && URL.canParse(admin.backendUrl) ? [new URL(admin.backendUrl).origin] : []
  return [...allowed, ...own].some((one) => (one instanceof RegExp ? one.test(origin) : one === origin))
}

/** Whether the origin is the host that the request was sent to, which no page can make a browser misstate. */
function isHost({ headers }: MedusaRequest, origin: string): boolean {
  const forwarded = headers["x-forwarded-host"]
  const hosts = [headers.host, ...String(forwarded ?? "").split(",")].map((host) =>
    host?.trim().toLowerCase(),
  )
  return URL.canParse(origin) && hosts.includes(new URL(origin).host)
}
