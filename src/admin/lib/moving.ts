import type { PaymentDetail } from "../../api/admin/payment-gateways/types"

/** What has not come to its end by then is looked at now and then only. */
const FOR_MS = 2 * 60_000

/**
 * Whether a payment will soon show something else: a capture, void or refund of a moment ago is under way, or the status
 * has not followed it yet.
 */
export function isMoving({ status, held, operations }: PaymentDetail, now: number): boolean {
  return operations.some(
    ({ state, updated_at }) =>
      now - Date.parse(updated_at) < FOR_MS &&
      (state === "asked" || state === "pending" || (status === "authorized" && held === null)),
  )
}
