import type { MedusaContainer } from "@medusajs/framework/types"
import { logOf } from "../../composition"
import { errorCodeOf, keptMessage } from "../../core"

export interface DescribedError {
  code: string
  message: string
}

export const GATEWAY_SLOW: DescribedError = {
  code: "gateway_slow",
  message: "The gateway has not answered yet. It goes on in the background; look again in a moment.",
}

/** An error as an admin is shown it. Those of the catalogue speak for themselves; all others go to the log alone. */
export function describeError(container: MedusaContainer, error: unknown): DescribedError {
  const code = errorCodeOf(error)
  const { message } = error as { message?: string }
  if (code) {
    return { code, message: keptMessage(message ?? code) }
  }
  logOf(container).error(`request failed: error=${message ?? String(error)}`)
  return { code: "unexpected", message: "Something went wrong in the store. Its log says what." }
}
