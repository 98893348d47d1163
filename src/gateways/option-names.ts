import type { z } from "@medusajs/framework/zod"

/** The parts of a zod schema that lead to the object in it. */
interface Def {
  shape?: Readonly<Record<string, z.ZodType>>
  innerType?: z.ZodType
  in?: z.ZodType
  out?: z.ZodType
  left?: z.ZodType
  right?: z.ZodType
  options?: readonly z.ZodType[]
}

/** The options of a schema, with their schemas, whatever is wrapped around its object; undefined where it names none. */
export function optionSchemas(schema: z.ZodType): Readonly<Record<string, z.ZodType>> | undefined {
  const def = schema.def as unknown as Def
  if (def.shape) return def.shape
  const inside = [def.innerType, def.in, def.left, def.right, ...(def.options ?? [])]
  const found = inside.map((one) => one && optionSchemas(one)).filter((one) => one !== undefined)
  if (found.length > 0) return Object.assign({}, ...found) as Readonly<Record<string, z.ZodType>>
  // z.preprocess has its object in `out`.
  return def.out && optionSchemas(def.out)
}

/** The names of the options that a schema takes; undefined where it names none. */
export function optionNames(schema: z.ZodType): string[] | undefined {
  const schemas = optionSchemas(schema)
  return schemas && Object.keys(schemas)
}
