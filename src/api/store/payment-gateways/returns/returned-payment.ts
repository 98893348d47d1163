import { readReference } from "../../../../core"
import type { PaymentView, ReturnedPayment } from "../types"

/** A return address has no more candidates than this. */
const MOST = 3

/** References that consist of digits have this length. */
const DIGITS = /^\d{12,16}$/

/** The values of a return page's query that may be references of ours, whatever the parameter's name. */
export function referencesIn(query: Readonly<Record<string, unknown>>): string[] {
  const values = Object.values(query).flatMap(
    (value) => (Array.isArray(value) ? value : [value]) as unknown[],
  )
  const candidates = values.filter(
    (value): value is string =>
      typeof value === "string" && (readReference(value) !== undefined || DIGITS.test(value)),
  )
  return [...new Set(candidates)].slice(0, MOST)
}

/** What anybody who knows a payment's reference may see of it. */
export function returnedPayment(payment: PaymentView): ReturnedPayment {
  const { status, reserved, superseded, order_canceled, poll_after_ms, order_id } = payment
  return { status, reserved, superseded, order_canceled, poll_after_ms, has_order: order_id !== null }
}
