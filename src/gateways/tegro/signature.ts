import { createHash, createHmac } from "node:crypto"
import type { Secret } from "../../core/secret"
import { fieldOf, type Fields } from "../fields"
import { sameSignature } from "../same-signature"
import { sortedQuery } from "./php"

/** Lower-case hex HMAC-SHA256 of the body's exact bytes, for `Authorization: Bearer …`. Keyed with the API key. */
export function signBody(body: string, apiKey: Secret): string {
  return createHmac("sha256", apiKey.reveal()).update(body, "utf8").digest("hex")
}

/** The MD5 of the sorted query and the secret key, for payment links and notifications. */
export function signFields(fields: Fields, secretKey: Secret): string {
  return createHash("md5")
    .update(sortedQuery(fields) + secretKey.reveal(), "utf8")
    .digest("hex")
}

/** Whether `sign` is right for all the other fields under one of the secrets. Constant time. */
export function hasValidSign(fields: Fields, secretKeys: readonly Secret[]): boolean {
  const given = fieldOf({ fields }, "sign") ?? ""
  const signed = fields.filter(([name]) => name !== "sign")
  return secretKeys.some((secretKey) => sameSignature(given, signFields(signed, secretKey)))
}
