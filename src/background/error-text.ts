import { keptMessage } from "../core"

/**
 * An error as the ledger keeps it: "code: message". Errors that came through one of Medusa's workflows have lost their class,
 * and kept their code.
 */
export function errorText(error: unknown): string {
  const { code, message } = error as { code?: unknown; message: string }
  return keptMessage(typeof code === "string" ? `${code}: ${message}` : message)
}
