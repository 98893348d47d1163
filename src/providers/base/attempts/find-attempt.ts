import { InvalidNotification, type Gateway } from "../../../core"
import type { GatewayLedgerService, PaymentAttempt } from "../../../modules/gateway-ledger"

/** What points to an attempt: parts of a session's or payment's `data`, which may be anything. */
export type AttemptPointer = { session_id?: unknown; reference?: unknown } | null | undefined

const unknownReference = (gateway: Gateway) =>
  new InvalidNotification("unknown_reference", `${gateway.name}: no payment attempt belongs to this session`)

/**
 * Finds the attempt of a session whose id comes from Medusa itself.
 * @throws InvalidNotification (unknown_reference)
 */
export async function attemptOfSession(
  ledger: GatewayLedgerService,
  gateway: Gateway,
  sessionId: string | undefined,
): Promise<PaymentAttempt> {
  const attempt = sessionId === undefined ? undefined : await ledger.attempts.ofSession(sessionId)
  if (attempt?.gateway !== gateway.name) throw unknownReference(gateway)
  return attempt
}

/**
 * Finds the attempt that a `data` points to. Session and reference must belong together: when a session cannot be made, its
 * `data` is still the shopper's own, and must not reach somebody else's payment.
 * @throws InvalidNotification (unknown_reference)
 */
export async function findAttempt(
  ledger: GatewayLedgerService,
  gateway: Gateway,
  pointer: AttemptPointer,
): Promise<PaymentAttempt> {
  const sessionId = pointer?.session_id
  const attempt = await attemptOfSession(
    ledger,
    gateway,
    typeof sessionId === "string" ? sessionId : undefined,
  )
  if (attempt.reference !== pointer?.reference) throw unknownReference(gateway)
  return attempt
}
