/**
 * Writes an amount for people, in their language.
 *
 * @param amount decimal string in major units; written exactly
 */
export function formatMoney(amount: string, currencyCode: string, locale: string): string {
  const currency = currencyCode.toUpperCase()
  // Few fonts have the sign of the manat.
  const currencyDisplay = currency === "AZN" ? "code" : "narrowSymbol"
  const format = new Intl.NumberFormat(known(locale), { style: "currency", currency, currencyDisplay })
  // Strings are formatted without a detour over binary fractions; TypeScript's own types learn it with ES2023.
  return format.format(amount as unknown as number)
}

/** Chromium speaks no Azerbaijani. What stands here is written alike: "1.234,50 AZN". */
const ALIKE: Record<string, string> = { az: "de" }

function known(locale: string): string {
  if (Intl.NumberFormat.supportedLocalesOf(locale).length > 0) return locale
  return ALIKE[locale.slice(0, 2).toLowerCase()] ?? locale
}
