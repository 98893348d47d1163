import type { NextAction, Payer, PaymentRequest } from "../../core/gateway"
import type { ReceiptLine } from "../../core/money/receipt"
import type { TegroOptions } from "./options"
import { JsonNumber, type JsonValue } from "./php"
import { signFields } from "./signature"

/** The longest name of a receipt line that Tegro is known to take. */
const MAX_NAME = 128

const fillIn = (url: string | undefined, reference: string) =>
  url?.replaceAll("{reference}", encodeURIComponent(reference))

/** Russians write 7 9xx… as 8 9xx… at home; no country's code is 89. */
const phoneOf = ({ phone }: Payer) => phone?.replace(/^8(?=9\d{9}$)/, "7")

/** The body of createOrder, in which amounts are JSON numbers. */
export function createOrderParams(
  options: TegroOptions,
  request: PaymentRequest,
): Record<string, JsonValue | undefined> {
  const { payer, receipt } = request
  const fields = { email: payer.email, phone: phoneOf(payer) }
  return {
    currency: request.amount.currency,
    amount: JsonNumber.decimal(request.amount.amount),
    order_id: request.reference,
    payment_system: options.paymentSystem,
    fields: payer.email || payer.phone ? fields : undefined,
    receipt: options.sendReceipt ? { items: receipt.map(receiptItem) } : undefined,
  }
}

/** The name of a line, cut between characters. */
const nameOf = ({ name }: ReceiptLine) => [...name].slice(0, MAX_NAME).join("")

const receiptItem = (line: ReceiptLine) => ({
  name: nameOf(line),
  count: line.count,
  price: JsonNumber.decimal(line.price.amount),
})

/** The fields of `/pay/` and `/pay/form/`. Only the required ones and `test` are signed, as the text that is sent. */
export function payFields(options: TegroOptions, request: PaymentRequest): [string, string][] {
  const signed: [string, string][] = [
    ["shop_id", options.shopId],
    ["amount", request.amount.amount],
    ["currency", request.amount.currency],
    ["order_id", request.reference],
  ]
  if (options.test) signed.push(["test", "1"])
  const [signingKey] = options.secretKey
  const optional: [string, string | undefined][] = [
    ["lang", options.lang],
    ["payment_system", options.paymentSystem?.toString()],
    ["success_url", fillIn(options.successUrl, request.reference)],
    ["fail_url", fillIn(options.failUrl, request.reference)],
    ["notify_url", fillIn(options.notifyUrl, request.reference)],
    ["fields[email]", request.payer.email],
    ["fields[phone]", phoneOf(request.payer)],
    ...receiptFields(options.sendReceipt ? request.receipt : []),
    ["sign", signingKey && signFields(signed, signingKey)],
  ]
  return [...signed, ...optional.filter((field): field is [string, string] => Boolean(field[1]))]
}

const receiptFields = (receipt: readonly ReceiptLine[]): [string, string][] =>
  receipt.flatMap((line, index): [string, string][] => [
    [`receipt[items][${index}][name]`, nameOf(line)],
    [`receipt[items][${index}][count]`, line.count.toString()],
    [`receipt[items][${index}][price]`, line.price.amount],
  ])

/** A locally signed link or form. No call is made: Tegro makes the order when the shopper opens it. */
export function localCheckout(options: TegroOptions, request: PaymentRequest): NextAction {
  const fields = payFields(options, request)
  if (options.checkout === "form") {
    const { href } = new URL("pay/form/", options.baseUrl)
    return { type: "form", url: href, fields: Object.fromEntries(fields) }
  }
  const url = new URL("pay/", options.baseUrl)
  url.search = new URLSearchParams(fields).toString()
  return { type: "redirect", url: url.href }
}
