import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { readRows } from "../container"

/** Whom a cart names. */
export interface CartContact {
  email: string | null
  phones: (string | null | undefined)[]
}

/** A cart, as far as a payment needs it. Amounts are Medusa's own, unrounded and with taxes. */
export interface CartOfPayment extends CartContact {
  /** Goods and shipping; empty unless the caller asked for lines. */
  lines: { name: string; quantity: BigNumberInput; total: BigNumberInput }[]
  /** What gift cards and credit take off the total. */
  creditLineTotal: BigNumberInput
}

interface Address {
  phone: string | null
}

interface CartRow {
  email: string | null
  shipping_address: Address | null
  billing_address: Address | null
  credit_line_total?: BigNumberInput
  items?: {
    title: string
    variant_title: string | null
    quantity: BigNumberInput
    total: BigNumberInput
  }[]
  shipping_methods?: { name: string; total: BigNumberInput }[]
}

const CONTACT = ["email", "shipping_address.phone", "billing_address.phone"]
const LINES = [
  "total",
  "credit_line_total",
  "items.title",
  "items.variant_title",
  "items.quantity",
  "items.total",
  "shipping_methods.name",
  "shipping_methods.total",
]

/** The cart of a payment collection; undefined where there is none, as for a draft order. */
export async function readCart(
  container: MedusaContainer,
  collectionId: string,
  withLines: boolean,
): Promise<CartOfPayment | undefined> {
  const fields = [...CONTACT, ...(withLines ? LINES : [])].map((field) => `cart.${field}`)
  const [link] = await readRows<{ cart?: CartRow }>(container, {
    entity: "cart_payment_collection",
    fields,
    filters: { payment_collection_id: collectionId },
  })
  const cart = link?.cart
  if (!cart) return undefined
  return {
    email: cart.email,
    phones: [cart.shipping_address?.phone, cart.billing_address?.phone],
    lines: linesOf(cart),
    creditLineTotal: cart.credit_line_total ?? 0,
  }
}

function linesOf({ items = [], shipping_methods = [] }: CartRow): CartOfPayment["lines"] {
  return [
    ...items.map(({ title, variant_title, quantity, total }) => ({
      name: variant_title && variant_title !== title ? `${title}, ${variant_title}` : title,
      quantity,
      total,
    })),
    ...shipping_methods.map(({ name, total }) => ({ name, quantity: 1, total })),
  ]
}
