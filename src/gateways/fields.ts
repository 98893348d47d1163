import { InvalidNotification } from "../core/errors"
import type { RawNotification } from "../core/gateway"
import { isStorable } from "./words"

export type Fields = RawNotification["fields"]

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
