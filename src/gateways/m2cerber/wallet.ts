import { withoutSeparators } from "../../core/shopper/phone"

/**
 * An Azerbaijani number with the country's code, the trunk prefix "0", or both. Nine digits alone are one too, unless they
 * may be the beginning of a number with the country's code.
 */
const NUMBER = /^(?:(?:\+|00)?9940?|0|(?!994))([1-9]\d{8})$/

/**
 * The number of an m10 wallet, which is a phone number: 994 and nine digits, however it was typed ("050 123 45 67",
 * "50 123-45-67", "00994…", "+994 (50) …"); undefined for anything else.
 */
export function walletNumber(typed: string): string | undefined {
  const [, digits] = NUMBER.exec(withoutSeparators(typed)) ?? []
  return digits && `994${digits}`
}
