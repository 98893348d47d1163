import type { PaymentMethod } from "./types.js"

type Field = PaymentMethod["fields"][number]

/** What is wrong with what the shopper wrote into a field of a payment method; undefined if nothing is. */
export function fieldProblem(field: Field, written: string): "fieldEmpty" | "fieldWrong" | undefined {
  const text = written.trim()
  if (!text) return field.required ? "fieldEmpty" : undefined
  return field.pattern && !matches(field.pattern, text) ? "fieldWrong" : undefined
}

/** Numbers are written with spaces, brackets and hyphens; the server leaves them out as well. */
function matches(pattern: string, text: string): boolean {
  try {
    const whole = new RegExp(`^(?:${pattern})$`, "u")
    return (
      whole.test(text) ||
      whole.test(text.replace(/[\s()-]/g, "")) ||
      whole.test(text.replace(/[\s()+-]/g, ""))
    )
  } catch {
    // A pattern that this browser cannot read must not keep anybody from paying; the server checks anyway.
    return true
  }
}
