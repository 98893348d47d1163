import { iso } from "../clock"
import { formatUnits } from "../money"
import type { CardOutcome } from "./cards"
import { METHODS, type MethodName } from "./methods"
import type { YookassaShop } from "./shop"
import type { Cancellation, YookassaPaymentState, YookassaStatus } from "./types"

/** The card that paid. */
export interface Card extends Pick<CardOutcome, "brand" | "threeDSecure"> {
  number: string
}

/** A payment; units are 10^-8. */
export interface YookassaPayment {
  id: string
  shop: YookassaShop
  status: YookassaStatus
  asked: bigint
  currency: string
  /** What the shop has taken; null before. */
  captured: bigint | null
  /** Refunds that have succeeded. */
  refunded: bigint
  capture: boolean
  /** The merchant's choice, which the payer cannot change. */
  methodAsked: MethodName | null
  method: MethodName | null
  card: Card | null
  description: string | null
  metadata: Record<string, string>
  /** `merchant_customer_id`. */
  customerId: string | null
  returnUrl: string
  lang: "ru" | "en"
  receipts: unknown[]
  cancellation: Cancellation | null
  createdAt: number
  expiresAt: number | null
  capturedAt: number | null
}

export interface Money {
  value: string
  currency: string
}

export function money(units: bigint, currency: string): Money {
  return { value: formatUnits(units, "fixed2"), currency }
}

/** The `amount` of answers. The documents do not say which one it is after a partial capture. */
function shownAmount({ asked, captured, shop }: YookassaPayment): bigint {
  return captured === null || shop.settings.partialAmount === "original" ? asked : captured
}

/** The Payment of the documents, as it is now. */
export function apiPayment(payment: YookassaPayment, url: string): Record<string, unknown> {
  const { status, currency, shop, cancellation } = payment
  const amount = shownAmount(payment)
  const paid = status === "waiting_for_capture" || status === "succeeded"
  return {
    id: payment.id,
    status,
    paid,
    amount: money(amount, currency),
    // 3.5 %, as in the documents' sample.
    ...(paid && { income_amount: money(amount - kopecks((amount * 35n) / 1000n), currency) }),
    ...(status === "pending" && { confirmation: { type: "redirect", confirmation_url: url } }),
    ...(payment.card && { authorization_details: authorization(payment.card) }),
    created_at: iso(payment.createdAt),
    ...(status === "waiting_for_capture" && payment.expiresAt && { expires_at: iso(payment.expiresAt) }),
    ...(payment.capturedAt !== null && { captured_at: iso(payment.capturedAt) }),
    ...(payment.description !== null && { description: payment.description }),
    metadata: { ...payment.metadata },
    ...(payment.customerId !== null && { merchant_customer_id: payment.customerId }),
    ...(payment.method && { payment_method: paymentMethod(payment.id, payment.method, payment.card) }),
    recipient: { account_id: shop.id, gateway_id: shop.gatewayId },
    refundable: status === "succeeded" && payment.refunded < (payment.captured ?? 0n),
    ...(status === "succeeded" && { refunded_amount: money(payment.refunded, currency) }),
    ...(payment.receipts.length > 0 && shop.receipts && { receipt_registration: registration(status) }),
    ...(cancellation && { cancellation_details: { ...cancellation } }),
    test: shop.test,
  }
}

/** A fee is whole kopecks. */
function kopecks(units: bigint): bigint {
  return units - (units % 1_000_000n)
}

function authorization({ threeDSecure }: Card): Record<string, unknown> {
  return { rrn: "10000000000", auth_code: "000000", three_d_secure: { applied: threeDSecure } }
}

function paymentMethod(id: string, method: MethodName, card: Card | null): Record<string, unknown> {
  // Nothing is saved for later payments here.
  const common = { type: method, id, saved: false, status: "inactive" }
  if (card === null) return { ...common, title: METHODS[method].title }
  const last4 = card.number.slice(-4)
  return {
    ...common,
    title: `Bank card *${last4}`,
    card: {
      first6: card.number.slice(0, 6),
      last4,
      expiry_month: "12",
      expiry_year: "2030",
      card_type: card.brand,
    },
  }
}

function registration(status: YookassaStatus): string {
  return status === "succeeded" || status === "canceled" ? status : "pending"
}

/** The payment as `state()` shows it. */
export function paymentState(payment: YookassaPayment, url: string): YookassaPaymentState {
  return {
    id: payment.id,
    shopId: payment.shop.id,
    status: payment.status,
    amount: formatUnits(payment.asked, "fixed2"),
    currency: payment.currency,
    captured: payment.captured === null ? null : formatUnits(payment.captured, "fixed2"),
    refunded: formatUnits(payment.refunded, "fixed2"),
    capture: payment.capture,
    method: payment.method,
    description: payment.description,
    metadata: { ...payment.metadata },
    returnUrl: payment.returnUrl,
    url,
    test: payment.shop.test,
    receipts: [...payment.receipts],
    cancellation: payment.cancellation,
    createdAt: iso(payment.createdAt),
    expiresAt: iso(payment.expiresAt),
    capturedAt: iso(payment.capturedAt),
  }
}
