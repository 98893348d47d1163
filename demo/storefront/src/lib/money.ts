interface Style {
  locale: string
  currencyDisplay: "narrowSymbol" | "code"
}

// The way prices are written where the currency is used. Few fonts have the sign of the manat.
const STYLES: Record<string, Style> = {
  rub: { locale: "ru-RU", currencyDisplay: "narrowSymbol" },
  azn: { locale: "en", currencyDisplay: "code" },
  eur: { locale: "de-DE", currencyDisplay: "narrowSymbol" },
}

/**
 * Writes a price for people.
 *
 * @param amount in major units; decimal strings are written exactly
 */
export function formatMoney(amount: number | string, currencyCode: string): string {
  const { locale, currencyDisplay } = STYLES[currencyCode.toLowerCase()] ?? {
    locale: "en",
    currencyDisplay: "code",
  }
  const currency = currencyCode.toUpperCase()
  return new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay }).format(
    amount as number,
  )
}
