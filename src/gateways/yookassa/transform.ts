import { compareDecimals, subtractDecimals } from "../../core/money/decimal"
import { MAX_CODE_LENGTH, type KnownPayment, type Observation, type ObservedRefund } from "../../core/gateway"
import type { Money } from "../../core/money"
import type { PaymentStatus } from "../../core/payment/payment-status"
import type { YookassaPayment, YookassaRefund } from "./wire"

/** The status of a canceled payment by its reason. Any other reason means that the payment failed. */
const ENDS = new Map<string, PaymentStatus>([
  ["expired_on_confirmation", "expired"],
  ["expired_on_capture", "canceled"],
  ["canceled_by_merchant", "canceled"],
])

/** YooKassa's word for held money. */
const HELD = "waiting_for_capture"

/** YooKassa's status in our words. `known` is false for any that is not documented. */
export function paymentStatusOf(
  { status, cancellation_details }: Pick<YookassaPayment, "status" | "cancellation_details">,
  isRefunded = false,
): { status: PaymentStatus; known: boolean } {
  switch (status) {
    case "pending":
      return { status: "awaiting", known: true }
    case HELD:
      return { status: "authorized", known: true }
    case "succeeded":
      return { status: isRefunded ? "refunded" : "paid", known: true }
    case "canceled":
      return { status: ENDS.get(cancellation_details?.reason ?? "") ?? "failed", known: true }
    // An unknown status is no money that may be captured, and does not say that none came either.
    default:
      return { status: "processing", known: false }
  }
}

/** The status, with its reason for a canceled payment: "canceled/expired_on_confirmation". */
export function codeOf({ status, cancellation_details }: YookassaPayment): string {
  const reason = cancellation_details?.reason
  return (reason ? `${status}/${reason}` : status).slice(0, MAX_CODE_LENGTH)
}

/** Whether a sum is exactly this one. */
export const isSum = ({ value, currency }: YookassaPayment["amount"], sum: Money): boolean =>
  currency === sum.currency && compareDecimals(value, sum.amount) === 0

/** What the ledger knows of a payment and YooKassa's answer does not tell. */
type KnownSums = Partial<Pick<KnownPayment, "captured" | "codes" | "status">>

/**
 * A payment as YooKassa shows it.
 *
 * Once a hold was captured in part, `amount` may be what was asked or what was captured: the documents leave it open. So
 * a captured hold shows nothing as asked, and as received the smaller one of `amount` and what our captures asked for. A
 * part that was captured in the cabinet counts as `amount`; where that is still what was asked, it looks like the whole.
 *
 * @param wasHeld whether this shop holds money first; without it the statuses seen so far tell
 */
export function observationOf(payment: YookassaPayment, known: KnownSums = {}, wasHeld = false): Observation {
  const { amount, refunded_amount, income_amount } = payment
  const isTaken = payment.status === "succeeded"
  const received = isTaken ? smaller(amount.value, known.captured) : null
  const refunded = isTaken ? (refunded_amount?.value ?? null) : null
  const isRefunded = received !== null && refunded !== null && covers(refunded, received)
  return {
    status: paymentStatusOf(payment, isRefunded).status,
    code: codeOf(payment),
    reference: payment.metadata.reference ?? "",
    gatewayId: payment.id,
    account: payment.recipient?.account_id ?? null,
    asked: isTaken && (wasHeld || isHeldBefore(known)) ? null : amount.value,
    received,
    held: payment.status === HELD ? amount.value : null,
    refunded,
    captureBefore: payment.status === HELD ? payment.expires_at : null,
    currency: amount.currency,
    fee: received === null ? null : feeOf(received, income_amount?.value),
    test: payment.test,
    paidAt: payment.captured_at,
    raw: rawPayment(payment),
  }
}

const isHeldBefore = ({ captured, codes, status }: KnownSums) =>
  captured !== undefined || status === "authorized" || codes?.includes(HELD) === true

const smaller = (shown: string, captured: Money | undefined) =>
  captured && compareDecimals(captured.amount, shown) < 0 ? captured.amount : shown

/** Whether all of it went back. */
const covers = (refunded: string, received: string) =>
  compareDecimals(received, "0") > 0 && compareDecimals(refunded, received) >= 0

/** What YooKassa keeps, with its tax; null where the sums shown do not belong together. */
function feeOf(received: string, income: string | undefined): string | null {
  if (income === undefined || compareDecimals(income, received) > 0) return null
  return subtractDecimals(received, income)
}

/** The fields that are kept: no card, names or phone, and nothing that YooKassa may add later. */
function rawPayment(payment: YookassaPayment): Record<string, unknown> {
  return {
    id: payment.id,
    status: payment.status,
    amount: payment.amount,
    income_amount: payment.income_amount ?? null,
    refunded_amount: payment.refunded_amount ?? null,
    created_at: payment.created_at,
    captured_at: payment.captured_at,
    expires_at: payment.expires_at,
    payment_method: payment.payment_method?.type ?? null,
    cancellation_details: payment.cancellation_details ?? null,
    receipt_registration: payment.receipt_registration,
    test: payment.test,
  }
}

/** A refund as YooKassa shows it. An undocumented status counts as pending. */
export function refundOf(refund: YookassaRefund): ObservedRefund {
  const { id, status, amount, cancellation_details } = refund
  return {
    gatewayId: id,
    status: status === "succeeded" ? "done" : status === "canceled" ? "failed" : "pending",
    amount: amount.value,
    reason: status === "canceled" ? (cancellation_details?.reason ?? null) : null,
    raw: {
      id,
      payment_id: refund.payment_id,
      status,
      amount,
      created_at: refund.created_at,
      cancellation_details: cancellation_details ?? null,
      receipt_registration: refund.receipt_registration,
    },
  }
}
