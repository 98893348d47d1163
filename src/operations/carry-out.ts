import {
  GatewayDeclined,
  GatewayError,
  IntegrityError,
  isReleased,
  keptMessage,
  Money,
  nextTryIn,
  OutcomeUnknown,
  type EntryGateway,
  type KnownPayment,
  type Observation,
  type ObservedRefund,
  type Operation,
  type OperationState,
} from "../core"
import type { JournalAuthor, PaymentAttempt, PaymentOperation } from "../modules/gateway-ledger"
import { gatewayOf } from "../settlement/gateway-of"
import { knownPayment } from "../settlement/observe"
import { recordChange } from "../settlement/record"
import type { OperationDependencies } from "./dependencies"

/** Longer than a call with all its repetitions takes. */
const LEASE_MS = 150_000

/** What a try told. */
interface Told {
  state: OperationState
  gatewayId: string | null
  /** Why it failed; of one that is done, what leaves a doubt. */
  reason: string | null
  /** What the gateway shows of the payment now. */
  answer?: Observation
}

/**
 * Carries an operation out as far as it comes: sends it, with the same key and the same bytes as every time, or looks it
 * up where the gateway would not tell a repetition by its key any more. Whoever calls it, and how often: the gateway does
 * it once. Without a clear answer it stays open, and is due again.
 *
 * @param isUnwanted a capture that nothing asks for any more: it is only looked up, and has failed where it was not done
 * @returns the operation as it is now; unchanged when another process has it at this moment
 * @throws GatewayError nothing: what went wrong stands in the operation's `error`
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
    const told = await tell(dependencies, attempt, operation, isUnwanted)
    if (told.answer) await keepAnswer(dependencies, attempt, told.answer, by)
    const isOver = told.state === "done" || told.state === "failed"
    const change = {
      gateway_id: told.gatewayId ?? operation.gateway_id,
      error: told.reason,
      next_try_at: isOver ? null : next_try_at,
    }
    if (told.state !== "asked" && told.state !== operation.state)
      await ledger.operations.move(id, told.state, change, by)
    else await ledger.operations.note(id, change)
  } catch (error) {
    await putOff(dependencies, operation, error, next_try_at)
  }
  return ledger.operations.get(id)
}

/** An error is no answer: nobody knows what came of it. */
async function putOff(
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

/** Of two answers about one payment the settlement keeps the further one; this is as good as any look. */
async function keepAnswer(
  dependencies: OperationDependencies,
  attempt: PaymentAttempt,
  answer: Observation,
  { road }: JournalAuthor,
): Promise<void> {
  const change = { answer, codes: [answer.code] }
  await recordChange(dependencies as never, attempt.id, change, { kind: "observed", road })
}

async function tell(
  dependencies: OperationDependencies,
  attempt: PaymentAttempt,
  row: PaymentOperation,
  isUnwanted: boolean,
): Promise<Told> {
  const found = await gatewayOf(dependencies, attempt)
  if (!found || found.isAssumed) {
    throw new IntegrityError("shop_mismatch", `no entry of ${attempt.provider_id}'s account is configured`)
  }
  const { gateway } = found
  const payment = knownPayment(attempt)
  const operation = operationOf(row)
  const isKeyKept = dependencies.now() - operation.createdAt < gateway.capabilities.operationKeysMs
  const told =
    isUnwanted || row.state === "pending" || !isKeyKept
      ? await lookUp(gateway, payment, operation)
      : await sendOrLookUp(gateway, payment, operation, row.tries)
  return operation.kind === "refund" && told.state === "done" ? withPayment(gateway, payment, told) : told
}

async function sendOrLookUp(
  gateway: EntryGateway,
  payment: KnownPayment,
  operation: Operation,
  tries: number,
): Promise<Told> {
  try {
    return await send(gateway, payment, operation)
  } catch (error) {
    if (!(error instanceof GatewayDeclined)) throw error
    // To a repetition a refusal proves nothing: the first try may have done it.
    return tries > 1
      ? lookUpDeclined(gateway, payment, operation, error)
      : failed(error.reason || error.message)
  }
}

/**
 * A refund that is done is over when the payment has been seen since: what went back in the cabinet while it was under
 * way could not be told from it, and nobody asks about a settled payment by itself.
 */
async function withPayment(gateway: EntryGateway, payment: KnownPayment, told: Told): Promise<Told> {
  const answer = await gateway.fetchPayment(payment)
  if (!answer) throw new OutcomeUnknown("the gateway does not know the payment")
  assertAbout(payment, answer)
  return { ...told, answer }
}

const operationOf = (row: PaymentOperation): Operation => ({
  kind: row.kind,
  key: row.key,
  amount: Money.of(row.amount, row.currency_code),
  body: row.body,
  gatewayId: row.gateway_id,
  createdAt: row.created_at.getTime(),
})

const failed = (reason: string | null): Told => ({
  state: "failed",
  gatewayId: null,
  reason: reason === null ? null : keptMessage(reason),
})

async function send(gateway: EntryGateway, payment: KnownPayment, operation: Operation): Promise<Told> {
  switch (operation.kind) {
    case "capture":
      return ofPayment(payment, operation, await called(gateway.capturePayment)(payment, operation))
    case "void":
      return ofPayment(payment, operation, await called(gateway.voidPayment)(payment, operation))
    case "refund":
      return ofRefund(operation, await called(gateway.refundPayment)(payment, operation))
  }
}

/** An entry may have lost the ability since; the operation waits for it. */
function called<Member>(member: Member | undefined): Member {
  if (member) return member
  throw new IntegrityError("settlement_incomplete", "the gateway has no such operation any more")
}

/** What the gateway shows of it: of a refund the refund, of a capture or a void the payment. */
async function lookUp(gateway: EntryGateway, payment: KnownPayment, operation: Operation): Promise<Told> {
  if (operation.kind === "refund") {
    const refund = await called(gateway.fetchRefund)(payment, operation)
    return refund ? ofRefund(operation, refund) : failed("the gateway has no such refund")
  }
  const shown = await gateway.fetchPayment(payment)
  if (!shown) throw new OutcomeUnknown("the gateway does not know the payment")
  const told = inDoubt(operation, ofPayment(payment, operation, shown), shown)
  // It is not sent again, and the gateway shows plainly that it was not done.
  return told.state === "asked" && shown.status === "authorized"
    ? { ...failed("the gateway shows that it was not done"), answer: shown }
    : told
}

async function lookUpDeclined(
  gateway: EntryGateway,
  payment: KnownPayment,
  operation: Operation,
  declined: GatewayDeclined,
): Promise<Told> {
  const told = await lookUp(gateway, payment, operation)
  return told.state === "failed"
    ? { ...told, reason: keptMessage(declined.reason || declined.message) }
    : told
}

/** A capture is done when the payment is paid, a void when it is over without money; either by its opposite is failed. */
function ofPayment(payment: KnownPayment, { kind, amount }: Operation, answer: Observation): Told {
  assertAbout(payment, answer)
  const { received, status, code } = answer
  const isLess = received !== null && Money.floor(received, amount.currency).lessThan(amount)
  const isPaid = status === "paid" || status === "refunded"
  if (kind === "capture" && isPaid && isLess) {
    // In the cabinet another sum was taken before.
    return { ...failed(`the gateway shows ${code} ${received}`), answer }
  }
  const [isDone, isUndone] = kind === "capture" ? [isPaid, isReleased(status)] : [isReleased(status), isPaid]
  if (isUndone) return { ...failed(`the gateway shows ${code}`), answer }
  return { state: isDone ? "done" : "asked", gatewayId: null, reason: null, answer }
}

/**
 * A capture of a part that is told by the payment alone: the gateway may go on showing what was held, or more was
 * captured in its cabinet, and nobody can tell both apart.
 */
function inDoubt({ kind, amount }: Operation, told: Told, { code, received }: Observation): Told {
  const isMore = received !== null && amount.lessThan(Money.floor(received, amount.currency))
  if (kind !== "capture" || told.state !== "done" || !isMore) return told
  return { ...told, reason: `the gateway shows ${code} ${received}, and was asked to capture ${amount}` }
}

function assertAbout({ reference, gatewayId }: KnownPayment, answer: Observation): void {
  const isOther = gatewayId !== null && answer.gatewayId !== null && answer.gatewayId !== gatewayId
  if (answer.reference === reference && !isOther) return
  throw new IntegrityError(
    "reference_mismatch",
    `the gateway answered about another payment than ${reference}`,
  )
}

function ofRefund({ amount }: Operation, refund: ObservedRefund): Told {
  if (refund.amount !== null && !Money.floor(refund.amount, amount.currency).equals(amount)) {
    throw new IntegrityError("reference_mismatch", `the gateway answered about a refund of ${refund.amount}`)
  }
  return { state: refund.status, gatewayId: refund.gatewayId, reason: refund.reason }
}
