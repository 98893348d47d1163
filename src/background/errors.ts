import { ERROR_CATALOGUE, errorCodeOf, keptMessage } from "../core"

/** An error as the ledger keeps it: "code: message". Medusa's workflows take an error's class away, and leave its code. */
export function errorText(error: unknown): string {
  const { code, message } = error as { code?: unknown; message: string }
  return keptMessage(typeof code === "string" ? `${code}: ${message}` : message)
}

/** Whether an error means that the gateway gave no answer. A refusal is an answer. */
export function isNoAnswer(error: unknown): boolean {
  const code = errorCodeOf(error)
  const kind = code && ERROR_CATALOGUE[code].kind
  return kind === "unavailable" || kind === "outcome_unknown"
}
