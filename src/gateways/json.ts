import { IntegrityError, OutcomeUnknown } from "../core/errors"
import type { CallKind } from "../http"

/** An answer's JSON; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The error of an answer that cannot be read. Of a call that writes nobody knows then what it did. */
export function unreadable(kind: CallKind, message: string): IntegrityError | OutcomeUnknown {
  return kind === "read" ? new IntegrityError("unreadable_answer", message) : new OutcomeUnknown(message)
}
