import type { PaymentMethod } from "./types.js"

type Field = PaymentMethod["fields"][number]

/** What is wrong with what the shopper wrote into a field of a payment method; undefined if nothing is. */
export function fieldProblem(field: Field, written: string): "fieldEmpty" | "fieldWrong" | undefined {
  const text = written.trim()
  if (!text) return field.required ? "fieldEmpty" : undefined
  return field.pattern && !matches(field.pattern, text) ? "fieldWrong" : undefined
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(text)
  } catch {
    // A pattern that this browser cannot read must not keep anybody from paying; the server checks anyway.
    return true
  }
}

/** The first field of a method that is not answered as it should be. */
export function wrongField({ fields }: PaymentMethod, answers: Record<string, string>): Field | undefined {
  return fields.find((field) => fieldProblem(field, answers[field.name] ?? ""))
}

/** What a payment session's `data` takes of the answers. */
export function dataOf({ fields }: PaymentMethod, answers: Record<string, string>): Record<string, string> {
  const given = fields.map(({ name }) => [name, (answers[name] ?? "").trim()] as const)
  return Object.fromEntries(given.filter(([, value]) => value !== ""))
}
