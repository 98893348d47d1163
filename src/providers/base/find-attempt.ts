import { InvalidNotification, type Gateway } from "../../core"
import type { GatewayLedgerService, PaymentAttempt } from "../../modules/gateway-ledger"

/** What points to an attempt: parts of a session's or payment's `data`, which may be anything. */
export type AttemptPointer = { session_id?: unknown; reference?: unknown } | null | undefined

const unknown = (gateway: Gateway) =>
  new InvalidNotification("unknown_reference", `${gateway.name}: no payment attempt belongs to this session`)

/**
 * The attempt of a session whose id comes from Medusa itself.
 * @throws InvalidNotification (unknown_reference)
 */
export async function attemptOfSession(
  ledger: GatewayLedgerService,
  gateway: Gateway,
  sessionId: string | undefined,
): Promise<PaymentAttempt> {
  const attempt = sessionId === undefined ? undefined : await ledger.attempts.ofSession(sessionId)
  if (attempt?.gateway !== gateway.name) throw unknown(gateway)
  return attempt
}

/**
 * The attempt that a `data` points to. Session and reference must both fit: the `data` of a session that could not be
 * made is the shopper's own, and must not reach somebody else's payment.
 * @throws InvalidNotification (unknown_reference)
 */
export async function findAttempt(
  ledger: GatewayLedgerService,
  gateway: Gateway,
  pointer: AttemptPointer,
): Promise<PaymentAttempt> {
  const { session_id: sessionId, reference } = pointer ?? {}
  const attempt = await attemptOfSession(
    ledger,
    gateway,
    typeof sessionId === "string" ? sessionId : undefined,
  )
  if (attempt.reference !== reference) throw unknown(gateway)
  return attempt
}
