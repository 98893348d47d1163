import { formatUnits } from "../../money"
import { header, type WebRequest } from "../../web/message"
import { M2cerberRefusal } from "./answer"
import type { M2cerberBackend } from "../backend"
import { walletImage } from "../image"
import * as param from "./params"
import { received, type M2cerberPayment, type M2cerberPayout, type Merchant } from "../payment"
import { sign, type SignatureParts, type SignedCall } from "../signature"

/** What a method may use. */
export interface MethodContext {
  backend: M2cerberBackend
  request: WebRequest
  walletLink: (paymentId: string) => string
}

type Method = (context: MethodContext) => Record<string, unknown>

/** The methods under `bot_api/` and the HTTP method each wants. */
export const API_METHODS: Record<string, { verb: "GET" | "POST"; run: Method }> = {
  get_wallet: { verb: "POST", run: getWallet },
  update_status: { verb: "POST", run: updateStatus },
  get_status: { verb: "GET", run: getStatus },
  get_balance: { verb: "GET", run: getBalance },
  payout: { verb: "POST", run: payout },
}

function getWallet(context: MethodContext): Record<string, unknown> {
  const { backend, request, walletLink } = context
  const params = param.postParams(request)
  const paymentId = param.paymentId(params)
  const userWallet = param.text(params, "user_wallet")
  const { sumText, units } = param.sum(params, "sum")
  const { callbackUrl, createTime, merchId } = param.common(params)
  const merchant = knownMerchant(backend, merchId)
  checkSignature(context, "get_wallet", {
    secret: merchant.secretKey,
    paymentId,
    status: "pending",
    sum: sumText,
  })
  refuseTaken(backend, paymentId)
  const payment = backend.open({
    paymentId,
    merchant,
    userWallet,
    asked: units,
    sumText,
    callbackUrl,
    createTime,
  })
  return {
    payment_id: shownId(backend, paymentId),
    wallet_link: walletLink(paymentId),
    image: walletImage(walletLink(paymentId), backend.quirks.image),
    wallet_number: payment.walletNumber,
  }
}

function updateStatus(context: MethodContext): Record<string, unknown> {
  const { backend, request } = context
  const params = param.postParams(request)
  const paymentId = param.paymentId(params)
  const status = param.text(params, "status")
  if (status !== "accept" && status !== "cancel")
    throw new M2cerberRefusal(400, "status must be accept or cancel")
  const payment = backend.payments.find((one) => one.paymentId === paymentId)
  if (!payment) throw unknownPayment(backend)
  checkSignature(context, "update_status", { ...partsOf(payment), status })
  backend.claim(payment, status)
  const key = backend.quirks.misspelt ? "paymnet_id" : "payment_id"
  return { [key]: shownId(backend, paymentId), status: shownStatus(backend, payment.status) }
}

/** The status of a payment or a payout: the documents of both name this address. */
function getStatus(context: MethodContext): Record<string, unknown> {
  const { backend, request } = context
  const paymentId = param.paymentId(param.getParams(request, backend.quirks.getTransport))
  const found = [...backend.payments, ...backend.payouts].find((one) => one.paymentId === paymentId)
  if (!found) throw unknownPayment(backend)
  checkSignature(context, "get_status", { ...partsOf(found), status: "pending" })
  return { payment_id: shownId(backend, paymentId), status: lookedUpStatus(backend, found.status) }
}

function getBalance(context: MethodContext): Record<string, unknown> {
  const { backend, request } = context
  const params = param.getParams(request, backend.quirks.getTransport)
  const merchId = String(params.merch_id ?? "")
  if (merchId === "") throw new M2cerberRefusal(400, "missing field merch_id")
  const from = param.day(params, "start_date", " 00:00:00")
  const to = param.day(params, "end_date", " 23:59:59")
  const merchant = knownMerchant(backend, merchId)
  checkSignature(context, "get_balance", { secret: merchant.secretKey, merchId })
  const mine = backend.payments.filter(
    ({ merchant: owner, createTime }) =>
      owner === merchant && (from === null || createTime >= from) && (to === null || createTime <= to),
  )
  const suffix = backend.quirks.balanceKeys === "sum" ? "_sum" : ""
  return {
    [`canceled${suffix}`]: total(mine, ["cancel"], (payment) => payment.asked),
    [`confirm${suffix}`]: total(mine, ["accept"], received),
    [`pending${suffix}`]: total(mine, ["pending", "confirming"], (payment) => payment.asked),
  }
}

function payout(context: MethodContext): Record<string, unknown> {
  const { backend, request } = context
  const params = param.postParams(request)
  const paymentId = param.paymentId(params)
  const { sumText, units } = param.sum(params, "payment_sum")
  const walletNumber = param.text(params, "wallet_number")
  const { callbackUrl, merchId } = param.common(params)
  const merchant = knownMerchant(backend, merchId)
  checkSignature(context, "payout", {
    secret: merchant.secretKey,
    paymentId,
    status: "pending",
    sum: sumText,
  })
  refuseTaken(backend, paymentId)
  if (merchant.payoutBalance < units) throw new M2cerberRefusal(400, "insufficient balance")
  const opened = backend.openPayout({
    paymentId,
    merchant,
    walletNumber,
    amount: units,
    sumText,
    callbackUrl,
  })
  return { payment_id: shownId(backend, paymentId), status: opened.status }
}

function knownMerchant(backend: M2cerberBackend, merchId: string): Merchant {
  const merchant = backend.merchant(merchId)
  if (!merchant) throw new M2cerberRefusal(404, "merchant not found")
  return merchant
}

/** The error in the API's own words, or in those of its framework. */
function unknownPayment({ quirks }: M2cerberBackend): M2cerberRefusal {
  return quirks.notFound === "detail"
    ? new M2cerberRefusal(404, "Not found.", "detail")
    : new M2cerberRefusal(404, "payment not found")
}

function checkSignature({ backend, request }: MethodContext, call: SignedCall, parts: SignatureParts): void {
  if (header(request, "signature") !== sign(call, backend.signatures, parts)) {
    throw new M2cerberRefusal(401, "wrong Signature")
  }
}

function partsOf(one: M2cerberPayment | M2cerberPayout): SignatureParts {
  const { merchant, paymentId, sumText, status } = one
  return { secret: merchant.secretKey, paymentId, stored: status, originalSum: sumText }
}

function refuseTaken(backend: M2cerberBackend, paymentId: string): void {
  if (backend.isTaken(paymentId)) throw new M2cerberRefusal(400, "payment_id exists")
}

function shownId(backend: M2cerberBackend, paymentId: string): number | string {
  return backend.quirks.idType === "number" ? Number(paymentId) : paymentId
}

function shownStatus(backend: M2cerberBackend, status: string): string {
  return status === "accept" ? backend.quirks.paidStatus : status
}

/** The status of get_status, which may show the payer's claim by the same name as money. */
function lookedUpStatus(backend: M2cerberBackend, status: string): string {
  return status === "confirming" ? backend.quirks.claimedStatus : shownStatus(backend, status)
}

/** The exact total, as a JSON number: sums are numbers in the documents. */
function total(
  payments: readonly M2cerberPayment[],
  statuses: readonly string[],
  units: (payment: M2cerberPayment) => bigint,
): number {
  const fitting = payments.filter((payment) => statuses.includes(payment.status))
  const sum = fitting.reduce((all, payment) => all + units(payment), 0n)
  return Number(formatUnits(sum, "plain"))
}
