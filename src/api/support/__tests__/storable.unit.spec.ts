import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { refuseUnstorable } from "../storable"

/** What becomes of a request: "next", or the status and code of its refusal. */
function become({ path = "/admin/payment-gateways/payments", query = {}, body = {} as unknown }) {
  let became: unknown
  const req = { originalUrl: path, query, body } as unknown as MedusaRequest
  const res = {
    status: (status: number) => ({ json: ({ code }: { code: string }) => (became = [status, code]) }),
  }
  refuseUnstorable(req, res as unknown as MedusaResponse, () => (became = "next"))
  return became
}

const REFUSED = [400, "unstorable_text"]
const deep = (depth: number, inner: unknown) => {
  let value = inner
  for (let at = 0; at < depth; at++) value = at % 2 ? [value] : { value }
  return value
}

it.each([
  {},
  { path: "/admin/payment-gateways/payments/payatt_%D0%A4?q=%00" },
  { query: { q: "Чай 🫖", state: ["paid"] }, body: { note: "a\nb\t🫖" } },
  { body: undefined },
  { body: Buffer.from("\0") },
  { body: deep(50_000, "x") },
])("lets through what a database holds (%#)", (request) => {
  expect(become(request)).toBe("next")
})

it.each([
  ["NUL in an id", { path: "/admin/payment-gateways/payments/pay%00att" }],
  ["an id that is no text", { path: "/admin/payment-gateways/payments/%E0%A4%A" }],
  ["an id that ends in the middle of a sign", { path: "/admin/payment-gateways/payments/%" }],
  ["an id that no id is as long as", { path: `/store/payment-gateways/sessions/${"x".repeat(256)}/sent` }],
  ["NUL in a question", { query: { q: "a\0" } }],
  ["NUL in one of several values", { query: { state: ["paid", "\0"] } }],
  ["NUL in a nested question", { query: { created_at: { gte: "\0" } } }],
  ["NUL in a name", { query: { "q\0": "a" } }],
  ["NUL in a note", { body: { note: "done\0" } }],
  ["half of a character in a note", { body: { note: "done \ud83d" } }],
  ["NUL far inside of a body", { body: deep(50_000, "\0") }],
])("refuses %s", (_what, request) => {
  expect(become(request)).toEqual(REFUSED)
})
