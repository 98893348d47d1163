import { iso } from "../clock"
import { formatUnits } from "../money"
import { money, type YookassaPayment } from "./payment"
import type { Cancellation, YookassaRefundState, YookassaStatus } from "./types"

/** A refund; units are 10^-8. */
export interface YookassaRefund {
  id: string
  payment: YookassaPayment
  status: Exclude<YookassaStatus, "waiting_for_capture">
  amount: bigint
  description: string | null
  metadata: Record<string, string>
  via: "api" | "cabinet"
  receipt: unknown
  cancellation: Cancellation | null
  createdAt: number
}

/** The Refund of the documents, as it is now. */
export function apiRefund(refund: YookassaRefund): Record<string, unknown> {
  const { payment, status, cancellation } = refund
  return {
    id: refund.id,
    payment_id: payment.id,
    status,
    amount: money(refund.amount, payment.currency),
    created_at: iso(refund.createdAt),
    ...(refund.description !== null && { description: refund.description }),
    metadata: { ...refund.metadata },
    ...(payment.shop.receipts && payment.receipts.length > 0 && { receipt_registration: status }),
    ...(cancellation && { cancellation_details: { ...cancellation } }),
  }
}

/** The refund as `state()` shows it. */
export function refundState(refund: YookassaRefund): YookassaRefundState {
  return {
    id: refund.id,
    shopId: refund.payment.shop.id,
    paymentId: refund.payment.id,
    status: refund.status,
    amount: formatUnits(refund.amount, "fixed2"),
    currency: refund.payment.currency,
    description: refund.description,
    metadata: { ...refund.metadata },
    via: refund.via,
    receipt: refund.receipt,
    cancellation: refund.cancellation,
    createdAt: iso(refund.createdAt),
  }
}
