const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/** Longer texts are no money, and would only cost time. Medusa's own amounts have up to 20 decimals. */
const MAX_LENGTH = 80

const digitsByCurrency = new Map<string, number>()

/**
 * Decimal digits of a currency by ISO 4217 (RUB 2, AZN 2, JPY 0, KWD 3), as the ECMAScript runtime knows them.
 * @throws RangeError for anything that is no three-letter code
 */
export function currencyDigits(currency: string): number {
  const code = currency.toUpperCase()
  let digits = digitsByCurrency.get(code)
  if (digits === undefined) {
    const { maximumFractionDigits } = new Intl.NumberFormat("en", {
      style: "currency",
      currency: code,
    }).resolvedOptions()
    digits = maximumFractionDigits ?? 2
    digitsByCurrency.set(code, digits)
  }
  return digits
}

function parseDecimal(text: string): { negative: boolean; whole: string; fraction: string } {
  const match = text.length > MAX_LENGTH ? null : DECIMAL.exec(text.trim())
  if (!match) {
    throw new RangeError(`"${text.slice(0, 40)}" is not a decimal amount`)
  }
  return { negative: match[1] === "-", whole: match[2] ?? "0", fraction: match[3] ?? "" }
}

const signed = (negative: boolean, minor: bigint) => (negative ? -minor : minor)

/**
 * An exact amount of money: a whole number of minor units and an upper-case ISO 4217 code.
 * Amounts enter as decimal strings in major units ("1490.50") and leave the same way; no float touches them.
 */
export class Money {
  private constructor(
    /** Minor units: 149050n is 1490.50 RUB. */
    readonly minor: bigint,
    /** Upper case: "RUB". */
    readonly currency: string,
  ) {}

  /**
   * An amount exactly as written. Zeros beyond the currency's digits are dropped ("64.18000000" RUB is 64.18).
   * @throws RangeError when the text is no decimal number, or is finer than the currency
   */
  static of(amount: string, currency: string): Money {
    const { negative, whole, fraction } = parseDecimal(amount)
    const digits = currencyDigits(currency)
    if (/[1-9]/.test(fraction.slice(digits))) {
      throw new RangeError(`${amount} is finer than ${currency.toUpperCase()} allows`)
    }
    const minor = BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"))
    return new Money(signed(negative, minor), currency.toUpperCase())
  }

  /**
   * An amount rounded half away from zero to the currency. Medusa's totals need it: taxes and discounts leave them
   * unrounded (9.999 USD).
   * @throws RangeError when the text is no decimal number
   */
  static rounded(amount: string, currency: string): Money {
    const { negative, whole, fraction } = parseDecimal(amount)
    const digits = currencyDigits(currency)
    const kept = BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"))
    const up = (fraction[digits] ?? "0") >= "5" ? 1n : 0n
    return new Money(signed(negative, kept + up), currency.toUpperCase())
  }

  static fromMinor(minor: bigint, currency: string): Money {
    currencyDigits(currency)
    return new Money(minor, currency.toUpperCase())
  }

  static zero(currency: string): Money {
    return Money.fromMinor(0n, currency)
  }

  /** Decimal string in major units with the currency's digits: "1490.50". */
  get amount(): string {
    const digits = currencyDigits(this.currency)
    const text = (this.minor < 0n ? -this.minor : this.minor).toString().padStart(digits + 1, "0")
    const cut = text.length - digits
    const sign = this.minor < 0n ? "-" : ""
    return sign + (digits === 0 ? text : `${text.slice(0, cut)}.${text.slice(cut)}`)
  }

  plus(other: Money): Money {
    return new Money(this.minor + this.comparable(other), this.currency)
  }

  minus(other: Money): Money {
    return new Money(this.minor - this.comparable(other), this.currency)
  }

  equals(other: Money): boolean {
    return this.currency === other.currency && this.minor === other.minor
  }

  lessThan(other: Money): boolean {
    return this.minor < this.comparable(other)
  }

  get isPositive(): boolean {
    return this.minor > 0n
  }

  /** "1490.50 RUB" */
  toString(): string {
    return `${this.amount} ${this.currency}`
  }

  toJSON(): { amount: string; currency: string } {
    return { amount: this.amount, currency: this.currency }
  }

  private comparable(other: Money): bigint {
    if (other.currency !== this.currency) {
      throw new RangeError(`${this.currency} and ${other.currency} cannot be compared`)
    }
    return other.minor
  }
}
