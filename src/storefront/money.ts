/**
 * Writes an amount in the language of whoever reads it.
 *
 * @param amount decimal string in major units; all its digits are written, whatever digits a browser gives its currency
 */
export function formatMoney(amount: string, currencyCode: string, locale: string): string {
  const currency = currencyCode.toUpperCase()
  // Few fonts have the sign of the manat.
  const currencyDisplay = currency === "AZN" ? "code" : "narrowSymbol"
  const style = { style: "currency", currency, currencyDisplay } as const
  const readable = readableLocale(locale)
  // Browsers write prices as people do (1,491 Ft); payments have the digits of ISO 4217 (1490.50).
  const usual = new Intl.NumberFormat(readable, style).resolvedOptions().maximumFractionDigits ?? 2
  const digits = Math.max(usual, amount.split(".")[1]?.length ?? 0)
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const format = new Intl.NumberFormat(readable, { ...style, ...fraction })
  // A string is formatted exactly; TypeScript's types of ES2022 do not know that it is allowed.
  return format.format(amount as unknown as number)
}

/** Chromium lacks the data of Azerbaijani. German sums are written alike: "1.234,50 AZN". */
const readableLocale = (locale: string) => (/^az\b/i.test(locale) ? "de" : locale)
