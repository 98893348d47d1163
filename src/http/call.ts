/** The signed part of a request. Each try has its own, since a nonce must not repeat. */
export interface SignedRequest {
  headers: Record<string, string>
  /** Sent byte for byte, since the signature covers it. */
  body?: string
}

/**
 * What happens when a call is sent twice. It decides about retries, and about what a lost answer means.
 *
 * - `read`: nothing changes, so the call is repeated freely
 * - `keyed`: the gateway recognizes a repetition by its key, so the call is repeated, byte for byte, until an answer comes
 *   or the tries end
 * - `once`: the gateway would act twice; after a lost answer the gateway is asked first, see `askFirst`
 */
export type CallKind = "read" | "keyed" | "once"

/** A call as a gateway's client makes it. */
export interface Call {
  /** The gateway's name of it, for logs: "createOrder". */
  name: string
  method: "GET" | "POST"
  /** Below the base URL: "api/createOrder/". */
  path: string
  query?: Record<string, string>
  kind: CallKind
  /** Time for one try in milliseconds, where this call takes longer than others. */
  totalMs?: number
  /**
   * In how many milliseconds the gateway wants the call to be repeated, when it says so in its answer; undefined for a real
   * answer. It is not called for `once`.
   */
  retryAfterMs?(answer: Answer): number | undefined
  sign(): SignedRequest
}

/** An answer of any status below 500 that is not a firewall's page. */
export interface Answer {
  status: number
  body: string
  /** An earlier try of a `keyed` call got no clear answer and may have acted. An error in this answer does not tell. */
  followsUnclear?: true
}
