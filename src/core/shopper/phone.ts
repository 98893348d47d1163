/** What people and their phones put between digits: spaces, brackets, dashes, dots, marks of writing direction. */
const BETWEEN = /[\s()./\-\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** A phone number without what people put between its digits: "+994501234567". */
export const withoutSeparators = (typed: string): string => typed.replace(BETWEEN, "")

/**
 * The digits of a phone number with its country's code, in whatever way it was typed; undefined for anything else.
 * Russians write 7 9xx… as "8 9xx…", and no country's code is 89.
 */
export function phoneDigits(typed: string): string | undefined {
  const digits = withoutSeparators(typed)
    .replace(/^(?:\+|00)/, "")
    .replace(/^8(?=9\d{9}$)/, "7")
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : undefined
}
