/** The peculiarities of PHP that Tegro's signatures depend on. */

const NUMERIC = /^[ \t\n\r\v\f]*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?[ \t\n\r\v\f]*$/

/** `ksort`'s comparison (PHP 8): numeric names by value, all others by their bytes. */
function compareNames(a: string, b: string): number {
  return NUMERIC.test(a) && NUMERIC.test(b)
    ? Number(a) - Number(b)
    : Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** `urlencode` (RFC 1738): a space is "+", and "*", "~", "!" and their like are escaped. */
export function urlencode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+")
}

/** The name of the top-level variable: `fields[email]` belongs to `fields`. */
const topLevel = (name: string) => name.split("[", 1)[0] ?? name

/**
 * The fields as PHP keeps them in `$_POST`: "." and " " in names become "_", and the last one of equal names counts.
 * Signed fields must be read from here, or "order.id" would be signed and "order_id" believed.
 */
export function postFields(fields: readonly (readonly [string, string])[]): [name: string, value: string][] {
  const byName = new Map<string, string>()
  for (const [name, value] of fields) {
    const top = topLevel(name)
    byName.set(top.replace(/[. ]/g, "_") + name.slice(top.length), value)
  }
  return [...byName]
}

/** `ksort($data); http_build_query($data)` for the fields of `$_POST`; only the top level is sorted. */
export function sortedQuery(fields: readonly (readonly [string, string])[]): string {
  return postFields(fields)
    .sort(([a], [b]) => compareNames(topLevel(a), topLevel(b)))
    .map(([name, value]) => `${urlencode(name)}=${urlencode(value)}`)
    .join("&")
}

/** A number by its text, so that an amount reaches JSON without becoming a float. */
export class JsonNumber {
  constructor(readonly text: string) {}

  /** "1200.00" → 1200, "1200.50" → 1200.5, as PHP writes its floats. */
  static decimal(amount: string): JsonNumber {
    return new JsonNumber(amount.includes(".") ? amount.replace(/\.?0+$/, "") : amount)
  }
}

export type JsonValue =
  string | number | boolean | null | JsonNumber | JsonValue[] | { [name: string]: JsonValue | undefined }

/**
 * `json_encode` with its defaults: compact, `\/`, non-ASCII as `\uXXXX`. So a server that encodes the body anew before it
 * checks the signature gets the same bytes.
 */
export function jsonEncode(value: JsonValue): string {
  if (value instanceof JsonNumber) return value.text
  if (Array.isArray(value)) return `[${value.map(jsonEncode).join(",")}]`
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).flatMap(([name, member]) =>
      member === undefined ? [] : [`${jsonEncode(name)}:${jsonEncode(member)}`],
    )
    return `{${members.join(",")}}`
  }
  return JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
}
