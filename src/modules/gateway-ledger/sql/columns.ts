import { generateEntityId } from "@medusajs/framework/utils"

/** The JSON columns of the ledger's tables. */
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

/** Turns the values of JSON columns into texts: the driver would turn arrays into PostgreSQL's arrays. */
export function bindable(columns: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).map(([column, value]) => [
      column,
      JSON_COLUMNS.has(column) && value !== null && value !== undefined ? JSON.stringify(value) : value,
    ]),
  )
}

/** Makes an id in Medusa's form: prefix and ULID. */
export const newId = (prefix: string): string => generateEntityId(undefined, prefix)
