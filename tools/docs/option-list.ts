import type { z } from "@medusajs/framework/zod"
import { optionSchemas } from "../../src/gateways/option-names"
import { wrap } from "./wrap"

/**
 * Options as a Markdown list, from the schema that reads them: name, default, and what the schema says of it. Options
 * within an option stand below it.
 */
export function optionList(schema: z.ZodType): string {
  return linesOf(schema, "", 0).join("\n")
}

function linesOf(schema: z.ZodType, prefix: string, depth: number): string[] {
  return Object.entries(optionSchemas(schema) ?? {}).flatMap(([option, one]) => {
    const { description } = one
    if (description === undefined) return []
    const name = `${prefix}${option}`
    const line = `${"  ".repeat(depth)}- \`${name}\`${inBrackets(presenceOf(one))}: ${sentence(description)}`
    return [wrap(line), ...linesOf(one, `${name}.`, depth + 1)]
  })
}

const sentence = (text: string) => (text.endsWith("…") ? text : `${text}.`)

const inBrackets = (text: string) => (text === "" ? "" : ` (${text})`)

interface Def {
  type: string
  defaultValue?: unknown
  innerType?: z.ZodType
  in?: z.ZodType
}

/** Whether an option must be given, or what counts without it; nothing where it may simply be left out. */
function presenceOf(schema: z.ZodType): string {
  const def = schema.def as unknown as Def
  if (def.type === "optional") return ""
  if (def.type === "default" || def.type === "prefault") {
    const isFilledIn = JSON.stringify(def.defaultValue) === "{}"
    // What is filled in part by part has the defaults of its parts.
    if (isFilledIn && describesParts(schema)) return ""
    return `default \`${JSON.stringify(isFilledIn ? schema.parse(undefined) : def.defaultValue)}\``
  }
  const inside = def.in ?? def.innerType
  return inside ? presenceOf(inside) : "required"
}

const describesParts = (schema: z.ZodType) =>
  Object.values(optionSchemas(schema) ?? {}).some(({ description }) => description !== undefined)
