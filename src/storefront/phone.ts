import type { PaymentField } from "./types.js"

/** How the phone numbers of one country are written. */
export type PhoneForm = NonNullable<PaymentField["phone"]>

type Typed =
  /** A number of this country; `digits` are those behind the country's code. */
  | { kind: "national"; digits: string }
  /** The beginning of the country's code or of the trunk prefix: shown as it is. */
  | { kind: "begun"; text: string }
  /** A number of another country. */
  | { kind: "foreign"; text: string }

const lengthOf = ({ groups }: PhoneForm) => groups.reduce((sum, count) => sum + count, 0)

/** The digits of a text, with the plus that it begins with. */
const plain = (text: string) =>
  text
    .normalize("NFKC")
    .replace(/[^\d+]/g, "")
    .replace(/(?!^)\+/g, "")

function read(form: PhoneForm, text: string): Typed {
  const { country, trunk } = form
  const typed = plain(text)
  const international = /^(?:\+|00)(\d*)$/.exec(typed)?.[1]
  if (international !== undefined) {
    if (international.startsWith(country)) return behindCountry(form, international.slice(country.length))
    return { kind: country.startsWith(international) ? "begun" : "foreign", text: typed }
  }
  if (typed.startsWith(country)) return behindCountry(form, typed.slice(country.length))
  if (country.startsWith(typed) || typed === trunk || typed === "0") return { kind: "begun", text: typed }
  const isDialed = trunk !== "" && typed.startsWith(trunk)
  return { kind: "national", digits: isDialed ? typed.slice(trunk.length) : typed }
}

/** "+994 (0) 50…" has a trunk prefix, too. One such as Russia's 8 may also be the number's own first digit. */
function behindCountry(form: PhoneForm, digits: string): Typed {
  const { trunk } = form
  const isDialed =
    trunk !== "" && digits.startsWith(trunk) && (trunk === "0" || digits.length > lengthOf(form))
  return { kind: "national", digits: isDialed ? digits.slice(trunk.length) : digits }
}

/** A number in the form of its country, as far as it was typed: "+994 50 123 45 67". */
export function formatPhone(form: PhoneForm, text: string): string {
  const typed = read(form, text)
  return typed.kind === "national" ? written(form, typed.digits) : typed.text
}

function written({ country, groups }: PhoneForm, digits: string): string {
  let rest = digits
  const parts = groups.map((count) => {
    const part = rest.slice(0, count)
    rest = rest.slice(count)
    return part
  })
  return [`+${country}`, ...parts].filter(Boolean).join(" ") + rest
}

/**
 * The cursor's place in a formatted number: before as many digits as it was. When the shopper deletes, it is never behind
 * a space, which would have to be deleted again.
 */
export function cursorIn(formatted: string, behind: string, isDeleting: boolean): number {
  let at = formatted.length
  for (let left = behind.replace(/\D/g, "").length; left > 0 && at > 0; at--) {
    if (isDigit(formatted[at - 1])) left--
  }
  while (isDeleting && at > 0 && !isDigit(formatted[at - 1])) at--
  return at
}

const isDigit = (character: string | undefined) => /\d/.test(character ?? "")

export const examplePhone = (form: PhoneForm) => written(form, form.example)

/** What is wrong with a number, and how many digits are missing or too many; undefined where nothing is. */
export function phoneProblem(
  form: PhoneForm,
  text: string,
): { problem: "fieldShort" | "fieldLong" | "fieldForeign"; count: number } | undefined {
  const typed = read(form, text)
  if (typed.kind === "foreign") return { problem: "fieldForeign", count: 0 }
  const digits = typed.kind === "national" ? typed.digits.length : 0
  const missing = lengthOf(form) - digits
  if (missing > 0) return { problem: "fieldShort", count: missing }
  return missing < 0 ? { problem: "fieldLong", count: -missing } : undefined
}
