import { currencyDigits } from "./currency"
import { parseDecimal } from "./decimal"

const signed = (negative: boolean, minor: bigint) => (negative ? -minor : minor)

/** The minor units of a decimal; digits beyond the currency's are cut off. */
const minorUnits = (whole: string, fraction: string, digits: number) =>
  BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"))

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
   * An amount exactly as written. Zeros beyond the currency's digits are dropped: "64.18000000" RUB is 64.18.
   * @throws RangeError when the text is no decimal number, or is finer than the currency
   */
  static of(amount: string, currency: string): Money {
    const { negative, whole, fraction } = parseDecimal(amount)
    const digits = currencyDigits(currency)
    if (/[1-9]/.test(fraction.slice(digits))) {
      throw new RangeError(`${amount} is finer than ${currency.toUpperCase()} allows`)
    }
    return new Money(signed(negative, minorUnits(whole, fraction, digits)), currency.toUpperCase())
  }

  /**
   * An amount rounded half away from zero to the currency: for Medusa's totals, which taxes and discounts leave unrounded
   * (9.999 USD).
   * @throws RangeError when the text is no decimal number
   */
  static rounded(amount: string, currency: string): Money {
    const { negative, whole, fraction } = parseDecimal(amount)
    const digits = currencyDigits(currency)
    const kept = minorUnits(whole, fraction, digits)
    const up = (fraction[digits] ?? "0") >= "5" ? 1n : 0n
    return new Money(signed(negative, kept + up), currency.toUpperCase())
  }

  /**
   * An amount rounded down to the currency: 1490.50000001 RUB is 1490.50, and 1490.49999999 is 1490.49. For what has
   * arrived at a gateway, whose sums may be finer: never more than came.
   * @throws RangeError when the text is no decimal number
   */
  static floor(amount: string, currency: string): Money {
    const { negative, whole, fraction } = parseDecimal(amount)
    const digits = currencyDigits(currency)
    const kept = minorUnits(whole, fraction, digits)
    const down = negative && /[1-9]/.test(fraction.slice(digits)) ? 1n : 0n
    return new Money(signed(negative, kept + down), currency.toUpperCase())
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
