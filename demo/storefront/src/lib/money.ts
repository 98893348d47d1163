/**
 * Writes a price for people.
 *
 * @param amount in major units; decimal strings are written exactly
 */
export function formatMoney(amount: number | string, currencyCode: string, locale: string): string {
  const currency = currencyCode.toUpperCase()
  // Few fonts have the sign of the manat.
  const currencyDisplay = currency === "AZN" ? "code" : "narrowSymbol"
  const format = new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, {
    style: "currency",
    currency,
    currencyDisplay,
  })
  return format.format(amount as number)
}
