import { createHash, createHmac } from "node:crypto"
import { phpSortedQuery } from "./php"

/** `md5(http_build_query(ksort(fields)) + secretKey)`: docs, "Creating a payment" and "Notification of payment". */
export function md5Sign(fields: Readonly<Record<string, string | number>>, secretKey: string): string {
  return createHash("md5")
    .update(`${phpSortedQuery(fields)}${secretKey}`, "utf8")
    .digest("hex")
}

/** The required fields of a `/pay/` link, and `test` whenever it was sent; nothing else is signed. */
export function paySign(params: Readonly<Record<string, string>>, secretKey: string): string {
  const names = ["shop_id", "amount", "currency", "order_id", "test"]
  const signed = names.filter((name) => params[name] !== undefined).map((name) => [name, params[name]])
  return md5Sign(Object.fromEntries(signed) as Record<string, string>, secretKey)
}

/** Bearer token of the REST API: HMAC-SHA256 of the body exactly as sent, with the API key. */
export function bodySign(body: Buffer, apiKey: string): string {
  return createHmac("sha256", apiKey).update(body).digest("hex")
}
