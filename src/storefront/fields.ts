import type { Labels } from "./labels/en.js"
import { examplePhone, formatPhone, phoneProblem } from "./phone.js"
import type { PaymentField, PaymentMethod } from "./types.js"

/** What is wrong with a field: a label with its values. */
interface FieldProblem {
  label: keyof Labels
  values?: Record<string, string>
}

/** What a shopper has typed into a field of a payment method, in the field's own form. */
export const formatAnswer = ({ phone }: PaymentField, typed: string): string =>
  phone ? formatPhone(phone, typed) : typed

/** What is wrong with an answer; undefined if nothing is. */
export function fieldProblem(field: PaymentField, text: string): FieldProblem | undefined {
  const trimmed = text.trim()
  if (!trimmed) return field.required ? { label: "fieldEmpty" } : undefined
  if (field.phone) {
    const found = phoneProblem(field.phone, trimmed)
    const values = { count: String(found?.count), example: examplePhone(field.phone) }
    return found && { label: found.problem, values }
  }
  return field.pattern && !matches(field.pattern, trimmed) ? { label: "fieldWrong" } : undefined
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(text)
  } catch {
    // A pattern that this browser cannot read keeps nobody from paying: the server checks again.
    return true
  }
}

/** The first field of a method whose answer is wrong. */
export function wrongField(
  { fields }: PaymentMethod,
  answers: Record<string, string>,
): PaymentField | undefined {
  return fields.find((field) => fieldProblem(field, answers[field.name] ?? ""))
}

/** The answers as a payment session's `data` takes them. */
export function dataOf({ fields }: PaymentMethod, answers: Record<string, string>): Record<string, string> {
  const given = fields.map(({ name }) => [name, (answers[name] ?? "").trim()] as const)
  return Object.fromEntries(given.filter(([, value]) => value !== ""))
}
