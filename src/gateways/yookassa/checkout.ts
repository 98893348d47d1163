import { GatewayDeclined, IntegrityError, OutcomeUnknown } from "../../core/errors"
import type { CreatedPayment, EntryPolicy, PaymentRequest } from "../../core/gateway"
import type { YookassaClient } from "./client"
import { LEAST, moneyBody } from "./money-body"
import type { YookassaOptions } from "./options"
import { receiptBody } from "./receipt"
import { codeOf, isSum } from "./transform"
import type { YookassaPayment } from "./wire"
import { MAX_URL } from "../words"

type Policy = Pick<EntryPolicy, "sendsReceipt">

/** Longest description; it is shown to the shopper and in the cabinet. */
const MAX_DESCRIPTION = 128

/** The body of a new payment. `capture` is always sent, since YooKassa's default is to hold. */
export function paymentBody(options: YookassaOptions, policy: Policy, request: PaymentRequest) {
  const { reference, amount, payer, receipt, isHold = false } = request
  const { returnUrl, locale, paymentMethod, receipt: words } = options
  return {
    amount: moneyBody(amount),
    capture: !isHold,
    confirmation: {
      type: "redirect",
      return_url: fillIn(returnUrl, reference),
      ...(locale && { locale }),
    },
    ...(paymentMethod && { payment_method_data: { type: paymentMethod } }),
    description: (locale === "en_US" ? `Payment ${reference}` : `Оплата ${reference}`).slice(
      0,
      MAX_DESCRIPTION,
    ),
    // YooKassa has no field for a merchant's number; `metadata` comes back in every answer.
    metadata: { reference },
    ...(policy.sendsReceipt && words && { receipt: receiptBody(words, receipt, payer, amount) }),
  }
}

function fillIn(url: string, reference: string): string {
  const filled = url.replaceAll("{reference}", encodeURIComponent(reference))
  if (filled.length > MAX_URL) {
    throw new GatewayDeclined(`returnUrl is longer than ${MAX_URL} characters with ${reference} in it`)
  }
  return filled
}

/** Asks for a payment. The reference is its idempotence key too, so that a repetition makes no second payment. */
export async function createPayment(
  client: YookassaClient,
  options: YookassaOptions,
  policy: Policy,
  request: PaymentRequest,
): Promise<CreatedPayment> {
  const { reference, amount } = request
  if (amount.minor < LEAST) {
    throw new GatewayDeclined(
      `${amount} is less than the 1.00 RUB that can be paid this way. Please choose another one.`,
      "amount_not_supported",
    )
  }
  const body = JSON.stringify(paymentBody(options, policy, request))
  const made = await client.createPayment(reference, body)
  assertAsAsked(made, options, request)
  if (made.status === "canceled") {
    throw new GatewayDeclined(
      `YooKassa canceled ${reference} at once (${codeOf(made)})`,
      "gateway_declined",
      codeOf(made),
    )
  }
  return { gatewayId: made.id, next: { type: "redirect", url: addressOf(made, reference) } }
}

/** A key that was used before, for other data, answers with that earlier payment. */
function assertAsAsked(made: YookassaPayment, { shopId }: YookassaOptions, request: PaymentRequest): void {
  const { reference, amount } = request
  if (made.metadata.reference !== reference || !isSum(made.amount, amount)) {
    throw new IntegrityError(
      "reference_mismatch",
      `YooKassa answered about another payment than ${reference}`,
    )
  }
  if (made.recipient && made.recipient.account_id !== shopId) {
    throw new IntegrityError("shop_mismatch", `YooKassa made ${reference} for another shop than ${shopId}`)
  }
}

/** The page to pay on. Without one the payment exists and nobody can pay it. */
function addressOf({ confirmation }: YookassaPayment, reference: string): string {
  const text = confirmation?.confirmation_url ?? ""
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new OutcomeUnknown(`YooKassa made ${reference} and named no page to pay it on`)
  }
  return text
}
