import type { InitiatePaymentInput } from "@medusajs/framework/types"
import type { Payer } from "../../core"

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/
const PHONE = /^\d{7,15}$/

const text = (value: unknown) => (typeof value === "string" ? value.trim() : "")
const digits = (value: unknown) => text(value).replace(/[\s()+-]/g, "")
const matching = (pattern: RegExp, value: string) => (pattern.test(value) ? value : undefined)

/**
 * Who pays: the customer that Medusa knows, else what the shopper typed. It only fills the gateway's form, so a wrong
 * one harms nobody else; anything that does not look right is left out.
 */
export function payerOf({ data, context }: Pick<InitiatePaymentInput, "data" | "context">): Payer {
  const customer = context?.customer
  const email = matching(EMAIL, text(customer?.email)) ?? matching(EMAIL, text(data?.email))
  const phone = matching(PHONE, digits(customer?.phone)) ?? matching(PHONE, digits(data?.phone))
  const wallet = matching(PHONE, digits(data?.user_wallet))
  return { ...(email && { email }), ...(phone && { phone }), ...(wallet && { wallet }) }
}
