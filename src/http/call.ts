/** A request as it goes out. It is made anew for each try, since a nonce must not repeat. */
export interface SignedRequest {
  headers: Record<string, string>
  /** Sent byte for byte, since the signature covers it. */
  body?: string
}

/**
 * What it does to send a call twice. It decides about retries, and about what a lost answer means.
 *
 * - `read`: it changes nothing, so it is repeated freely
 * - `keyed`: it carries a key by which the gateway tells a repetition, so it is repeated, byte for byte, until an answer
 *   comes or the tries end
 * - `once`: it would be done twice; after a lost answer the gateway is asked first, see `askFirst`
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
  /** For one try, where this call takes longer than others; in milliseconds. */
  totalMs?: number
  /**
   * Whether an answer is none: in how many milliseconds the call is to be repeated, as the gateway's own words in it ask.
   * Undefined for a real answer. Not asked of `once`.
   */
  retryAfterMs?(answer: Answer): number | undefined
  sign(): SignedRequest
}

/** An answer of any status below 500 that is not a firewall's page. */
export interface Answer {
  status: number
  body: string
  /**
   * Of a `keyed` call: a try before this one got no clear answer, and may have done it. An error here proves nothing of
   * that one.
   */
  followsUnclear?: true
}
