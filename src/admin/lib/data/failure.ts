import type { ErrorInfo } from "../../../api/admin/payment-gateways/types"
import type { Words } from "../locale/texts"

/** Why something was not done: the session is over, it is not allowed, or anything else. */
type FailureKind = "signed_out" | "forbidden" | "other"

export function failureKind(error: unknown): FailureKind {
  const { status } = error as { status?: unknown }
  if (status === 401) return "signed_out"
  return status === 403 ? "forbidden" : "other"
}

/** The text of an error of the client: ours where it has a code, else the server's own. */
export function failureText(error: unknown, { t, known }: Words): string {
  const { status, message, code } = error as { status?: unknown; message?: string; code?: string }
  if (status === 401) return t("failure.sign_in")
  // An error without a status never reached the server.
  if (typeof status !== "number") return t("failure.network")
  const words = message || t("failure.title")
  if (code) return known(`error.${code}`, words)
  return status === 403 ? t("failure.forbidden") : words
}

/** The text of an error that the ledger keeps as "code: message"; the error itself when its code is unknown. */
export function keptErrorText(error: string, { known }: Words): string {
  const code = /^([a-z_]+): /.exec(error)?.[1]
  return code ? known(`error.${code}`, error) : error
}

/** The text of a gateway's error; the server's own for codes of a later version. */
export const errorText = ({ code, message }: ErrorInfo, { known }: Words) => known(`error.${code}`, message)
