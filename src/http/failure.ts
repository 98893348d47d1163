import { AxiosError } from "axios"

/**
 * How a call went wrong, told apart by the one thing that matters for money: could the gateway have acted?
 *
 * - `not_sent`: no connection; nothing was accepted
 * - `closed`: a kept-alive socket was closed under our feet; most likely nothing was accepted, but not surely
 * - `no_answer`: sent, then silence or a broken connection
 * - `too_large`: an answer over the size limit
 */
export type Failure = "not_sent" | "closed" | "no_answer" | "too_large"

/** Raised by our agents when a connection is not made in time. */
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
  if (NOT_SENT.has(code)) {
    return "not_sent"
  }
  if (code === "ECONNRESET" || code === "EPIPE") {
    return "closed"
  }
  const overLimit = error instanceof AxiosError && /maxContentLength/.test(error.message)
  return overLimit ? "too_large" : "no_answer"
}

/** A few words for a log or a message. Never the error itself: axios keeps headers and body in it. */
export function describeFailure(error: unknown): string {
  return codeOf(error) || failureOf(error)
}
