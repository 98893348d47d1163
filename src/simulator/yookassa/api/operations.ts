import type { Outcome } from "../../web/call"
import { invalid, listed, success, YookassaRefusal } from "./answer"
import type { YookassaBackend } from "../backend"
import { newPayment } from "./create-payment"
import { apiPayment, type YookassaPayment } from "../payment"
import { amountAt, checkFields, metadataAt, textAt, type Json } from "./read"
import { receiptAt } from "./receipt"
import { apiRefund, type YookassaRefund } from "../refund"
import type { YookassaShop } from "../shop"

/** What a call may use. */
export interface CallContextOf {
  backend: YookassaBackend
  shop: YookassaShop
  checkoutUrl: (payment: YookassaPayment) => string
  /** The id in the address, "" where there is none. */
  id: string
  query: URLSearchParams
  body: Json
}

type Operation = (context: CallContextOf) => Outcome

const ONE_RUBLE = 100_000_000n
const GONE = "Incorrect payment_id. Payment doesn't exist or access denied"

/** The reading calls. */
export const READS: Record<string, Operation> = {
  getPayment: (context) => answer(context, paymentOf(context)),
  listPayments: ({ backend, shop, query, checkoutUrl }) => {
    const mine = backend.payments.filter((one) => one.shop === shop)
    const { page, next } = backend.cursors.page(mine, query, [
      "status",
      "payment_method",
      "created_at",
      "captured_at",
    ])
    return listed(
      page.map((payment) => apiPayment(payment, checkoutUrl(payment))),
      next,
    )
  },
  getRefund: ({ backend, shop, id }) => {
    const refund = backend.refunds.find((one) => one.id === id && one.payment.shop === shop)
    if (!refund)
      throw new YookassaRefusal(shop.settings.notFound, "Refund not found or forbidden", "refund_id")
    return success(apiRefund(refund))
  },
  listRefunds: ({ backend, shop, query }) => {
    const mine = backend.refunds.filter((one) => one.payment.shop === shop)
    const rows = mine.map((refund) => ({ ...refund, paymentId: refund.payment.id }))
    const { page, next } = backend.cursors.page(rows, query, ["status", "payment_id", "created_at"])
    return listed(page.map(apiRefund), next)
  },
  me: ({ shop }) => {
    if (!shop.settings.me) throw new YookassaRefusal(403, "You do not have permission for this operation")
    const provider = shop.settings.receipts === "cheki" ? "yoo_receipt" : "atol"
    return success({
      account_id: shop.id,
      status: "enabled",
      test: shop.test,
      fiscalization: { enabled: shop.receipts, ...(shop.receipts && { provider }) },
      fiscalization_enabled: shop.receipts,
      payment_methods: shop.methods,
      itn: "7700000000",
    })
  },
}

/** The calls that change something, each under a key. */
export const WRITES: Record<string, Operation> = {
  createPayment: (context) => answer(context, context.backend.create(newPayment(context.body, context.shop))),
  capturePayment,
  // Whatever body comes: the official PHP client sends a stale one.
  cancelPayment: (context) => {
    const payment = paymentOf(context)
    if (payment.status !== "waiting_for_capture")
      throw invalid("Payment can not be canceled in current status.", "payment_id")
    context.backend.cancel(payment)
    return answer(context, payment)
  },
  createRefund,
}

function answer({ checkoutUrl }: CallContextOf, payment: YookassaPayment): Outcome {
  return success(apiPayment(payment, checkoutUrl(payment)))
}

/** The payment in the address; one of another shop is unknown. */
function paymentOf({ backend, shop, id }: CallContextOf): YookassaPayment {
  const payment = backend.payments.find((one) => one.id === id && one.shop === shop)
  if (!payment) throw new YookassaRefusal(shop.settings.notFound, GONE, "payment_id")
  return payment
}

/** Captures all of the hold, or once a part of it. */
function capturePayment(context: CallContextOf): Outcome {
  const { body, backend, shop } = context
  const payment = paymentOf(context)
  checkFields(body, ["amount", "receipt"], ["airline", "transfers", "deal"])
  if (payment.capture) throw invalid("You can not capture payment with autocapture", "payment_id")
  if (payment.status !== "waiting_for_capture")
    throw invalid("Payment can not be captured in current status.", "payment_id")
  const amount =
    body.amount === undefined || body.amount === null ? payment.asked : amountAt(body.amount, "amount")
  if (amount > payment.asked) throw invalid("Illegal amount for capture", "amount")
  const receipt = receiptAt(body, shop, { sum: amount, required: amount < payment.asked })
  backend.capture(payment, amount, receipt)
  return answer(context, payment)
}

/** Refunds at least a ruble, and leaves nothing or at least a ruble. */
function createRefund({ body, backend, shop }: CallContextOf): Outcome {
  checkFields(
    body,
    ["payment_id", "amount", "description", "metadata", "receipt"],
    ["sources", "deal", "refund_method_data"],
  )
  const payment = backend.payments.find((one) => one.id === body.payment_id && one.shop === shop)
  if (!payment) throw invalid(GONE, "payment_id")
  const amount = amountAt(body.amount, "amount")
  checkRefund(backend, payment, amount)
  const isPart = amount < (payment.captured ?? 0n)
  const refund: YookassaRefund = backend.refund({
    payment,
    amount,
    description: textAt(body, "description", 250),
    metadata: metadataAt(body),
    via: "api",
    receipt: receiptAt(body, shop, { sum: amount, required: isPart, refund: true }) ?? null,
  })
  return success(apiRefund(refund))
}

function checkRefund(backend: YookassaBackend, payment: YookassaPayment, amount: bigint): void {
  if (payment.status !== "succeeded")
    throw invalid("Payment can not be refunded in current status.", "payment_id")
  const left = backend.refundable(payment)
  if (left === 0n) throw invalid("Payment is already completely refunded", "payment_id")
  if (amount > left) throw invalid("Refund sum exceeded", "amount")
  if (amount < ONE_RUBLE) throw invalid("Payment amount is illegal", "amount.value")
  if (amount < left && left - amount < ONE_RUBLE)
    throw invalid("Remaining payment amount after refund must be greater than 1.00 RUB", "amount")
}
