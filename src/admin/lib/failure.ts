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

/** An error of the client in words: the server's own, where it said any. */
export function failureText(error: unknown, { t }: Words): string {
  const kind = failureKind(error)
  if (kind === "signed_out") return t("failure.sign_in")
  if (kind === "forbidden" && !(error as Error).message) return t("failure.forbidden")
  // What has no status never came as far as the server.
  const { status, message } = error as { status?: unknown; message?: string }
  return typeof status === "number" && message ? message : t("failure.network")
}

/** A gateway's failure in words; a code of a later version keeps the server's. */
export const errorText = ({ code, message }: ErrorInfo, { known }: Words) => known(`error.${code}`, message)
