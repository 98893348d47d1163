import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, parseCorsOrigins } from "@medusajs/framework/utils"

/** They change nothing. */
const SAFE = ["GET", "HEAD", "OPTIONS"]

/**
 * Refuses what changes something unless it is JSON, and comes from the dashboard where it comes from a browser. A page of
 * another origin can make a signed-in admin's browser send a form, with the cookie; it cannot make it send JSON, nor hide
 * where it comes from. Requests without a browser, such as those with API keys, name no origin.
 */
export function refuseForeign(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  if (SAFE.includes(req.method)) return next()
  if (!isJson(req)) {
    res
      .status(415)
      .json({ type: "invalid_data", code: "json_only", message: "Send JSON (application/json)." })
    return
  }
  if (!isOwn(req)) {
    const message =
      "This comes from a page of another origin. If it is a dashboard of yours, add it to adminCors."
    res.status(403).json({ type: "forbidden", code: "foreign_origin", message })
    return
  }
  next()
}

/** A request without a body needs no type; where one is named, it counts. */
function isJson({ headers }: MedusaRequest): boolean {
  const type = headers["content-type"]
  if (type !== undefined) return type.split(";")[0]?.trim().toLowerCase() === "application/json"
  return headers["transfer-encoding"] === undefined && Number(headers["content-length"] ?? 0) === 0
}

/** Browsers say so themselves by `Sec-Fetch-Site`; those that do not, or not over http, tell the origin of what changes something. */
function isOwn(req: MedusaRequest): boolean {
  const { origin, "sec-fetch-site": site } = req.headers
  if (site === "same-origin" || site === "none") return true
  if (origin === undefined) return site === undefined
  return isAllowed(req, origin) || (site === undefined && isHost(req, origin))
}

/** A dashboard that is served elsewhere, as the merchant has told Medusa. */
function isAllowed({ scope }: MedusaRequest, origin: string): boolean {
  const { projectConfig, admin } = scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const allowed = parseCorsOrigins(projectConfig.http.adminCors ?? "") as (string | RegExp)[]
  const own = admin?.backendUrl && URL.canParse(admin.backendUrl) ? [new URL(admin.backendUrl).origin] : []
  return [...allowed, ...own].some((one) => (one instanceof RegExp ? one.test(origin) : one === origin))
}

/** No page can make a browser name another host than the one it sends to. */
function isHost({ headers }: MedusaRequest, origin: string): boolean {
  const forwarded = headers["x-forwarded-host"]
  const hosts = [headers.host, ...String(forwarded ?? "").split(",")].map((host) =>
    host?.trim().toLowerCase(),
  )
  return URL.canParse(origin) && hosts.includes(new URL(origin).host)
}
