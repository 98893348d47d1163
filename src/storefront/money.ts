/**
 * Writes an amount for people, in their language.
 *
 * @param amount decimal string in major units; written exactly, whatever digits a browser thinks that its currency has
 */
export function formatMoney(amount: string, currencyCode: string, locale: string): string {
  const currency = currencyCode.toUpperCase()
  // Few fonts have the sign of the manat.
  const currencyDisplay = currency === "AZN" ? "code" : "narrowSymbol"
  const style = { style: "currency", currency, currencyDisplay } as const
  // Browsers go by how people write prices (1,491 Ft), payments by ISO 4217 (1490.50).
  const usual = new Intl.NumberFormat(written(locale), style).resolvedOptions().maximumFractionDigits ?? 2
  const digits = Math.max(usual, amount.split(".")[1]?.length ?? 0)
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const format = new Intl.NumberFormat(written(locale), { ...style, ...fraction })
  // Strings are formatted without a detour over binary fractions; TypeScript's own types learn it with ES2023.
  return format.format(amount as unknown as number)
}

/** Chromium knows the name of Azerbaijani and nothing more of it. German sums are written alike: "1.234,50 AZN". */
const written = (locale: string) => (/^az\b/i.test(locale) ? "de" : locale)
