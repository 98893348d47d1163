import type { CodeOf } from "../../core/error-catalogue"
import { GatewayDeclined } from "../../core/errors"
import { cut } from "../words"
import type { Refusal } from "./wire"

/** Our codes of YooKassa's `code`, and of the place that it names in a wrong request. All else is "gateway_declined". */
const BY_CODE = new Map<string, CodeOf<"declined">>([
  ["invalid_credentials", "wrong_credentials"],
  ["forbidden", "wrong_credentials"],
])
const BY_PLACE = new Map<string, CodeOf<"declined">>([
  ["amount", "amount_not_supported"],
  ["receipt", "receipt_refused"],
])

/** Places that name the payment or refund itself. */
const IDS: readonly string[] = ["payment_id", "refund_id"]

/**
 * What an error in YooKassa's own envelope means. Its texts change without notice, so they are kept for people and never
 * interpreted.
 */
export function declinedBy(
  name: string,
  { code, description, parameter }: Refusal,
  Kind: typeof GatewayDeclined = GatewayDeclined,
): GatewayDeclined {
  const reason = cut(description, 200) || code
  const place = parameter?.split(/[.[]/)[0] ?? ""
  const ours = BY_CODE.get(code) ?? (code === "invalid_request" ? BY_PLACE.get(place) : undefined)
  return new Kind(`YooKassa declined ${name}: ${reason}${advice(code)}`, ours, reason)
}

/**
 * Whether an error about one payment or refund, asked for by its number, says that it is not there: 404 by the
 * documents, 400 with the number as the wrong place as it was met.
 */
export function saysUnknown(status: number, { code, parameter }: Refusal): boolean {
  const namesId = parameter !== null && IDS.includes(parameter)
  return code === "not_found" ? status === 404 && (parameter === null || namesId) : status === 400 && namesId
}

const advice = (code: string) => (code === "invalid_credentials" ? " (check shopId and secretKey)" : "")
