import { generateEntityId } from "@medusajs/framework/utils"

/** The JSON columns of the ledger's tables. The driver would make arrays of PostgreSQL out of arrays. */
const JSON_COLUMNS = new Set([
  "claim",
  "claims",
  "next_action",
  "observations",
  "codes",
  "words",
  "change",
  "details",
])

/** Values as the driver takes them. */
export function bindable(columns: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).map(([column, value]) => [
      column,
      JSON_COLUMNS.has(column) && value !== null && value !== undefined ? JSON.stringify(value) : value,
    ]),
  )
}

/** A new id in Medusa's form: prefix and ULID. */
export const newId = (prefix: string): string => generateEntityId(undefined, prefix)
