import { MedusaError } from "@medusajs/framework/utils"

const UNIQUE_VIOLATION = "23505"

/** @throws MedusaError (not_found) unless there is a row */
export function found<T>(row: T | undefined, what: string, id: string): T {
  if (row === undefined) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no ${what} ${id}.`)
  }
  return row
}

/** Gives the database's refusal of a second row with the same key a name. */
export function asDuplicate(what: string): (error: unknown) => never {
  return (error) => {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error
    throw new MedusaError(MedusaError.Types.DUPLICATE_ERROR, `There is such a ${what} already.`)
  }
}
