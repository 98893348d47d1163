import { validateAndTransformBody, validateAndTransformQuery } from "@medusajs/framework"
import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../../core"

/** One value or several: `?status=paid&status=refunded`. */
export const several = <T extends z.ZodType<string>>(value: T) =>
  z.union([value.transform((one) => [one]), z.array(value).min(1).max(100)]).optional()

export const providerId = z.string().regex(/^[\w-]{1,100}$/, "provider_id must be a provider's id")

/** What a person looks for. */
export const searchText = z.string().trim().min(1).max(200).optional()

/** The page that is wanted of a list. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
}

/** Validates a query by Medusa's own middleware. What it makes of `fields` is not used: answers have one shape. */
export const query = (schema: z.ZodObject) =>
  validateAndTransformQuery(schema, { defaults: [], isList: true })

/** For routes that need to be told nothing but their address. */
export const emptyBody = validateAndTransformBody(z.strictObject({}))
