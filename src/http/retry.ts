import type { CallKind } from "./call"
import type { Failure } from "./failure"

export interface RetryState {
  /** Tries made so far, from 1. */
  attempt: number
  kind: CallKind
  failure: Failure | undefined
  /** HTTP status of the answer, where one came. */
  status: number | undefined
  /** The gateway's answer asks for the call to be repeated. */
  isPutOff: boolean
}

const MAX_ATTEMPTS = 3
const BASE_DELAY_MS = 200
const MAX_DELAY_MS = 2_000

/** How long a call waits between tries at most. A gateway that asks for more is left to a later call. */
const MAX_WAIT_MS = 5_000

/** Whether a call is sent again. A call that the gateway would do twice is not, unless it surely did not arrive. */
export function shouldRetry({ attempt, kind, failure, status, isPutOff }: RetryState): boolean {
  if (attempt >= MAX_ATTEMPTS) return false
  if (failure === "not_sent") return true
  if (kind === "once") return false
  if (isPutOff || failure === "closed" || failure === "no_answer") return true
  return status === 429 || (status !== undefined && status >= 500)
}

/**
 * How long to wait before the next try. Our own pace is exponential with jitter: between half and the whole of 200 ms,
 * 400 ms, … at most 2 s. The gateway may ask for a longer wait; undefined when it asks for too long.
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

/** Reads the header Retry-After, which has seconds or a date, as milliseconds from now. */
export function retryAfter(header: string, now: number): number | undefined {
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000
  const at = header === "" ? NaN : Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}
