import type { Failure } from "./failure"

export interface RetryState {
  /** Tries made so far, from 1. */
  attempt: number
  /** Whether the call only reads, so that doing it twice does no harm. */
  safe: boolean
  failure: Failure | undefined
  /** HTTP status of the answer, where one came. */
  status: number | undefined
}

const MAX_ATTEMPTS = 3
const BASE_DELAY_MS = 200
const MAX_DELAY_MS = 2_000

/** The retry rule, from top to bottom. After an unknown outcome a write is never sent again: query first. */
export function shouldRetry({ attempt, safe, failure, status }: RetryState): boolean {
  if (attempt >= MAX_ATTEMPTS) return false
  if (failure === "not_sent") return true
  if (!safe) return false
  if (failure === "closed" || failure === "no_answer") return true
  return status === 429 || (status !== undefined && status >= 500)
}

/** Exponential with jitter: between half and the whole of 200 ms, 400 ms, … at most 2 s. */
export function retryDelay(attempt: number, random: () => number): number {
  const full = Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (attempt - 1))
  return Math.round(full * (0.5 + random() / 2))
}
