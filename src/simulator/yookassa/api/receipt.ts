import { multiplyUnits, numberText, parseUnits } from "../../money"
import { invalid } from "./answer"
import { amountAt, checkFields, flagAt, isObject, textAt, type Json } from "./read"
import type { YookassaShop } from "../shop"
import type { YookassaSettings } from "../types"

const SUBJECTS = [
  ...["commodity", "excise", "job", "service", "gambling_bet", "gambling_prize", "lottery", "lottery_prize"],
  ...["intellectual_activity", "payment", "agent_commission", "property_right", "non_operating_gain"],
  ...["insurance_premium", "sales_tax", "resort_fee", "composite", "another", "fine", "tax", "lien", "cost"],
  ...["agent_withdrawals", "pension_insurance_without_payouts", "pension_insurance_with_payouts"],
  ...["health_insurance_without_payouts", "health_insurance_with_payouts", "health_insurance", "casino"],
  ...["marked", "non_marked", "marked_excise", "non_marked_excise"],
]
const MODES = [
  ...["full_prepayment", "partial_prepayment", "advance", "full_payment", "partial_payment", "credit"],
  "credit_payment",
]
const MEASURES = [
  ...["piece", "gram", "kilogram", "ton", "centimeter", "decimeter", "meter", "square_centimeter"],
  ...[
    "square_decimeter",
    "square_meter",
    "milliliter",
    "liter",
    "cubic_meter",
    "kilowatt_hour",
    "gigacalorie",
  ],
  ...["day", "hour", "minute", "second", "kilobyte", "megabyte", "gigabyte", "terabyte", "another"],
]

const FIELDS = [
  ...["customer", "items", "internet", "tax_system_code", "timezone", "receipt_industry_details"],
  ...["receipt_operational_details", "additional_user_props"],
  // Of a receipt of its own; a client's types ask for them in a refund's receipt too.
  ...["type", "send", "settlements", "payment_id", "refund_id", "on_behalf_of"],
]
const ITEM_FIELDS = [
  ...["description", "quantity", "amount", "vat_code", "measure", "payment_subject", "payment_mode"],
  ...["country_of_origin_code", "customs_declaration_number", "excise", "product_code", "mark_code_info"],
  "planned_status",
  ...["mark_mode", "mark_quantity", "supplier", "agent_type", "payment_subject_industry_details"],
]

const WRONG = "Receipt is missing or illegal"

/** What a receipt is for. */
interface ReceiptNeed {
  sum: bigint
  required: boolean
  /** Whether it is a refund's, in which `measure` is not required: the official client leaves it out. */
  refund?: boolean
}

/** The receipt of a request, checked by 54-FZ and against its sum; undefined where it has none and needs none. */
export function receiptAt(body: Json, shop: YookassaShop, need: ReceiptNeed): unknown {
  const { receipt } = body
  if (receipt === undefined || receipt === null) {
    if (need.required && shop.receipts) throw invalid(WRONG, "receipt")
    return undefined
  }
  if (!isObject(receipt)) throw invalid(WRONG, "receipt")
  checkFields(receipt, FIELDS, [], "receipt")
  checkCustomer(receipt.customer, shop.settings.receipts)
  checkTaxSystem(receipt.tax_system_code, shop.settings.receipts)
  flagAt(receipt, "internet", true, "receipt.internet")
  const { items } = receipt
  const limit = shop.settings.receipts === "cheki" ? 80 : 100
  if (!Array.isArray(items) || items.length === 0 || items.length > limit)
    throw invalid(WRONG, "receipt.items")
  const musts = { subject: shop.receipts, measure: limit === 80 && !need.refund }
  const total = items.reduce(
    (before: bigint, item: unknown, index) => before + lineSum(item, `receipt.items[${index}]`, musts),
    0n,
  )
  if (total !== need.sum) throw invalid(WRONG, "receipt.items")
  return receipt
}

/** Email or phone; "Cheki" sends its receipts by email only. A phone is digits, without "+". */
function checkCustomer(customer: unknown, receipts: YookassaSettings["receipts"]): void {
  if (!isObject(customer)) throw invalid(WRONG, "receipt.customer")
  checkFields(customer, ["email", "phone", "full_name", "inn"], [], "receipt.customer")
  const email = textAt(customer, "email", 254, "receipt.customer.email")
  const phone = textAt(customer, "phone", 64, "receipt.customer.phone")
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw invalid(WRONG, "receipt.customer.email")
  if (phone !== null && !/^\d{10,15}$/.test(phone)) throw invalid(WRONG, "receipt.customer.phone")
  if (email === null && (phone === null || receipts === "cheki")) throw invalid(WRONG, "receipt.customer")
}

function checkTaxSystem(code: unknown, receipts: YookassaSettings["receipts"]): void {
  if (code === undefined) return
  if (receipts === "cheki" || !isCode(code, 6)) throw invalid(WRONG, "receipt.tax_system_code")
}

/** Price of one unit times quantity, exact: a line that is no whole number of kopecks has no sum. */
function lineSum(item: unknown, path: string, musts: { subject: boolean; measure: boolean }): bigint {
  if (!isObject(item)) throw invalid(WRONG, path)
  checkFields(item, ITEM_FIELDS, [], path)
  if (!textAt(item, "description", 128, `${path}.description`)) throw invalid(WRONG, `${path}.description`)
  if (!isCode(item.vat_code, 12)) throw invalid(WRONG, `${path}.vat_code`)
  checkChoice(item.payment_subject, SUBJECTS, musts.subject, `${path}.payment_subject`)
  checkChoice(item.payment_mode, MODES, musts.subject, `${path}.payment_mode`)
  checkChoice(item.measure, MEASURES, musts.measure, `${path}.measure`)
  const line = multiplyUnits(
    quantityAt(item.quantity, `${path}.quantity`),
    amountAt(item.amount, `${path}.amount`),
  )
  if (line === null || line % 1_000_000n !== 0n) throw invalid(WRONG, `${path}.quantity`)
  return line
}

/** At most 99999.999 in three decimals, as a number or, as in older samples, as text. */
function quantityAt(quantity: unknown, path: string): bigint {
  const text = typeof quantity === "string" ? quantity : numberText(quantity)
  const units = text !== null && /^\d{1,5}(\.\d{1,3})?$/.test(text) ? parseUnits(text) : null
  if (units === null || units === 0n) throw invalid(WRONG, path)
  return units
}

function checkChoice(value: unknown, choices: readonly string[], required: boolean, path: string): void {
  if (value === undefined && !required) return
  if (!choices.includes(value as string)) throw invalid(WRONG, path)
}

function isCode(value: unknown, last: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= last
}
