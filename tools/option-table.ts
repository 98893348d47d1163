import type { z } from "@medusajs/framework/zod"
import { optionSchemas } from "../src/gateways/option-names"

/** Options as a Markdown table, from the schema that reads them: name, default, and what the schema says of it. */
export function optionTable(schema: z.ZodType): string {
  return [
    row(["option", "default", ""]),
    row(["---", "---", "---"]),
    ...rowsOf(schema, "").map(({ name, otherwise, description }) =>
      row([`\`${name}\``, otherwise, description]),
    ),
  ].join("\n")
}

interface Row {
  name: string
  otherwise: string
  description: string
}

function rowsOf(schema: z.ZodType, prefix: string): Row[] {
  return Object.entries(optionSchemas(schema) ?? {}).flatMap(([option, one]) => {
    const name = `${prefix}${option}`
    const { description } = one
    if (description === undefined) return []
    return [{ name, otherwise: defaultOf(one), description }, ...rowsOf(one, `${name}.`)]
  })
}

interface Def {
  type: string
  defaultValue?: unknown
  innerType?: z.ZodType
  in?: z.ZodType
}

/** As the merchant would write it: "required" without one, nothing where it may be left out. */
function defaultOf(schema: z.ZodType): string {
  const def = schema.def as unknown as Def
  if (def.type === "optional") return ""
  if (def.type === "default" || def.type === "prefault") {
    const isFilledIn = JSON.stringify(def.defaultValue) === "{}"
    return `\`${JSON.stringify(isFilledIn ? schema.parse(undefined) : def.defaultValue)}\``
  }
  const inside = def.in ?? def.innerType
  return inside ? defaultOf(inside) : "required"
}

const row = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`
