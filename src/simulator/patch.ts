import { ControlError } from "./control-error"

/** Whether a setting takes a value. */
export type Check = (value: unknown) => boolean

export const isText: Check = (value) => typeof value === "string"
export const isFlag: Check = (value) => typeof value === "boolean"
export const isCount: Check = (value) => typeof value === "number" && Number.isInteger(value) && value >= 0
export const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value)

/** The patch without undefined values; throws {@link ControlError} on a name or value that does not exist. */
export function checked<T extends object>(what: string, patch: T, checks: Record<keyof T, Check>): T {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    const check = Object.hasOwn(checks, name) ? checks[name as keyof T] : undefined
    if (!check) throw new ControlError(`Unknown ${what} "${name}"; known: ${Object.keys(checks).join(", ")}`)
    if (!check(value)) throw new ControlError(`The ${what} "${name}" does not take ${JSON.stringify(value)}`)
  }
  return Object.fromEntries(given) as T
}
