/** PHP's `urlencode`: bytes outside `A-Z a-z 0-9 - _ .` as upper-case `%XX`, space as `+` (so `*` and `~` too). */
export function phpUrlencode(text: string): string {
  let out = ""
  for (const byte of Buffer.from(text, "utf8")) {
    const char = String.fromCharCode(byte)
    if (/[A-Za-z0-9\-_.]/.test(char)) out += char
    else if (char === " ") out += "+"
    else out += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`
  }
  return out
}

/** PHP's `ksort` then `http_build_query` over flat fields. */
export function phpSortedQuery(fields: Readonly<Record<string, string | number>>): string {
  return Object.entries(fields)
    .sort(([a], [b]) => comparePhpKeys(a, b))
    .map(([name, value]) => `${phpUrlencode(name)}=${phpUrlencode(String(value))}`)
    .join("&")
}

/** PHP array keys that look like whole numbers are numbers; all others compare byte by byte. */
function comparePhpKeys(a: string, b: string): number {
  const isInteger = /^(0|-?[1-9]\d{0,17})$/
  if (isInteger.test(a) && isInteger.test(b)) return BigInt(a) < BigInt(b) ? -1 : 1
  return Buffer.compare(Buffer.from(a, "utf8"), Buffer.from(b, "utf8"))
}

/** PHP's `json_encode` with its defaults: `\/` and `\uXXXX`. */
export function phpJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/\//g, "\\/")
    .replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
}

/** PHP's `empty()` for what JSON can carry: "0" and 0 count as empty. */
export function phpEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  return (
    value === undefined || value === null || value === false || value === "" || value === 0 || value === "0"
  )
}

/** PHP's `date("Y-m-d H:i:s")` in Moscow. The docs name no zone; their service is Russian. */
export function phpDate(ms: number): string {
  const moscow = new Date(ms + 3 * 60 * 60 * 1000).toISOString()
  return `${moscow.slice(0, 10)} ${moscow.slice(11, 19)}`
}
