import { AxiosError } from "axios"

/**
 * How a call failed, by whether the gateway may have acted.
 *
 * - `not_sent`: there was no connection, so the gateway has accepted nothing
 * - `closed`: the gateway closed a kept-alive connection; most likely it has accepted nothing
 * - `no_answer`: the call was sent, and no answer came
 * - `too_large`: the answer was over the size limit
 */
export type Failure = "not_sent" | "closed" | "no_answer" | "too_large"

/** Code of the error that our agents raise when a connection is not made in time. */
export const CONNECT_TIMEOUT = "ERR_CONNECT_TIMEOUT"

const NOT_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  CONNECT_TIMEOUT,
])

const codeOf = (error: unknown): string =>
  String((error as { code?: unknown })?.code ?? (error as { cause?: { code?: unknown } })?.cause?.code ?? "")

export function failureOf(error: unknown): Failure {
  const code = codeOf(error)
  if (NOT_SENT.has(code)) return "not_sent"
  if (code === "ECONNRESET" || code === "EPIPE") return "closed"
  const overLimit = error instanceof AxiosError && /maxContentLength/.test(error.message)
  return overLimit ? "too_large" : "no_answer"
}

/** Names a failure for a log or a message. The error itself must not be logged: axios keeps headers and body in it. */
export function describeFailure(error: unknown): string {
  return codeOf(error) || failureOf(error)
}
