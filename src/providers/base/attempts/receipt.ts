import { MathBN } from "@medusajs/framework/utils"
import {
  cartReceipt,
  Money,
  receiptLines,
  type EntryGateway,
  type PricedLine,
  type ReceiptLine,
} from "../../../core"
import { moneyFromMedusa } from "../../../medusa/money"
import type { CartOfPayment } from "../../../medusa/reads/cart-of-payment"
import type { ProviderDependencies } from "../dependencies"

type Dependencies = Pick<ProviderDependencies, "cart" | "runtime">

type Gateway = Pick<EntryGateway, "name" | "sendsReceipt">

/** Reads the cart that is paid for. A cart that cannot be read stops no payment. */
export async function cartOf(
  gateway: Gateway,
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

/** The receipt of a payment: the cart's lines, or one line where they are not wanted or do not make up the amount. */
export function receiptOf(
  gateway: Gateway,
  dependencies: Pick<Dependencies, "runtime">,
  cart: CartOfPayment | undefined,
  reference: string,
  amount: Money,
): ReceiptLine[] {
  const linesOf = () => {
    const credit = moneyFromMedusa(cart?.creditLineTotal ?? 0, amount.currency)
    return cartReceipt(pricedLines(cart, amount.currency), credit, amount)
  }
  return gateway.sendsReceipt
    ? orOneLine(linesOf, gateway, dependencies, reference, amount)
    : oneLine(reference, amount)
}

/**
 * The receipt of a partial capture or refund; empty where the gateway takes no receipts. Nobody says which goods the part
 * is for, so each line bears its share.
 */
export function partialReceiptOf(
  gateway: Gateway,
  dependencies: Pick<Dependencies, "runtime">,
  cart: CartOfPayment | undefined,
  reference: string,
  amount: Money,
): ReceiptLine[] {
  const linesOf = () => {
    const lines = pricedLines(cart, amount.currency)
    const total = lines.reduce((sum, line) => sum.plus(line.total), Money.zero(amount.currency))
    return cartReceipt(lines, total.minus(amount), amount)
  }
  return gateway.sendsReceipt ? orOneLine(linesOf, gateway, dependencies, reference, amount) : []
}

function orOneLine(
  linesOf: () => ReceiptLine[],
  { name }: Gateway,
  { runtime }: Pick<Dependencies, "runtime">,
  reference: string,
  amount: Money,
): ReceiptLine[] {
  try {
    return linesOf()
  } catch (error) {
    runtime.log.warn(
      `receipt has one line: gateway=${name} reference=${reference} error=${(error as Error).message}`,
    )
    return oneLine(reference, amount)
  }
}

const oneLine = (reference: string, amount: Money): ReceiptLine[] =>
  receiptLines([{ name: `Order ${reference}`, count: 1, total: amount }], amount)

function pricedLines(cart: CartOfPayment | undefined, currency: string): PricedLine[] {
  if (!cart) throw new RangeError("there is no cart")
  return cart.lines.map(({ name, quantity, total }) => ({
    name,
    count: countOf(quantity),
    total: moneyFromMedusa(total, currency),
  }))
}

/** Receipts count whole pieces: half a metre of cloth is one piece. */
function countOf(quantity: CartOfPayment["lines"][number]["quantity"]): number {
  const count = MathBN.convert(quantity)
  return count.isInteger() && count.isPositive() ? count.toNumber() : 1
}
