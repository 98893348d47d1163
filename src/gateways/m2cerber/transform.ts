import { createHash } from "node:crypto"
import type { Claims, KnownPayment, Observation } from "../../core/gateway"
import { Money } from "../../core/money"
import type { PaymentStatus } from "../../core/payment/payment-status"
import { CURRENCY } from "./callback"
import type { M2cerberOptions } from "./options"

/** "YYYY-MM-DD HH:MM:SS" as in the documents' samples, in Baku's time (UTC+4, no summer time): they name no zone. */
export function createTime(now: number): string {
  return new Date(now + 4 * 3_600_000).toISOString().slice(0, 19).replace("T", " ")
}

/** The status while m2cerber checks what the payer says. */
const IN_CONFIRMATION = "confirming"

/**
 * Maps the status of get_status. "accept" is both the payer's claim and, in the newer document, the final status. It
 * counts as paid only with a further proof: a signed notification, the option `trustStatusPoll`, or an earlier
 * "confirming", since we send the payer's claim only while the status is "pending". Without proof it is `processing`.
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
    // An unknown status is no money that may be captured, and does not say that none came either.
    default:
      return { status: "processing", known: false }
  }
}

/**
 * What has arrived by the authenticated notifications: the larger one of their sums. The documents do not say whether the
 * final one tells the whole sum or only its last part, so that sums are never added up.
 */
export function receivedOf(claims: Claims): Money | null {
  const read = (text: string | null | undefined) => (text ? Money.floor(text, CURRENCY) : null)
  const part = read(claims.underpaid?.received)
  const final = read(claims.paid?.received)
  return part && final?.lessThan(part) ? part : (final ?? part)
}

/** The answer of get_status. */
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
