/** The currencies of ISO 4217 without two digits, with recently withdrawn ones that old payments name. */
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
 * Decimal digits of a currency by ISO 4217: RUB, HUF and IDR have 2, JPY 0, KWD and IQD 3; an unknown code has 2. The
 * runtime's own table is no help: it is about how people write prices (HUF 0), and differs between versions of Node.
 * @throws RangeError for anything that is no three-letter code
 */
export function currencyDigits(currency: string): number {
  if (!/^[A-Za-z]{3}$/.test(currency)) {
    throw new RangeError(`"${currency.slice(0, 10)}" is not a currency code`)
  }
  return digitsByCurrency.get(currency.toUpperCase()) ?? 2
}

/** The codes of ISO 4217 that are in use. */
const IN_USE =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP CNY " +
  "COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS " +
  "INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP " +
  "MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR " +
  "SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UYW UZS VED VES " +
  "VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
/** Codes that a region of Medusa's may still have: withdrawn ones, and Iran's toman. */
const STILL_MET = "ANG BGN CUC EEK HRK IRT LTL LVL SLL STD VEF ZMK ZWL"

const known = new Set(`${IN_USE} ${STILL_MET}`.split(" "))

/** Whether a code, in upper or lower case, is a currency: "XXQ" and "RUR" are none. */
export const isCurrency = (code: string): boolean => known.has(code.toUpperCase())
