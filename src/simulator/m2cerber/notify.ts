import { formatUnits } from "../money"
import type { NotificationFields } from "../notifier/encode"
import type { NotificationPolicy } from "../notifier/policy"
import type { Draft, Seal } from "../notifier/record"
import { received, type M2cerberPayment, type M2cerberPayout } from "./payment"
import { sign, type SignatureChoice } from "./signature"

export interface NotifyContext {
  policy: NotificationPolicy
  signatures: SignatureChoice
}

/** "Accept payment" and "Cancel payment" of the documents, or a status of no document. */
export function statusWebhook(payment: M2cerberPayment, status: string, context: NotifyContext): Draft {
  const sum = status === "confirm" ? confirmSum(payment, context.policy) : "0"
  const seal = headerSeal(payment, status, sum, context)
  const known = status === "confirm" || status === "cancel"
  const fields = { status, payment_id: payment.paymentId, confirm_sum: sum }
  return draft(payment, known ? status : "status", fields, seal)
}

/** "Change sum": a number for `payment_id`, no status, and in the documents no signature. */
export function changeSumWebhook(payment: M2cerberPayment, context: NotifyContext): Draft {
  const sum = confirmSum(payment, context.policy)
  const fields = {
    payment_id: Number(payment.paymentId),
    confirm_sum: sum,
    payment_sum: formatUnits(payment.asked, context.policy.amountFormat),
  }
  const seal = context.policy.changeSumSigned ? headerSeal(payment, "pending", sum, context) : null
  return draft(payment, "change_sum", fields, seal)
}

/** The webhook of a payout has the outcome only, so that its signature covers the sum that was asked. */
export function payoutWebhook(payout: M2cerberPayout, status: string, { signatures }: NotifyContext): Draft {
  const value = sign("payout_webhook", signatures, {
    secret: payout.merchant.secretKey,
    paymentId: payout.paymentId,
    status,
    originalSum: payout.sumText,
  })
  const seal: Seal = { place: "header", name: "Signature", value }
  return draft(payout, "payout", { status, payment_id: payout.paymentId }, seal)
}

function draft(
  about: { paymentId: string; callbackUrl: string },
  event: string,
  fields: NotificationFields,
  seal: Seal | null,
): Draft {
  return { gateway: "m2cerber", event, subject: about.paymentId, url: about.callbackUrl, fields, seal }
}

function confirmSum(payment: M2cerberPayment, policy: NotificationPolicy): string {
  const units = policy.confirmSum === "last" ? (payment.transfers.at(-1) ?? 0n) : received(payment)
  return formatUnits(units, policy.amountFormat)
}

function headerSeal(
  payment: M2cerberPayment,
  status: string,
  sum: string,
  { signatures }: NotifyContext,
): Seal {
  const value = sign("webhook", signatures, {
    secret: payment.merchant.secretKey,
    paymentId: payment.paymentId,
    status,
    stored: payment.status,
    sum,
    originalSum: payment.sumText,
  })
  return { place: "header", name: "Signature", value }
}
