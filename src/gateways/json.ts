import { IntegrityError, OutcomeUnknown } from "../core/errors"
import type { CallKind } from "../http"

/** Parses an answer; undefined where it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The error of an answer that cannot be read. The outcome of a call that writes is unknown then. */
export function unreadable(kind: CallKind, message: string): IntegrityError | OutcomeUnknown {
  return kind === "read" ? new IntegrityError("unreadable_answer", message) : new OutcomeUnknown(message)
}
