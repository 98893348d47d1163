import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { isStorable } from "../../core"

/** No id is longer. */
const MAX_SEGMENT = 255

/**
 * Refuses a request of which something cannot be written down, or looked for, in a database: NUL and half of a character,
 * wherever they stand in the path, the query or the body, and a path that cannot be read or names what no id is as long
 * as. Routes behind it need not think of it.
 */
export function refuseUnstorable(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  if (isReadablePath(req.originalUrl) && isStorableValue(req.query) && isStorableValue(req.body))
    return next()
  res.status(400).json({
    type: "invalid_data",
    code: "unstorable_text",
    message: "The request holds a character that cannot be stored, or its path cannot be read.",
  })
}

function isReadablePath(url: string): boolean {
  const [path = ""] = url.split("?")
  try {
    return path
      .split("/")
      .map(decodeURIComponent)
      .every((part) => part.length <= MAX_SEGMENT && isStorable(part))
  } catch {
    return false
  }
}

/** Step by step: what a stranger sends may be nested deeper than a stack. */
function isStorableValue(value: unknown): boolean {
  const left = [value]
  while (left.length > 0) {
    const one = left.pop()
    if (typeof one === "string" && !isStorable(one)) return false
    if (typeof one !== "object" || one === null) continue
    for (const [name, inner] of Object.entries(one)) {
      if (!isStorable(name)) return false
      left.push(inner)
    }
  }
  return true
}
