import { z } from "@medusajs/framework/zod"
import { cut, isStorable } from "../core/text"

export { cut, isStorable }

/** Longest addresses that are kept. */
export const MAX_URL = 2_048

/** Longest number or reference of a gateway's own. */
export const MAX_ID = 64

/** Longest reference of a merchant's: a shop may be shared with other software. */
export const MAX_REFERENCE = 255

/** A text, or a whole number as text, that an answer must have. A longer one makes the answer unreadable. */
export const required = (max: number) =>
  z
    .union([z.string(), z.int().transform(String)])
    .pipe(z.string().min(1).max(max).refine(isStorable, "cannot be stored"))

/** A text that an answer may do without. One that is no text, too long or not storable counts as missing. */
export const optional = (max: number) =>
  z.unknown().transform((value) => {
    const isUsable = typeof value === "string" && value !== "" && value.length <= max && isStorable(value)
    return isUsable ? value : null
  })

/** A text for people, cut to its longest length; empty for anything that is no text. */
export const label = (max: number) =>
  z.unknown().transform((value) => (typeof value === "string" ? cut(value, max) : ""))

/** A longer decimal is no money. */
const MAX_DECIMAL = 40

/** A decimal number that an answer must have, whether it was sent as text or as a number. */
export const decimal = z.union([z.string(), z.number().transform(String)]).pipe(
  z
    .string()
    .max(MAX_DECIMAL)
    .regex(/^-?\d+(\.\d+)?$/),
)

/** A whole number of up to 15 digits, whether it was sent as a number or as text. */
export const integer = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
])
