import type { MedusaContainer } from "@medusajs/framework/types"
import { logOf } from "../../composition"
import { errorCodeOf, keptMessage } from "../../core"
import type { ErrorInfo } from "../admin/payment-gateways/types"

export const GATEWAY_SLOW: ErrorInfo = {
  code: "gateway_slow",
  message: "The gateway has not answered yet. It goes on in the background; look again in a moment.",
}

/** An error as an admin sees it. Errors without a code of the catalogue are told in the log only. */
export function describeError(container: MedusaContainer, error: unknown): ErrorInfo {
  const code = errorCodeOf(error)
  const { message } = error as { message?: string }
  if (code) return { code, message: keptMessage(message ?? code) }
  logOf(container).error(`request failed: error=${message ?? String(error)}`)
  return { code: "unexpected", message: "Something went wrong in the store. Its log says what." }
}

/** An error that the ledger keeps as "code: message"; null where it keeps none. */
export function writtenError(text: string | null): ErrorInfo | null {
  if (!text) return null
  const [, code = "unexpected", message = text] = /^([a-z_]+): (.*)$/s.exec(text) ?? []
  return { code, message }
}
