import { parseUnits } from "../../money"
import { invalid } from "./answer"

/** A JSON object of a request. */
export type Json = Record<string, unknown>

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

export function objectAt(value: unknown, path: string): Json {
  if (!isObject(value)) throw invalid(`${path} must be an object`, path)
  return value
}

/** Refuses misspelt fields. `other` are real fields that the simulator does not know. */
export function checkFields(
  body: Json,
  known: readonly string[],
  other: readonly string[] = [],
  path = "",
): void {
  for (const name of Object.keys(body)) {
    const place = path === "" ? name : `${path}.${name}`
    if (other.includes(name)) throw invalid(`${place} is not simulated`, place)
    if (!known.includes(name)) throw invalid(`Unknown field ${place}`, place)
  }
}

/** `{"value": "100.00", "currency": "RUB"}`: a string with two decimals, in the currency of the shop's account. */
export function amountAt(value: unknown, path: string): bigint {
  const amount = objectAt(value, path)
  checkFields(amount, ["value", "currency"], [], path)
  if (amount.currency !== "RUB") throw invalid("Currency code is illegal", `${path}.currency`)
  const units =
    typeof amount.value === "string" && /^\d{1,10}\.\d{2}$/.test(amount.value)
      ? parseUnits(amount.value)
      : null
  if (units === null || units === 0n) throw invalid("Payment amount is illegal", `${path}.value`)
  return units
}

/** An optional text; null counts as not sent. */
export function textAt(body: Json, name: string, limit: number, path = name): string | null {
  const value = body[name] ?? null
  if (value === null) return null
  if (typeof value !== "string") throw invalid(`${path} must be a string`, path)
  if (value.length > limit) throw invalid(`${capital(name)} is too long. Max. length is ${limit}`, path)
  return value
}

export function flagAt(body: Json, name: string, otherwise: boolean, path = name): boolean {
  const value = body[name] ?? otherwise
  if (typeof value !== "boolean") throw invalid(`${path} must be true or false`, path)
  return value
}

/** At most 16 keys of at most 32 characters, values texts of at most 512. */
export function metadataAt(body: Json): Record<string, string> {
  if (body.metadata === undefined || body.metadata === null) return {}
  // An empty PHP array is written as [].
  const metadata =
    Array.isArray(body.metadata) && body.metadata.length === 0 ? {} : objectAt(body.metadata, "metadata")
  const entries = Object.entries(metadata).filter(([, value]) => value !== null)
  if (entries.length > 16) throw invalid("Metadata object is limited to 16 keys", "metadata")
  for (const [key, value] of entries) {
    if (key.length > 32) throw invalid("Metadata key is too long. Max. length is 32", "metadata")
    if (typeof value !== "string") throw invalid("Metadata value must be a string", `metadata.${key}`)
    if (value.length > 512) throw invalid("Metadata value is too long. Max. length is 512", `metadata.${key}`)
  }
  return Object.fromEntries(entries) as Record<string, string>
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
