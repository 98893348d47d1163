/**
 * Why a call of the store failed. `code` is stable: the server's own ("unknown_payment"), or `unreachable` (no answer at
 * all), `bad_answer` (not what a Medusa store answers), `http_<status>`.
 */
export class PaymentsError extends Error {
  override readonly name = "PaymentsError"

  constructor(
    readonly code: string,
    message: string,
    /** HTTP status, or null when nothing answered. */
    readonly status: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }

  /** Whether the same call may succeed later. */
  get isTemporary(): boolean {
    return this.status === null || this.status >= 500 || this.status === 408 || this.status === 429
  }
}
