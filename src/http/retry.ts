import type { CallKind } from "./call"
import type { Failure } from "./failure"

export interface RetryState {
  /** Tries made so far, from 1. */
  attempt: number
  kind: CallKind
  failure: Failure | undefined
  /** HTTP status of the answer, where one came. */
  status: number | undefined
  /** The gateway says of its answer that it is none. */
  isPutOff: boolean
}

const MAX_ATTEMPTS = 3
const BASE_DELAY_MS = 200
const MAX_DELAY_MS = 2_000

/** Nobody waits longer within one call; who asks for more is asked again by a later one. */
const MAX_WAIT_MS = 5_000

/** The retry rule, from top to bottom. What would be done twice is never sent again after an unknown outcome. */
export function shouldRetry({ attempt, kind, failure, status, isPutOff }: RetryState): boolean {
  if (attempt >= MAX_ATTEMPTS) return false
  if (failure === "not_sent") return true
  if (kind === "once") return false
  if (isPutOff || failure === "closed" || failure === "no_answer") return true
  return status === 429 || (status !== undefined && status >= 500)
}

/**
 * How long to wait before the next try: what the gateway asks for, but no shorter than our own pace, which is exponential
 * with jitter: between half and the whole of 200 ms, 400 ms, … at most 2 s. Undefined when it asks for too much.
 */
export function retryDelay(
  attempt: number,
  random: () => number,
  askedMs: number | undefined,
): number | undefined {
  const full = Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (attempt - 1))
  const own = Math.round(full * (0.5 + random() / 2))
  if (askedMs === undefined || !Number.isFinite(askedMs)) return own
  return askedMs > MAX_WAIT_MS ? undefined : Math.max(own, askedMs)
}

/** The header Retry-After, in seconds or as a date, in milliseconds from now. */
export function retryAfter(header: string, now: number): number | undefined {
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000
  const at = header === "" ? NaN : Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}
