import type { ErrorInfo } from "../../api/admin/payment-gateways/types"
import type { Words } from "./texts"

/** Why something was not done: the session is over, it is not allowed, or anything else. */
export type FailureKind = "signed_out" | "forbidden" | "other"

/** What an error of the client means. */
export function failureKind(error: unknown): FailureKind {
  const { status } = error as { status?: unknown }
  if (status === 401) return "signed_out"
  return status === 403 ? "forbidden" : "other"
}

/** An error of the client in words: ours where it has a code, else the server's own. */
export function failureText(error: unknown, { t, known }: Words): string {
  const { status, message, code } = error as { status?: unknown; message?: string; code?: string }
  if (status === 401) return t("failure.sign_in")
  // What has no status never came as far as the server.
  if (typeof status !== "number") return t("failure.network")
  const words = message || t("failure.title")
  if (code) return known(`error.${code}`, words)
  return status === 403 ? t("failure.forbidden") : words
}

/** A failure as the ledger keeps it, "code: message", in words; as it is when the code is not known. */
export function keptErrorText(error: string, { known }: Words): string {
  const code = /^([a-z_]+): /.exec(error)?.[1]
  return code ? known(`error.${code}`, error) : error
}

/** A gateway's failure in words; a code of a later version keeps the server's. */
export const errorText = ({ code, message }: ErrorInfo, { known }: Words) => known(`error.${code}`, message)
