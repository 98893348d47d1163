import type { z } from "@medusajs/framework/zod"

/** An option that is wrong, and why, to be said after its name. */
export interface WrongOption {
  /** "payouts.min" */
  option: string
  reason: string
}

/** What a schema found wrong, option by option, and never a value. */
export function wrongOptions(error: z.ZodError | undefined, raw: unknown): WrongOption[] {
  const found = (error?.issues ?? []).flatMap((issue) => ofIssue(innermost(issue), raw))
  return found.filter(({ option }, at) => found.findIndex((one) => one.option === option) === at)
}

function ofIssue(issue: z.core.$ZodIssue, raw: unknown): WrongOption[] {
  const option = (more: string[] = []) => [...issue.path, ...more].join(".")
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ option: option([key]), reason: "is not an option" }))
  }
  return [{ option: option(), reason: reasonOf(issue, raw) }]
}

/** Of an option with alternatives, what is wrong with the one that was meant. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue
  const meant = issue.errors.map(([first]) => first).find((first) => first && !isOfAnotherType(first))
  return meant ? { ...meant, path: [...issue.path, ...meant.path] } : issue
}

const isOfAnotherType = ({ code, path }: z.core.$ZodIssue) => code === "invalid_type" && path.length === 0

function reasonOf(issue: z.core.$ZodIssue, raw: unknown): string {
  const key = issue.path[0]
  const missing = key !== undefined && (raw as Record<PropertyKey, unknown> | undefined)?.[key] === undefined
  if (missing && issue.code !== "custom") return "is required"
  return issue.message.replace(/^Invalid input: /, "is wrong: ")
}
