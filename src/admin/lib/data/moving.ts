import type { PaymentDetail } from "../../../api/admin/payment-gateways/types"

/** An operation that has not ended by then is read at the usual pace. */
const FOR_MS = 2 * 60_000

/** Whether a payment is about to change: a recent operation is under way, or the status has not followed it yet. */
export function isMoving({ status, held, operations }: PaymentDetail, now: number): boolean {
  return operations.some(
    ({ state, updated_at }) =>
      now - Date.parse(updated_at) < FOR_MS &&
      (state === "asked" || state === "pending" || (status === "authorized" && held === null)),
  )
}
