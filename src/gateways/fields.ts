import type { RawNotification } from "../core/gateway"

export type Fields = RawNotification["fields"]

/** A field's value; of equal names the last one counts, as in PHP. */
export function fieldOf({ fields }: Pick<RawNotification, "fields">, name: string): string | undefined {
  return fields.findLast(([key]) => key === name)?.[1]
}
