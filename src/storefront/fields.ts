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
