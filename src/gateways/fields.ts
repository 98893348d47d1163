import { InvalidNotification } from "../core/errors"
import type { RawNotification } from "../core/gateway"
import { isStorable } from "./words"

export type Fields = RawNotification["fields"]

/**
 * The fields that a notification brings: those of its body, or those of the URL where it comes without a body (GET). What
 * a merchant has put into the address of a hook is never among those of a body.
 */
export function sentFields({
  body,
  fields,
  query,
}: Pick<RawNotification, "body" | "fields" | "query">): Fields {
  return body.length > 0 ? fields : query
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
