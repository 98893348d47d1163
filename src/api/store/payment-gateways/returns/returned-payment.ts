import { readReference } from "../../../../core"
import type { PaymentView, ReturnedPayment } from "../types"

/** More of them stand in no return address. */
const MOST = 3

/** Digits, of the length that our references of digits have. */
const DIGITS = /^\d{12,16}$/

/**
 * What in a return page's query may be a reference of ours, whatever it is called there: `order_id`, `number`, or the
 * merchant's own word.
 */
export function referencesIn(query: Readonly<Record<string, unknown>>): string[] {
  const values = Object.values(query).flatMap(
    (value) => (Array.isArray(value) ? value : [value]) as unknown[],
  )
  const may = values.filter(
    (value): value is string =>
      typeof value === "string" && (readReference(value) !== undefined || DIGITS.test(value)),
  )
  return [...new Set(may)].slice(0, MOST)
}

/** Of a payment what anybody may see who knows its reference. */
export function returnedPayment(payment: PaymentView): ReturnedPayment {
  const { status, reserved, superseded, order_canceled, poll_after_ms, order_id } = payment
  return { status, reserved, superseded, order_canceled, poll_after_ms, has_order: order_id !== null }
}
