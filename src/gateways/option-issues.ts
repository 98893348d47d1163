import type { z } from "@medusajs/framework/zod"
import { OptionsError } from "../core/errors"
import type { WrongOption } from "../core/gateway"
import { meantName } from "./did-you-mean"
import { optionNames, optionSchemas } from "./option-names"

export type { WrongOption }

/** The error that tells a merchant about wrong options. `whose` is a gateway's name, or what else has options. */
export function refusal(whose: string, wrong: readonly WrongOption[]): OptionsError {
  const reasons = wrong.map(({ option, reason }) => `option "${option}" ${reason}`)
  return new OptionsError(wrong[0]?.option ?? "", `medusa-payment-gateways: ${whose} ${reasons.join("; ")}`)
}

/** The reason for an option that does not exist. */
export function unknownOption(name: string, names: readonly string[]): string {
  const meant = meantName(name, names)
  return meant === undefined ? "is not an option" : `is not an option; did you mean "${meant}"?`
}

/** The first reason for each option. */
export const oncePerOption = (wrong: readonly WrongOption[]): WrongOption[] =>
  wrong.filter(({ option }, at) => wrong.findIndex((one) => one.option === option) === at)

/** What a schema found wrong, option by option and without the options' values. */
export function wrongOptions(error: z.ZodError | undefined, raw: unknown, schema: z.ZodType): WrongOption[] {
  return oncePerOption((error?.issues ?? []).flatMap((issue) => ofIssue(innermost(issue), raw, schema)))
}

function ofIssue(issue: z.core.$ZodIssue, raw: unknown, schema: z.ZodType): WrongOption[] {
  const option = (more: string[] = []) => [...issue.path, ...more].join(".")
  if (issue.code === "unrecognized_keys") {
    const names = namesAt(schema, issue.path)
    return issue.keys.map((key) => ({ option: option([key]), reason: unknownOption(key, names) }))
  }
  return [{ option: option(), reason: reasonOf(issue, raw) }]
}

/** The names of the options inside an option. */
function namesAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const inside = path.reduce<z.ZodType | undefined>(
    (one, key) => one && optionSchemas(one)?.[String(key)],
    schema,
  )
  return (inside && optionNames(inside)) ?? []
}

/** Of an option with alternatives, what is wrong with the alternative that was meant. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue
  const meant = issue.errors.map(([first]) => first).find((first) => first && !isOfAnotherType(first))
  return meant ? { ...meant, path: [...issue.path, ...meant.path] } : issue
}

const isOfAnotherType = ({ code, path }: z.core.$ZodIssue) => code === "invalid_type" && path.length === 0

function reasonOf(issue: z.core.$ZodIssue, raw: unknown): string {
  const isMissing = issue.path.length > 0 && valueAt(raw, issue.path) === undefined
  if (isMissing && issue.code !== "custom") return "is required"
  return issue.message.replace(/^Invalid input: /, "is wrong: ")
}

const valueAt = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((inside, key) => (inside as Record<PropertyKey, unknown> | null | undefined)?.[key], raw)
