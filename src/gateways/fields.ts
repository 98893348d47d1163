import { InvalidNotification } from "../core/errors"
import type { RawNotification } from "../core/gateway"
import { isStorable } from "./words"

export type Fields = RawNotification["fields"]

/**
 * The signed fields of a notification: those of its body, or those of the URL where it has no body (GET). A query that a
 * merchant has put into the notification address never mixes with a body.
 * @throws InvalidNotification (malformed_notification) when the body is no form
 */
export function sentFields(raw: Pick<RawNotification, "body" | "fields" | "query">): Fields {
  if (raw.body.length === 0) return raw.query
  if (raw.fields.length > 0) return raw.fields
  throw new InvalidNotification("malformed_notification", "the body has no fields")
}

/**
 * Refuses NUL and half of a character in names and values: no database stores them, and as bytes they differ from what
 * was signed.
 * @throws InvalidNotification (malformed_notification)
 */
export function assertStorable({ fields }: Pick<RawNotification, "fields">): void {
  if (!fields.every((field) => field.every(isStorable))) {
    throw new InvalidNotification("malformed_notification", "a field holds NUL or half of a character")
  }
}

/** A field's value. The last one of equal names counts, as in PHP. */
export function fieldOf({ fields }: Pick<RawNotification, "fields">, name: string): string | undefined {
  return fields.findLast(([key]) => key === name)?.[1]
}
