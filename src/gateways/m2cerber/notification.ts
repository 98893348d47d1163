import { InvalidNotification } from "../../core/errors"
import type { RawNotification, SignedNotification } from "../../core/gateway"
import { compareDecimals } from "../../core/money/decimal"
import { Money } from "../../core/money"
import type { Secret } from "../../core/secret"
import { fieldOf, sentFields } from "../fields"
import { CURRENCY, readCallbackToken } from "./callback"
import { sentFloatText } from "./python"
import { sameSignature } from "../same-signature"
import { notificationSignatures } from "./signature"
import { fingerprintOf } from "./transform"

interface Webhook {
  paymentId: string
  status: string | undefined
  confirmSum: string | undefined
}

/**
 * Reads one of m2cerber's webhooks: accept (`confirm`), cancel, change sum (no status), or a payout's end (no sum).
 *
 * A signature that is sent must be valid. "Change sum" has none by the documents: it is believed by its callback token,
 * which only m2cerber got from us.
 * @throws InvalidNotification
 */
export function parseM2cerberNotification(
  raw: RawNotification,
  secretKeys: readonly Secret[],
): SignedNotification {
  const webhook = readWebhook({ fields: sentFields(raw) })
  const callback = readCallbackToken(raw.pathReference, secretKeys)
  if (callback && callback.paymentId !== webhook.paymentId) {
    throw new InvalidNotification("bad_signature", "m2cerber's webhook came to another payment's address")
  }
  const signature = raw.headers.signature
  if (
    signature
      ? hasValidSignature(signature, webhook, undefined, secretKeys)
      : isChangeSum(webhook) && callback
  ) {
    return notificationOf(webhook)
  }
  if (signature && callback && hasValidSignature(signature, webhook, callback.asked, secretKeys)) {
    return notificationOf(upTo(callback.asked, webhook))
  }
  throw new InvalidNotification("bad_signature", "m2cerber's webhook has no valid Signature")
}

/** A signature over the asked sum does not cover the sum in the webhook, of which no more than the asked one counts. */
function upTo(asked: Money, webhook: Webhook): Webhook {
  const { confirmSum } = webhook
  const isMore = confirmSum !== undefined && asked.lessThan(Money.floor(confirmSum, CURRENCY))
  return isMore ? { ...webhook, confirmSum: asked.amount } : webhook
}

const isChangeSum = (webhook: Webhook) => webhook.status === undefined

function readWebhook(raw: Pick<RawNotification, "fields">): Webhook {
  const paymentId = fieldOf(raw, "payment_id")
  const confirmSum = fieldOf(raw, "confirm_sum")
  const status = fieldOf(raw, "status")
  const wellFormed =
    /^\d{1,16}$/.test(paymentId ?? "") &&
    (status === undefined ? confirmSum !== undefined : status === "confirm" || status === "cancel") &&
    (confirmSum === undefined || isAmount(confirmSum))
  if (!paymentId || !wellFormed) {
    throw new InvalidNotification(
      "malformed_notification",
      "m2cerber's webhook has not the documented fields",
    )
  }
  return { paymentId, status, confirmSum }
}

/** Whether a signature can be made over a sum. It may be finer than a qəpik. */
function isAmount(text: string): boolean {
  try {
    return sentFloatText(text) !== ""
  } catch {
    return false
  }
}

/** The sum as the webhook wrote it; one that is finer than a qəpik is rounded down. */
function wholeQepiks(sum: string): string {
  const floor = Money.floor(sum, CURRENCY).amount
  return compareDecimals(floor, sum) === 0 ? sum : floor
}

function hasValidSignature(
  signature: string,
  webhook: Webhook,
  asked: Money | undefined,
  secretKeys: readonly Secret[],
): boolean {
  // A signed "change sum" is not documented. Its signature may cover any status that the payment may have.
  const statuses = webhook.status === undefined ? ["pending", "confirming", "confirm"] : [webhook.status]
  return statuses
    .flatMap((status) => notificationSignatures({ ...webhook, status }, asked?.amount, secretKeys))
    .some((expected) => sameSignature(expected, signature))
}

function notificationOf({ paymentId, status, confirmSum }: Webhook): SignedNotification {
  const claimed = status === "confirm" ? "paid" : status === "cancel" ? "canceled" : "underpaid"
  return {
    proof: "signed",
    subject: confirmSum === undefined ? "payout" : "payment",
    reference: paymentId,
    gatewayId: paymentId,
    claim: {
      status: claimed,
      received: confirmSum === undefined ? null : wholeQepiks(confirmSum),
      currency: null,
    },
    fingerprint: fingerprintOf({ paymentId, status, confirmSum }),
  }
}
