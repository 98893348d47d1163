import { GatewayDeclined, IntegrityError } from "../../core/errors"
import type { EntryPolicy, KnownPayment, NewOperation, ObservedRefund, Operation } from "../../core/gateway"
import { compareDecimals } from "../../core/money/decimal"
import type { Runtime } from "../../core/runtime"
import { unlessUnknown } from "../not-found"
import type { YookassaClient } from "./client"
import { findInList } from "./look-up"
import { LEAST, moneyBody } from "./money-body"
import type { YookassaOptions } from "./options"
import { numberOf, whilePossible } from "./payment-state"
import { receiptBody } from "./receipt"
import { isSum, refundOf } from "./transform"
import type { YookassaRefund } from "./wire"

const MAX_DESCRIPTION = 250

/** The most pages that are read of one payment's refunds: 1,000 refunds. */
const MAX_PAGES = 10

/**
 * The body of a refund. Its key is sent along, and comes back in every list. A refund of all that was asked for needs no
 * receipt, since YooKassa makes it out of the payment's own; what is left after a part was captured or refunded has none.
 */
export function refundBody(
  { receipt: words }: YookassaOptions,
  { sendsReceipt }: Pick<EntryPolicy, "sendsReceipt">,
  payment: KnownPayment,
  { key, amount, isWhole, receipt, payer, reason }: NewOperation,
) {
  assertRefundable(payment, amount, isWhole)
  const isOfAll = isWhole && amount.equals(payment.amount)
  return {
    payment_id: numberOf(payment),
    amount: moneyBody(amount),
    ...(reason && { description: [...reason].slice(0, MAX_DESCRIPTION).join("") }),
    metadata: { refund: key },
    ...(sendsReceipt && words && !isOfAll && { receipt: receiptBody(words, receipt, payer, amount) }),
  }
}

/** At least one ruble is returned, and nothing or at least one ruble is left. */
function assertRefundable({ amount: asked }: KnownPayment, amount: NewOperation["amount"], isWhole: boolean) {
  const left = asked.minus(amount)
  if (amount.minor < LEAST) {
    throw new GatewayDeclined(
      `${amount} is less than the 1.00 RUB that YooKassa refunds.`,
      "amount_not_supported",
    )
  }
  if (!isWhole && left.minor < LEAST) {
    throw new GatewayDeclined(
      `A refund of ${amount} would leave less than 1.00 RUB of the payment, which YooKassa declines. Refund all that is left, or less.`,
      "amount_not_supported",
    )
  }
}

/** Returns captured money the way it came. */
export async function refundPayment(
  client: YookassaClient,
  runtime: Runtime,
  payment: KnownPayment,
  operation: Operation,
): Promise<ObservedRefund> {
  const refund = await whilePossible(
    client,
    payment,
    ({ status, amount, refunded_amount }) =>
      status === "succeeded" && compareDecimals(refunded_amount?.value ?? "0", amount.value) < 0,
    () => client.createRefund(operation.key, operation.body),
  )
  return observed(refund, runtime, payment, operation)
}

/** A refund by its number, else by our key among those of its payment; null only when YooKassa has none of it. */
export async function fetchRefund(
  client: YookassaClient,
  runtime: Runtime,
  payment: KnownPayment,
  operation: Operation,
): Promise<ObservedRefund | null> {
  const { gatewayId, key } = operation
  const refund =
    gatewayId === null
      ? await search(client, numberOf(payment), key)
      : await unlessUnknown(client.refund(gatewayId))
  return refund && observed(refund, runtime, payment, operation)
}

function search(client: YookassaClient, paymentId: string, key: string): Promise<YookassaRefund | null> {
  const list = { name: `YooKassa's list of refunds of ${paymentId}`, maxPages: MAX_PAGES }
  const read = (cursor: string | null) => client.refunds({ payment_id: paymentId }, cursor)
  return findInList(list, read, ({ metadata }) => metadata.refund === key)
}

const STATUSES = ["pending", "succeeded", "canceled"]

function observed(
  refund: YookassaRefund,
  { log }: Runtime,
  payment: KnownPayment,
  { key, amount }: Operation,
): ObservedRefund {
  const isOurs =
    refund.payment_id === payment.gatewayId && refund.metadata.refund === key && isSum(refund.amount, amount)
  if (!isOurs) {
    throw new IntegrityError("reference_mismatch", `YooKassa answered about another refund than ${key}`)
  }
  if (!STATUSES.includes(refund.status)) {
    log.warn(`refund has an unknown status: gateway=yookassa refund_id=${refund.id}; it counts as pending`)
  }
  return refundOf(refund)
}
