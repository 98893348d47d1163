import { MedusaError } from "@medusajs/framework/utils"

const UNIQUE_VIOLATION = "23505"

/**
 * Returns a row that must be there.
 * @throws MedusaError (not_found)
 */
export function found<T>(row: T | undefined, what: string, id: string): T {
  if (row === undefined) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no ${what} ${id}.`)
  }
  return row
}

/** Turns the database's refusal of a second row with the same key into Medusa's error. */
export function asDuplicate(what: string): (error: unknown) => never {
  return (error) => {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error
    throw new MedusaError(MedusaError.Types.DUPLICATE_ERROR, `There is such a ${what} already.`)
  }
}
