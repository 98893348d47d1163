import { MathBN } from "@medusajs/framework/utils"
import {
  cartReceipt,
  Money,
  receiptLines,
  type EntryGateway,
  type PricedLine,
  type ReceiptLine,
} from "../../core"
import type { ProviderDependencies } from "./dependencies"
import { moneyFromMedusa } from "../../medusa/money"
import type { CartOfPayment } from "../../medusa/reads/cart-of-payment"

type Dependencies = Pick<ProviderDependencies, "cart" | "runtime">

/** The cart that is paid for. One that cannot be read stops no payment. */
export async function cartOf(
  gateway: Pick<EntryGateway, "name" | "sendsReceipt">,
  { cart, runtime }: Dependencies,
  collectionId: string,
): Promise<CartOfPayment | undefined> {
  try {
    return await cart(collectionId, gateway.sendsReceipt)
  } catch (error) {
    runtime.log.warn(
      `cart not read: gateway=${gateway.name} payment_collection_id=${collectionId} error=${(error as Error).message}`,
    )
    return undefined
  }
}

/** The cart's lines, or the whole sum as one line where they are not wanted or do not make up the sum. */
export function receiptOf(
  gateway: Pick<EntryGateway, "name" | "sendsReceipt">,
  { runtime }: Dependencies,
  cart: CartOfPayment | undefined,
  reference: string,
  amount: Money,
): ReceiptLine[] {
  if (gateway.sendsReceipt) {
    try {
      return linesOf(cart, amount)
    } catch (error) {
      runtime.log.warn(
        `receipt has one line: gateway=${gateway.name} reference=${reference} error=${(error as Error).message}`,
      )
    }
  }
  return receiptLines([{ name: `Order ${reference}`, count: 1, total: amount }], amount)
}

/**
 * The receipt of a part of what a cart was paid with: nobody says for which goods, so each line bears its share. Nothing
 * where no receipts are sent.
 */
export function partialReceiptOf(
  gateway: Pick<EntryGateway, "name" | "sendsReceipt">,
  { runtime }: Pick<Dependencies, "runtime">,
  cart: CartOfPayment | undefined,
  reference: string,
  amount: Money,
): ReceiptLine[] {
  if (!gateway.sendsReceipt) return []
  try {
    const lines = pricedLines(cart, amount.currency)
    const total = lines.reduce((sum, line) => sum.plus(line.total), Money.zero(amount.currency))
    return cartReceipt(lines, total.minus(amount), amount)
  } catch (error) {
    runtime.log.warn(
      `receipt has one line: gateway=${gateway.name} reference=${reference} error=${(error as Error).message}`,
    )
    return receiptLines([{ name: `Order ${reference}`, count: 1, total: amount }], amount)
  }
}

function linesOf(cart: CartOfPayment | undefined, amount: Money): ReceiptLine[] {
  const lines = pricedLines(cart, amount.currency)
  return cartReceipt(lines, moneyFromMedusa(cart?.creditLineTotal ?? 0, amount.currency), amount)
}

function pricedLines(cart: CartOfPayment | undefined, currency: string): PricedLine[] {
  if (!cart) {
    throw new RangeError("there is no cart")
  }
  return cart.lines.map(({ name, quantity, total }) => ({
    name,
    count: countOf(quantity),
    total: moneyFromMedusa(total, currency),
  }))
}

/** Half a metre of cloth is one line of one piece. */
function countOf(quantity: CartOfPayment["lines"][number]["quantity"]): number {
  const count = MathBN.convert(quantity)
  return count.isInteger() && count.isPositive() ? count.toNumber() : 1
}
