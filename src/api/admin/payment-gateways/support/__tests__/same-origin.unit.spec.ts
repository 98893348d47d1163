import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { refuseForeign } from "../same-origin"

const JSON_TYPE = { "content-type": "application/json" }
const CONFIG = {
  projectConfig: { http: { adminCors: "https://desk.example,/\\.preview\\.example$/" } },
  admin: { backendUrl: "https://api.shop.example" },
}

/** What becomes of a request: "next", or the status and code of its refusal. */
function become(headers: Record<string, string>, method = "POST") {
  let became: unknown
  const scope = { resolve: () => CONFIG }
  const req = { method, headers: { host: "shop.example", ...headers }, scope } as unknown as MedusaRequest
  const res = {
    status: (status: number) => ({ json: ({ code }: { code: string }) => (became = [status, code]) }),
  }
  refuseForeign(req, res as unknown as MedusaResponse, () => (became = "next"))
  return became
}

it.each([
  ["the dashboard", { ...JSON_TYPE, "sec-fetch-site": "same-origin", origin: "https://shop.example" }],
  ["the dashboard behind a proxy", { ...JSON_TYPE, "sec-fetch-site": "same-origin", host: "10.0.0.5:9000" }],
  ["the dashboard over http", { ...JSON_TYPE, origin: "http://shop.example" }],
  [
    "the dashboard over http behind a proxy",
    { ...JSON_TYPE, origin: "http://shop.example", host: "medusa", "x-forwarded-host": "shop.example, cdn" },
  ],
  [
    "a dashboard of another host",
    { ...JSON_TYPE, "sec-fetch-site": "cross-site", origin: "https://desk.example" },
  ],
  [
    "one of many dashboards",
    { ...JSON_TYPE, "sec-fetch-site": "same-site", origin: "https://a.preview.example" },
  ],
  [
    "a dashboard at the configured address",
    { ...JSON_TYPE, origin: "https://api.shop.example", host: "medusa" },
  ],
  ["a program with an API key", JSON_TYPE],
  ["a program that names a charset", { "content-type": "Application/JSON; charset=utf-8" }],
  ["a program that sends nothing along", { "content-length": "0" }],
])("hears %s", (_who, headers) => {
  expect(become(headers as Record<string, string>)).toBe("next")
})

it.each([
  [
    "a form of another page of the site",
    { "sec-fetch-site": "same-site", origin: "https://blog.shop.example" },
  ],
  ["a form of a stranger's page", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ["a page without an origin", { "sec-fetch-site": "cross-site", origin: "null" }],
  ["a page that hides its origin", { "sec-fetch-site": "cross-site" }],
  ["an old browser on a stranger's page", { origin: "https://evil.example" }],
  ["an old browser on a page without an origin", { origin: "null" }],
  ["the same host in another scheme's clothes", { origin: "https://shop.example.evil.example" }],
  ["another port of the host", { origin: "https://shop.example:8443" }],
  [
    "a browser that says same-site, whatever the host",
    { "sec-fetch-site": "same-site", origin: "https://shop.example" },
  ],
])("refuses %s", (_who, headers) => {
  expect(become({ ...JSON_TYPE, ...headers } as Record<string, string>)).toEqual([403, "foreign_origin"])
})

it.each([
  { "content-type": "application/x-www-form-urlencoded", "content-length": "5" },
  { "content-type": "multipart/form-data; boundary=x", "content-length": "5" },
  { "content-type": "text/plain", "content-length": "5" },
  { "content-type": "text/plain;application/json" },
  { "content-type": "application/jsonp" },
  { "content-type": "" },
  { "content-length": "5" },
  { "transfer-encoding": "chunked" },
] as Record<string, string>[])("takes JSON alone, from whomever it comes: %j", (headers) => {
  const own = { "sec-fetch-site": "same-origin", origin: "https://shop.example" }
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    expect(become({ ...headers, ...own }, method)).toEqual([415, "json_only"])
  }
})

it("asks nothing of what only reads", () => {
  const foreign = { origin: "https://evil.example", "content-type": "text/plain" }
  for (const method of ["GET", "HEAD", "OPTIONS"]) expect(become(foreign, method)).toBe("next")
})
