import { ERROR_CATALOGUE, errorCodeOf } from "../core"

/** The gateway gave no answer, as against one that nobody likes. */
export function isSilence(error: unknown): boolean {
  const code = errorCodeOf(error)
  const kind = code && ERROR_CATALOGUE[code].kind
  return kind === "unavailable" || kind === "outcome_unknown"
}
