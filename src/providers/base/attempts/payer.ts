import type { InitiatePaymentInput } from "@medusajs/framework/types"
import { phoneDigits, type Payer, type Storefront } from "../../../core"
import type { CartContact } from "../../../medusa/reads/cart-of-payment"

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/
/** A field that the gateway asks for; only the gateway knows its form. */
const OWN = /^[^\0]{1,200}$/

const text = (value: unknown) => (typeof value === "string" ? value.trim() : "")
const first = (pattern: RegExp, values: string[]) => values.find((value) => pattern.test(value))

/** The person that a cart names, who gets the receipts of captures and refunds. */
export const payerOfCart = (cart: CartContact | undefined): Payer => payerOf({}, cart)

/**
 * Who pays: the person that the cart names, else the customer that Medusa knows, else what the shopper typed. These only
 * fill the gateway's form, and values of a wrong form are left out. The gateway's own fields come from what the shopper
 * typed alone: a refund may go to the account that they name, and a cart's phone can belong to the person who gets the
 * parcel.
 */
export function payerOf(
  { data, context }: Pick<InitiatePaymentInput, "data" | "context">,
  cart: CartContact | undefined,
  storefront?: Pick<Storefront, "fields">,
): Payer {
  const customer = context?.customer
  const email = first(EMAIL, [cart?.email, customer?.email, data?.email].map(text))
  const phone = [...(cart?.phones ?? []), customer?.phone, data?.phone]
    .map((value) => phoneDigits(text(value)))
    .find((digits) => digits !== undefined)
  const fields = (storefront?.fields ?? []).flatMap(({ name }) => {
    const typed = first(OWN, [text(data?.[name])])
    return typed ? [[name, typed]] : []
  })
  return {
    ...(email && { email }),
    ...(phone && { phone }),
    ...(fields.length > 0 && { fields: Object.fromEntries(fields) as Record<string, string> }),
  }
}
