import { createHash } from "node:crypto"
import { InvalidNotification } from "../../core/errors"
import type {
  Claims,
  Observation,
  ObservedPayout,
  RawNotification,
  SignedNotification,
} from "../../core/gateway"
import type { PaymentStatus } from "../../core/payment/payment-status"
import { fieldOf } from "../fields"
import { MAX_ID, MAX_REFERENCE } from "../words"
import { sortedQuery } from "./php"
import type { TegroOrder, TegroWithdrawal } from "./wire"

/**
 * Tegro's order status. 0 and 1 are documented; 2, 3, 4 and 9 are reported by integrations only, so none of them
 * means money. `known` is false for any other number.
 */
export function paymentStatusOf(code: number): { status: PaymentStatus; known: boolean } {
  switch (code) {
    case 0:
      return { status: "awaiting", known: true }
    case 1:
      return { status: "paid", known: true }
    case 2:
      return { status: "failed", known: true }
    case 3:
      return { status: "refunded", known: true }
    case 4:
      return { status: "processing", known: true }
    case 9:
      return { status: "canceled", known: true }
    // An unknown status is no money that may be captured, and does not say that none came either.
    default:
      return { status: "processing", known: false }
  }
}

/** A status "paid" without a date of payment contradicts itself and is not believed. */
function believedStatus(order: TegroOrder): PaymentStatus {
  const { status } = paymentStatusOf(order.status)
  return status === "paid" && !order.date_payed ? "processing" : status
}

/**
 * An order as Tegro's API shows it. It has a number for the currency, of which no table is published: the currency is that
 * of the signed notification, if one came.
 */
export function observationOf(order: TegroOrder, claims: Claims = {}): Observation {
  return {
    status: believedStatus(order),
    code: String(order.status),
    reference: order.payment_id,
    gatewayId: order.id,
    account: null,
    asked: order.amount,
    received: null,
    currency: claims.paid?.currency ?? null,
    fee: order.fee ?? null,
    test: Number(order.test_order ?? 0) === 1,
    paidAt: order.date_payed,
    raw: {
      id: order.id,
      status: order.status,
      amount: order.amount,
      fee: order.fee ?? null,
      payment_system_id: order.payment_system_id ?? null,
      date_created: order.date_created,
      date_payed: order.date_payed,
    },
  }
}

/** Withdrawals: 0 new, 1 paid out, 9 canceled. */
export function payoutOf(withdrawal: TegroWithdrawal, reference: string): ObservedPayout {
  const status = withdrawal.status === 1 ? "paid" : withdrawal.status === 9 ? "canceled" : "pending"
  return {
    reference: withdrawal.payment_id ?? reference,
    gatewayId: withdrawal.id,
    status,
    raw: {
      id: withdrawal.id,
      status: withdrawal.status,
      amount: withdrawal.amount,
      date_payed: withdrawal.date_payed,
    },
  }
}

/** The longest name of a currency. */
const MAX_CURRENCY = 10

/** Tegro's number, which a notification may lack. */
const idOf = (id: string | undefined) => (id && id.length <= MAX_ID ? id : null)

/**
 * Whether the fields can be Tegro's. A payment link of ours is signed with the same key in the same way, so whoever has it
 * could send its fields back as a notification; but no link signs a payment system or a status, which Tegro sends.
 */
const isMoreThanLink = (raw: Pick<RawNotification, "fields">) =>
  Boolean(fieldOf(raw, "payment_system")) || fieldOf(raw, "status") !== undefined

/** Reads a notification whose signature has been verified. */
export function notificationOf(raw: Pick<RawNotification, "fields">): SignedNotification {
  const reference = fieldOf(raw, "order_id")
  const currency = fieldOf(raw, "currency")
  if (!reference || reference.length > MAX_REFERENCE || (currency?.length ?? 0) > MAX_CURRENCY) {
    throw new InvalidNotification(
      "malformed_notification",
      "Tegro's notification has no order_id, or a field of it is too long",
    )
  }
  if (!isMoreThanLink(raw)) {
    throw new InvalidNotification(
      "malformed_notification",
      "Tegro's notification names neither a payment system nor a status",
    )
  }
  const code = fieldOf(raw, "status")
  const content = sortedQuery(raw.fields.filter(([name]) => name !== "sign"))
  return {
    proof: "signed",
    subject: "payment",
    reference,
    gatewayId: idOf(fieldOf(raw, "id")),
    // The documented notification has no status and is sent after payment.
    claim: {
      status: code === undefined ? "paid" : paymentStatusOf(Number(code)).status,
      received: null,
      currency: currency?.toUpperCase() ?? null,
    },
    fingerprint: createHash("sha256").update(content).digest("hex"),
  }
}
