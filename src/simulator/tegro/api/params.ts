import { multiplyUnits, numberText, parseUnits } from "../../money"
import { TegroRefusal } from "./answer"
import { phpEmpty } from "../php"
import type { TegroReceiptItem } from "../types"

/** Body of an API call. */
export type Params = Record<string, unknown>

/** The text of this refusal is the real one; the texts of the others are invented. */
export function requireParams(params: Params, ...names: string[]): void {
  for (const name of names) {
    if (phpEmpty(params[name])) throw new TegroRefusal(`Empty required param ${name}`)
  }
}

/** A positive JSON number: the docs' type of `amount`. */
export function amountParam(params: Params): { text: string; units: bigint } {
  const text = numberText(params.amount)
  const units = text === null ? null : parseUnits(text)
  if (text === null || units === null || units <= 0n)
    throw new TegroRefusal("Wrong param amount: a positive number")
  return { text, units }
}

export function stringParam(params: Params, name: string): string {
  const value = params[name]
  if (typeof value !== "string") throw new TegroRefusal(`Wrong param ${name}: a string`)
  return value
}

export function optionalString(params: Params, name: string): string | null {
  return params[name] === undefined || params[name] === null ? null : stringParam(params, name)
}

export function optionalInteger(params: Params, name: string): number | null {
  const value = params[name]
  if (value === undefined || value === null) return null
  if (typeof value !== "number" || !Number.isInteger(value))
    throw new TegroRefusal(`Wrong param ${name}: an integer`)
  return value
}

export function objectParam(params: Params, name: string): Params {
  const value = params[name] ?? {}
  if (typeof value !== "object" || Array.isArray(value))
    throw new TegroRefusal(`Wrong param ${name}: an object`)
  return value as Params
}

/** `receipt.items[].{name,count,price}` of the API, numbers as the docs show them. */
export function receiptParam(params: Params): TegroReceiptItem[] | null {
  if (params.receipt === undefined || params.receipt === null) return null
  const { items } = objectParam(params, "receipt")
  if (!Array.isArray(items) || items.length === 0) throw new TegroRefusal("Wrong param receipt: items")
  return items.map((item: unknown) => {
    const { name, count, price } = (item ?? {}) as Params
    const [countText, priceText] = [numberText(count), numberText(price)]
    if (typeof name !== "string" || name === "" || countText === null || priceText === null) {
      throw new TegroRefusal("Wrong param receipt: each item needs name, count and price")
    }
    return { name, count: countText, price: priceText }
  })
}

/** Whether the lines add up to the amount; a line that is no decimal never does. */
function receiptMatches(receipt: readonly TegroReceiptItem[], amount: bigint): boolean {
  let total = 0n
  for (const { count, price } of receipt) {
    const [countUnits, priceUnits] = [parseUnits(count), parseUnits(price)]
    const line = countUnits === null || priceUnits === null ? null : multiplyUnits(countUnits, priceUnits)
    if (line === null) return false
    total += line
  }
  return total === amount
}

/** Checks the receipt against the amount and the shop's rule. Both texts are those of the real pages. */
export function checkReceipt(receipt: TegroReceiptItem[] | null, amount: bigint, required: boolean): void {
  if (receipt === null && required) throw new TegroRefusal("Не указан обязательный параметр receipt")
  if (receipt !== null && !receiptMatches(receipt, amount)) {
    throw new TegroRefusal("Стоимость товара не сходится с суммой оплаты")
  }
}
