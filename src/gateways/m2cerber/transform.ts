import { createHash } from "node:crypto"
import type { Claims, KnownPayment, Observation } from "../../core/gateway"
import { Money } from "../../core/money"
import type { PaymentStatus } from "../../core/payment/payment-status"
import { CURRENCY } from "./callback"
import type { M2cerberOptions } from "./options"

/** "YYYY-MM-DD HH:MM:SS" as in the documents' samples; they name no zone, so Baku's (UTC+4, no summer time). */
export function createTime(now: number): string {
  return new Date(now + 4 * 3_600_000).toISOString().slice(0, 19).replace("T", " ")
}

/** get_status's word while m2cerber checks what the payer says. */
const IN_CONFIRMATION = "confirming"

/**
 * get_status in our words. "accept" is both what the payer claims and the final word in the newer document, so it
 * counts as paid only where something else speaks for it too: a signed notification, the merchant's trust, or that
 * get_status itself has said "confirming" before, since the payer's word is told only while it says "pending". Unproven,
 * it is more than pending and no money.
 */
export function paymentStatusOf(
  code: string,
  { claims, codes }: Pick<KnownPayment, "claims" | "codes">,
  trust: M2cerberOptions["trustStatusPoll"],
): { status: PaymentStatus; known: boolean } {
  const confirmed = claims.paid !== undefined
  const wasInConfirmation = codes.includes(IN_CONFIRMATION)
  switch (code) {
    case "pending":
      return { status: "awaiting", known: true }
    case IN_CONFIRMATION:
      return { status: "processing", known: true }
    case "confirm":
      return { status: confirmed || trust !== "never" ? "paid" : "processing", known: true }
    case "accept":
      return {
        status:
          confirmed || trust === "always" || (trust === "after_confirming" && wasInConfirmation)
            ? "paid"
            : "processing",
        known: true,
      }
    case "cancel":
      return { status: "canceled", known: true }
    // Nobody knows what it means: no money that may be captured, and no word that none came.
    default:
      return { status: "processing", known: false }
  }
}

/**
 * What is known to have arrived, by the authenticated notifications: the larger of the sums that they told. Nobody says
 * whether the final one tells the whole sum or only the last part, so a part and a final sum are never added up.
 */
export function receivedOf(claims: Claims): Money | null {
  const read = (text: string | null | undefined) => (text ? Money.floor(text, CURRENCY) : null)
  const part = read(claims.underpaid?.received)
  const final = read(claims.paid?.received)
  return part && final?.lessThan(part) ? part : (final ?? part)
}

/** What get_status answered: which payment, and its word for where it stands. */
export interface M2cerberStatus {
  paymentId: string
  status: string
}

export function observationOf(
  payment: Pick<KnownPayment, "amount" | "claims">,
  status: PaymentStatus,
  answer: M2cerberStatus,
): Observation {
  const received = receivedOf(payment.claims)
  const code = answer.status
  const isPart = received?.isPositive === true && received.lessThan(payment.amount)
  const stillOpen = status === "awaiting" || status === "processing"
  return {
    status: stillOpen && isPart ? "underpaid" : status,
    code,
    reference: answer.paymentId,
    gatewayId: answer.paymentId,
    account: null,
    asked: null,
    received: received?.amount ?? null,
    currency: null,
    fee: null,
    test: false,
    paidAt: null,
    raw: { status: code },
  }
}

/** Equal for equal content. */
export function fingerprintOf(fields: Record<string, string | undefined>): string {
  return createHash("sha256").update(JSON.stringify(fields)).digest("hex")
}
