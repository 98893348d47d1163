import { toast } from "@medusajs/ui"

import type { ErrorInfo } from "../../../api/admin/payment-gateways/types"
import type { TextKey } from "../../i18n/texts"
import { errorText } from "./failure"
import type { Words } from "../locale/texts"

interface Outcome {
  outcome: "done" | "checked" | "pending" | "failed"
  error: ErrorInfo | null
}

/** Shows that the gateway is slow, why an action failed, or what `done` shows. */
export function showOutcome(
  { outcome, error }: Outcome,
  words: Words,
  texts: { pending: TextKey; failed: TextKey },
  done: () => void,
): void {
  if (outcome === "pending") toast.info(words.t(texts.pending))
  else if (outcome === "failed") {
    toast.error(words.t(texts.failed), { description: error ? errorText(error, words) : undefined })
  } else done()
}
