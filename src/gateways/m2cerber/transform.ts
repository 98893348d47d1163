import { createHash } from "node:crypto"
import { MAX_CODE_LENGTH, type Claims, type KnownPayment, type Observation } from "../../core/gateway"
import { Money } from "../../core/money"
import { hasReached, type PaymentStatus } from "../../core/payment-status"
import { CURRENCY } from "./callback"
import type { M2cerberOptions } from "./options"

/** "YYYY-MM-DD HH:MM:SS" as in the documents' samples; they name no zone, so Baku's (UTC+4, no summer time). */
export function createTime(now: number): string {
  return new Date(now + 4 * 3_600_000).toISOString().slice(0, 19).replace("T", " ")
}

/**
 * get_status in our words. "accept" is both what the payer claims and the final word in the newer document, so it
 * counts as paid only where something else speaks for it too.
 */
export function paymentStatusOf(
  code: string,
  payment: Pick<KnownPayment, "status" | "claims">,
  trust: M2cerberOptions["trustStatusPoll"],
): { status: PaymentStatus; known: boolean } {
  const confirmed = payment.claims.paid !== undefined
  const wasInConfirmation = hasReached(payment.status, "processing")
  switch (code) {
    case "pending":
      return { status: "awaiting", known: true }
    case "confirming":
      return { status: "processing", known: true }
    case "confirm":
      return { status: confirmed || trust !== "never" ? "paid" : "processing", known: true }
    case "accept":
      // Unproven, it stays "awaiting": as "processing" it would count as seen in confirmation the next time.
      return {
        status:
          confirmed || trust === "always" || (trust === "after_confirming" && wasInConfirmation)
            ? "paid"
            : "awaiting",
        known: true,
      }
    case "cancel":
      return { status: "canceled", known: true }
    default:
      return { status: "awaiting", known: false }
  }
}

/**
 * What has arrived, by the authenticated notifications. The final one tells either the whole sum or only the last
 * part; when the part before and the last one make up exactly what was asked, they are added.
 */
export function receivedOf(asked: Money, claims: Claims): Money | null {
  const read = (text: string | null | undefined) => (text ? Money.of(text, CURRENCY) : null)
  const part = read(claims.underpaid?.received)
  const final = read(claims.paid?.received)
  if (final && part && final.lessThan(asked) && part.plus(final).equals(asked)) {
    return asked
  }
  return final ?? part
}

export function observationOf(payment: KnownPayment, status: PaymentStatus, code: string): Observation {
  const received = receivedOf(payment.amount, payment.claims)
  const isPart = received?.isPositive === true && received.lessThan(payment.amount)
  const stillOpen = status === "awaiting" || status === "processing"
  return {
    status: stillOpen && isPart ? "underpaid" : status,
    code: code.slice(0, MAX_CODE_LENGTH),
    reference: payment.reference,
    gatewayId: payment.reference,
    account: null,
    asked: null,
    received: received?.amount ?? null,
    currency: null,
    fee: null,
    test: false,
    paidAt: null,
    raw: { status: code.slice(0, MAX_CODE_LENGTH) },
  }
}

/** Equal for equal content. */
export function fingerprintOf(fields: Record<string, string | undefined>): string {
  return createHash("sha256").update(JSON.stringify(fields)).digest("hex")
}
