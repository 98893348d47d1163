import { GatewayError, keptMessage, nextTryIn, type Observation } from "../core"
import type { JournalAuthor, PaymentAttempt, PaymentOperation } from "../modules/gateway-ledger"
import { recordChange } from "../settlement/record"
import type { OperationDependencies } from "./dependencies"
import { tryAtGateway } from "./try-at-gateway"

/** Longer than a call with all its repetitions takes. */
const LEASE_MS = 150_000

/**
 * Carries an operation out: sends it with the same key and the same bytes every time, or asks what became of it where the
 * gateway would not recognize a repetition any more. It may be called any number of times; the gateway does it once.
 * Without a clear answer the operation stays open, and is due again.
 *
 * @param isUnwanted a capture or refund that nothing asks for any more: the gateway is only asked whether it was done
 * @returns the operation as it is now; unchanged while another process is at it
 * @throws GatewayError never: what went wrong stands in the operation's `error`
 */
export async function carryOut(
  dependencies: OperationDependencies,
  { id }: { id: string },
  by: JournalAuthor,
  { isUnwanted } = { isUnwanted: false },
): Promise<PaymentOperation> {
  const { ledger, now } = dependencies
  if (!(await ledger.installation.isLive())) return ledger.operations.get(id)
  const operation = await ledger.operations.claim(id, LEASE_MS)
  if (!operation) return ledger.operations.get(id)
  const next_try_at = new Date(now() + nextTryIn(now() - operation.created_at.getTime()))
  try {
    const attempt = await ledger.attempts.get(operation.attempt_id)
    const outcome = await tryAtGateway(dependencies, attempt, operation, isUnwanted)
    if (outcome.answer) await keepAnswer(dependencies, attempt, outcome.answer, by)
    const isOver = outcome.state === "done" || outcome.state === "failed"
    const change = {
      gateway_id: outcome.gatewayId ?? operation.gateway_id,
      error: outcome.reason,
      next_try_at: isOver ? null : next_try_at,
    }
    if (outcome.state !== "asked" && outcome.state !== operation.state) {
      await ledger.operations.move(id, outcome.state, change, by)
    } else {
      await ledger.operations.note(id, change)
    }
  } catch (error) {
    await noteError(dependencies, operation, error, next_try_at)
  }
  return ledger.operations.get(id)
}

/** An error is no answer: the operation stays open. */
async function noteError(
  { ledger, log }: OperationDependencies,
  { id, kind, attempt_id }: PaymentOperation,
  error: unknown,
  next_try_at: Date,
): Promise<void> {
  const code = error instanceof GatewayError ? error.code : "unexpected"
  const message = keptMessage((error as Error).message)
  log.warn(
    `payment operation without an answer: kind=${kind} operation_id=${id} attempt_id=${attempt_id} code=${code}: ${message}`,
  )
  await ledger.operations.note(id, { error: message, next_try_at })
}

/** Keeps the gateway's answer about the payment, as any other observation. */
async function keepAnswer(
  dependencies: OperationDependencies,
  attempt: PaymentAttempt,
  answer: Observation,
  { road }: JournalAuthor,
): Promise<void> {
  const change = { answer, codes: [answer.code] }
  await recordChange(dependencies, attempt.id, change, { kind: "observed", road })
}
