import { createHmac } from "node:crypto"
import { Money } from "../../core/money"
import type { Secret } from "../../core/secret"
import { sameSignature } from "../same-signature"

/** m2cerber's only currency, which its API does not name. */
export const CURRENCY = "AZN"

const SHAPE = /^(\d{1,16})-(\d{1,15})-([0-9a-f]{32})$/

const mac = (paymentId: string, minor: string, secretKey: Secret) =>
  createHmac("sha256", secretKey.reveal()).update(`callback:${paymentId}:${minor}`).digest("hex").slice(0, 32)

/**
 * The last part of a payment's `callback_url`: its id, its amount in qəpik, and a MAC of both. "Change sum" comes unsigned,
 * and it is not published which sum signatures cover: this token proves that the sender got the address from us, and
 * tells the amount.
 */
function callbackToken(paymentId: string, amount: Money, secretKey: Secret): string {
  const minor = amount.minor.toString()
  return `${paymentId}-${minor}-${mac(paymentId, minor, secretKey)}`
}

/** A payment's own `callback_url`. */
export function callbackUrl(
  options: { callbackBaseUrl: string; secretKey: readonly Secret[] },
  request: { reference: string; amount: Money; hookPath: string },
): string {
  const token = callbackToken(request.reference, request.amount, options.secretKey[0] as Secret)
  return `${options.callbackBaseUrl}${request.hookPath}/${token}`
}

/** Reads a genuine token; undefined for any other text. */
export function readCallbackToken(
  token: string | undefined,
  secretKeys: readonly Secret[],
): { paymentId: string; asked: Money } | undefined {
  const [, paymentId = "", minor = "", code = ""] = SHAPE.exec(token ?? "") ?? []
  const genuine =
    paymentId !== "" && secretKeys.some((secretKey) => sameSignature(mac(paymentId, minor, secretKey), code))
  return genuine ? { paymentId, asked: Money.fromMinor(BigInt(minor), CURRENCY) } : undefined
}
