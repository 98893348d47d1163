import { InvalidNotification } from "../core/errors"
import type { RawNotification } from "../core/gateway"
import { isStorable } from "./words"

export type Fields = RawNotification["fields"]

/**
 * The fields that a notification brings, for gateways that sign them: those of its body, or those of the URL where it
 * comes without a body (GET). What a merchant has put into a hook's address is never among those of a body.
 * @throws InvalidNotification (malformed_notification) when the body is no form
 */
export function sentFields({
  body,
  fields,
  query,
}: Pick<RawNotification, "body" | "fields" | "query">): Fields {
  if (body.length === 0) return query
  if (fields.length > 0) return fields
  throw new InvalidNotification("malformed_notification", "the body has no fields")
}

/**
 * Refuses names and values that no database holds, or that are not what was signed once they are written as bytes: NUL
 * and halves of a character.
 * @throws InvalidNotification (malformed_notification)
 */
export function assertStorable({ fields }: Pick<RawNotification, "fields">): void {
  if (!fields.every((field) => field.every(isStorable))) {
    throw new InvalidNotification("malformed_notification", "a field holds NUL or half of a character")
  }
}

/** A field's value; of equal names the last one counts, as in PHP. */
export function fieldOf({ fields }: Pick<RawNotification, "fields">, name: string): string | undefined {
  return fields.findLast(([key]) => key === name)?.[1]
}
