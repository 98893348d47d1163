import { parseUnits } from "../../money"
import { httpUrl } from "../../pages/html"
import { invalid } from "./answer"
import type { NewPayment } from "../backend"
import { isMethod, METHODS, type MethodName } from "../methods"
import { amountAt, checkFields, flagAt, isObject, metadataAt, objectAt, textAt, type Json } from "./read"
import { receiptAt } from "./receipt"
import type { YookassaShop } from "../shop"

const FIELDS = [
  ...["amount", "capture", "confirmation", "description", "metadata", "receipt", "recipient", "client_ip"],
  ...["payment_method_data", "save_payment_method", "merchant_customer_id"],
]
/** Documented, and not played here. */
const OTHER = [
  "payment_token",
  "payment_method_id",
  "airline",
  "transfers",
  "deal",
  "receiver",
  "payment_order",
  "statements",
]

/** Reads the body of `POST /payments`, or throws what the documents answer. */
export function newPayment(body: Json, shop: YookassaShop): NewPayment {
  checkFields(body, FIELDS, OTHER)
  const asked = amountAt(body.amount, "amount")
  checkLimits(asked, shop)
  // False is the documented default: a payment that nobody captures.
  const capture = flagAt(body, "capture", false)
  const methodAsked = methodAt(body, shop)
  if (!capture && methodAsked !== null && METHODS[methodAsked].holdMs === null)
    throw invalid("Payment method can not be used without autocapture", "capture")
  flagAt(body, "save_payment_method", false)
  textAt(body, "client_ip", 45)
  checkRecipient(body.recipient, shop)
  return {
    shop,
    asked,
    currency: "RUB",
    capture,
    methodAsked,
    description: textAt(body, "description", 128),
    metadata: metadataAt(body),
    customerId: textAt(body, "merchant_customer_id", 200),
    ...confirmationAt(body.confirmation),
    receipt: receiptAt(body, shop, { sum: asked, required: true }),
  }
}

function checkLimits(asked: bigint, { settings }: YookassaShop): void {
  const [least, most] = [parseUnits(settings.minAmount) ?? 0n, parseUnits(settings.maxAmount) ?? 0n]
  if (asked < least || asked > most) throw invalid("Payment amount is illegal", "amount.value")
}

/** Redirects only: widgets and QR codes have no page of their own. */
function confirmationAt(value: unknown): Pick<NewPayment, "returnUrl" | "lang"> {
  const confirmation = objectAt(value, "confirmation")
  if (confirmation.type !== "redirect") throw invalid("Illegal confirmation type", "confirmation.type")
  checkFields(confirmation, ["type", "return_url", "locale", "enforce"], [], "confirmation")
  const returnUrl = textAt(confirmation, "return_url", 2048, "confirmation.return_url")
  if (!returnUrl) throw invalid("Return url is missing", "confirmation.return_url")
  if (httpUrl(returnUrl) === "") throw invalid("Return url is illegal", "confirmation.return_url")
  flagAt(confirmation, "enforce", false, "confirmation.enforce")
  const locale = confirmation.locale ?? "ru_RU"
  if (locale !== "ru_RU" && locale !== "en_US") throw invalid("Locale is illegal", "confirmation.locale")
  return { returnUrl, lang: locale === "en_US" ? "en" : "ru" }
}

/** Without it the payer chooses on the page. */
function methodAt({ payment_method_data: data }: Json, shop: YookassaShop): MethodName | null {
  if (data === undefined || data === null) return null
  const { type } = objectAt(data, "payment_method_data")
  if (!isMethod(type) || !shop.methods.includes(type))
    throw invalid("Payment method is not available", "payment_method_data.type")
  return type
}

function checkRecipient(recipient: unknown, shop: YookassaShop): void {
  if (recipient === undefined || recipient === null) return
  if (!isObject(recipient) || recipient.gateway_id !== shop.gatewayId)
    throw invalid("Recipient is illegal", "recipient.gateway_id")
}
