import { createHash } from "node:crypto"
import type { Secret } from "../../core/secret"
import { pythonFloatText, sentFloatText } from "./python"

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex")

/** The published formula: `sha256(payment_id + secret_key + status + str(float(sum)))`, nothing between. */
export function signPayment(paymentId: string, secretKey: Secret, status: string, sum: string): string {
  return signText(paymentId, secretKey, status, pythonFloatText(sum))
}

const signText = (paymentId: string, secretKey: Secret, status: string, floatText: string) =>
  sha256(paymentId + secretKey.reveal() + status + floatText)

/** The two-part formula: an id and the secret. */
export function signId(id: string, secretKey: Secret): string {
  return sha256(id + secretKey.reveal())
}

/** The signed values of a call about one payment. `sum` is what was asked. */
export interface PaymentFacts {
  paymentId: string
  sum: string
}

/**
 * Candidates for the calls whose formula is not published, likeliest first. The client tries the next one on a 401, and
 * stays with the one that was accepted.
 */
export const CANDIDATES = {
  get_status: ({ paymentId, sum }: PaymentFacts, secretKey: Secret): string[] => [
    signPayment(paymentId, secretKey, "pending", sum),
    signId(paymentId, secretKey),
    signPayment(paymentId, secretKey, "confirming", sum),
    signPayment(paymentId, secretKey, "accept", sum),
    signPayment(paymentId, secretKey, "confirm", sum),
    signPayment(paymentId, secretKey, "cancel", sum),
  ],
  update_status: (status: string, { paymentId, sum }: PaymentFacts, secretKey: Secret): string[] => [
    signPayment(paymentId, secretKey, status, sum),
    signPayment(paymentId, secretKey, "pending", sum),
    signId(paymentId, secretKey),
    sha256(paymentId + secretKey.reveal() + status),
  ],
  get_balance: (merchantId: string, secretKey: Secret): string[] => [
    signId(merchantId, secretKey),
    sha256(secretKey.reveal()),
  ],
} as const

/**
 * The signatures that a notification may have: over the sum in it or the asked one, with the status in it or the one that
 * m2cerber stores.
 */
export function notificationSignatures(
  notification: { paymentId: string; status: string; confirmSum: string | undefined },
  askedSum: string | undefined,
  secretKeys: readonly Secret[],
): string[] {
  const { paymentId, status, confirmSum } = notification
  const statuses = status === "confirm" ? ["confirm", "accept"] : [status]
  const sums = [confirmSum, askedSum].filter((sum) => sum !== undefined)
  return secretKeys.flatMap((secretKey) =>
    statuses.flatMap((signedStatus) =>
      sums.map((sum) => signText(paymentId, secretKey, signedStatus, sentFloatText(sum))),
    ),
  )
}
