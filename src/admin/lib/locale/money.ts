import { NUMBERS_AS } from "./azerbaijani"

const ISO_CODE = /^[a-z]{3}$/i
const PARTS = /^-?\d+(?:\.(\d+))?$/

// Intl formats strings exactly; of a number the last digits could be wrong.
const exact = (amount: string) => amount as unknown as number

/**
 * An amount in the form of the currency and the locale, with all its digits.
 *
 * @param amount decimal string in major units
 * @param currency ISO code, or a coin's such as "usdt", in any case; null for a bare number
 */
export function formatMoney(amount: string, currency: string | null, locale: string): string {
  const digits = PARTS.exec(amount)?.[1]?.length ?? 0
  const code = currency?.toUpperCase() ?? ""
  if (!PARTS.test(amount)) return `${amount} ${code}`.trim()
  const fraction = { minimumFractionDigits: Math.min(Math.max(digits, 2), 20), maximumFractionDigits: 20 }
  const numbers = locale === "az" ? NUMBERS_AS : locale
  if (!ISO_CODE.test(code)) {
    return `${new Intl.NumberFormat(numbers, fraction).format(exact(amount))} ${code}`.trim()
  }
  const style = { style: "currency", currency: code, currencyDisplay: "narrowSymbol" } as const
  return new Intl.NumberFormat(numbers, { ...style, ...fraction }).format(exact(amount))
}

const AMOUNT = /^\d{1,20}(?:\.\d{1,18})?$/

/** A typed amount as a decimal string; undefined when it is none. */
export function readAmount(text: string): string | undefined {
  const amount = text.replace(/\s/g, "").replace(",", ".")
  return AMOUNT.test(amount) ? amount : undefined
}

/** Compares two amounts exactly, as `sort` wants it. */
export function compareAmounts(one: string, other: string): number {
  const decimals = decimalsOf(one, other)
  const difference = scaled(one, decimals) - scaled(other, decimals)
  return difference === 0n ? 0 : difference > 0n ? 1 : -1
}

/** One amount less a smaller or equal one, exactly, with as many digits as the finer of both. */
export function subtractAmounts(one: string, other: string): string {
  const decimals = decimalsOf(one, other)
  const rest = (scaled(one, decimals) - scaled(other, decimals)).toString().padStart(decimals + 1, "0")
  const cut = rest.length - decimals
  return decimals === 0 ? rest : `${rest.slice(0, cut)}.${rest.slice(cut)}`
}

/** Whether an amount has no more digits behind the point than another one. */
export const isAsCoarseAs = (one: string, other: string): boolean =>
  fractionOf(one).length <= fractionOf(other).length

const fractionOf = (text: string) => text.split(".")[1] ?? ""

const decimalsOf = (...amounts: string[]) => Math.max(...amounts.map((amount) => fractionOf(amount).length))

const scaled = (text: string, decimals: number) =>
  BigInt(text.split(".")[0] + fractionOf(text).padEnd(decimals, "0"))
