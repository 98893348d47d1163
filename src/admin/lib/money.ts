import { NUMBERS_AS } from "./azerbaijani"

const ISO_CODE = /^[a-z]{3}$/i
const PARTS = /^-?\d+(?:\.(\d+))?$/

// Amounts go to Intl as strings, which it formats exactly; as numbers the last digits could be wrong.
const exact = (amount: string) => amount as unknown as number

/**
 * An amount in words of the currency and the locale; no digit is lost.
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

/** What a person typed as an amount, with a point; undefined when it is none. */
export function readAmount(text: string): string | undefined {
  const amount = text.replace(/\s/g, "").replace(",", ".")
  return AMOUNT.test(amount) ? amount : undefined
}

/** Which of two amounts is more: negative, zero or positive, as for `sort`. Exact. */
export function compareAmounts(one: string, other: string): number {
  const decimals = decimalsOf(one, other)
  const difference = scaled(one, decimals) - scaled(other, decimals)
  return difference === 0n ? 0 : difference > 0n ? 1 : -1
}

/** One amount less another, no more than it; with as many digits as the finer of both. Exact. */
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
