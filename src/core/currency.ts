/** Where ISO 4217 says anything but two digits. Withdrawn codes of recent years stay, since old payments name them. */
const DIGITS: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
}

const digitsByCurrency = new Map(
  Object.entries(DIGITS).flatMap(([digits, codes]) =>
    codes.split(" ").map((code): [string, number] => [code, Number(digits)]),
  ),
)

/**
 * Decimal digits of a currency by ISO 4217 (RUB, HUF, IDR 2, JPY 0, KWD, IQD 3). The table is our own: the runtime's is
 * CLDR's, which is about how people write prices (HUF 0), and differs from one Node to the next. A code that the table
 * does not know has two.
 * @throws RangeError for anything that is no three-letter code
 */
export function currencyDigits(currency: string): number {
  if (!/^[A-Za-z]{3}$/.test(currency)) {
    throw new RangeError(`"${currency.slice(0, 10)}" is not a currency code`)
  }
  return digitsByCurrency.get(currency.toUpperCase()) ?? 2
}
