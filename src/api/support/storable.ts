import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { isStorable } from "../../core"

/** A longer part of a path is no id. */
const MAX_SEGMENT = 255

/**
 * Refuses a request that holds text which no database stores or finds (NUL, or half of a character) in its path, its
 * query or its body, and one whose path cannot be decoded or has too long a part.
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

/** It does not recurse, since a stranger's body may be nested deeper than the stack is. */
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
