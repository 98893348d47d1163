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
  "EADDRNOTAVAIL",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  CONNECT_TIMEOUT,
])

/** They may end a call that was sent, too: when the route is lost while the answer is awaited. */
const NO_ROUTE = new Set(["EHOSTUNREACH", "ENETUNREACH"])

interface SystemError {
  code?: unknown
  syscall?: unknown
  /** Axios wraps the system's error. */
  cause?: SystemError
  /** A host of several addresses has an error for each. */
  errors?: SystemError[]
}

const fieldOf = (error: SystemError | undefined, field: "code" | "syscall"): unknown =>
  error && (error[field] ?? fieldOf(error.cause, field) ?? fieldOf(error.errors?.[0], field))

const codeOf = (error: unknown): string => String(fieldOf(error as SystemError, "code") ?? "")

const isOfConnecting = (error: unknown): boolean => fieldOf(error as SystemError, "syscall") === "connect"

export function failureOf(error: unknown): Failure {
  const code = codeOf(error)
  if (NOT_SENT.has(code) || (NO_ROUTE.has(code) && isOfConnecting(error))) return "not_sent"
  if (code === "ECONNRESET" || code === "EPIPE") return "closed"
  const overLimit = error instanceof AxiosError && /maxContentLength/.test(error.message)
  return overLimit ? "too_large" : "no_answer"
}

/** Names a failure for a log or a message. The error itself must not be logged: axios keeps headers and body in it. */
export function describeFailure(error: unknown): string {
  return codeOf(error) || failureOf(error)
}
