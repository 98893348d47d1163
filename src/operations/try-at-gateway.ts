import {
  GatewayDeclined,
  IntegrityError,
  isReleased,
  keptMessage,
  Money,
  OutcomeUnknown,
  type EntryGateway,
  type KnownPayment,
  type Observation,
  type ObservedRefund,
  type Operation,
  type OperationState,
} from "../core"
import type { PaymentAttempt, PaymentOperation } from "../modules/gateway-ledger"
import { gatewayOf } from "../settlement/gateway-of"
import { knownPayment } from "../settlement/observe"
import type { OperationDependencies } from "./dependencies"

/** What one try has shown of an operation. */
export interface Outcome {
  state: OperationState
  gatewayId: string | null
  /** Why it failed; of one that is done, why its result is in doubt. */
  reason: string | null
  /** What the gateway shows of the payment now. */
  answer?: Observation
}

/**
 * Sends an operation to the gateway, or asks what became of it.
 *
 * @throws GatewayError when the gateway gave no clear answer
 */
export async function tryAtGateway(
  dependencies: OperationDependencies,
  attempt: PaymentAttempt,
  row: PaymentOperation,
  isUnwanted: boolean,
): Promise<Outcome> {
  const found = await gatewayOf(dependencies, attempt)
  if (!found || found.isAssumed) {
    throw new IntegrityError("shop_mismatch", `no entry of ${attempt.provider_id}'s account is configured`)
  }
  const { gateway } = found
  const payment = knownPayment(attempt)
  const operation = operationOf(row)
  const isKeyKept = dependencies.now() - operation.createdAt < gateway.capabilities.operationKeysMs
  const outcome =
    isUnwanted || row.state === "pending" || !isKeyKept
      ? await lookUp(gateway, payment, operation)
      : await sendOrLookUp(gateway, payment, operation, row.tries)
  const isRefunded = operation.kind === "refund" && outcome.state === "done"
  return isRefunded ? { ...outcome, answer: await shownPayment(gateway, payment) } : outcome
}

async function sendOrLookUp(
  gateway: EntryGateway,
  payment: KnownPayment,
  operation: Operation,
  tries: number,
): Promise<Outcome> {
  try {
    return await send(gateway, payment, operation)
  } catch (error) {
    if (!(error instanceof GatewayDeclined)) throw error
    const declined = failed(error.reason || error.message)
    if (tries <= 1) return declined
    // A repetition that is declined proves nothing: the first try may have done it.
    const outcome = await lookUp(gateway, payment, operation)
    return outcome.state === "failed" ? { ...outcome, reason: declined.reason } : outcome
  }
}

/**
 * The payment after a refund that is done: a refund in the cabinet, made while this one was under way, could not be told
 * from it before, and nobody asks about a settled payment by itself.
 */
async function shownPayment(gateway: EntryGateway, payment: KnownPayment): Promise<Observation> {
  const shown = await gateway.fetchPayment(payment)
  if (!shown) throw new OutcomeUnknown("the gateway does not know the payment")
  assertAbout(payment, shown)
  return shown
}

const operationOf = (row: PaymentOperation): Operation => ({
  kind: row.kind,
  key: row.key,
  amount: Money.of(row.amount, row.currency_code),
  body: row.body,
  gatewayId: row.gateway_id,
  createdAt: row.created_at.getTime(),
})

const failed = (reason: string): Outcome => ({
  state: "failed",
  gatewayId: null,
  reason: keptMessage(reason),
})

async function send(gateway: EntryGateway, payment: KnownPayment, operation: Operation): Promise<Outcome> {
  switch (operation.kind) {
    case "capture":
      return ofPayment(payment, operation, await called(gateway.capturePayment)(payment, operation))
    case "void":
      return ofPayment(payment, operation, await called(gateway.voidPayment)(payment, operation))
    case "refund":
      return ofRefund(operation, await called(gateway.refundPayment)(payment, operation))
  }
}

/** The entry may have lost the ability since; the operation waits until it is back. */
function called<Member>(member: Member | undefined): Member {
  if (member) return member
  throw new IntegrityError("settlement_incomplete", "the gateway has no such operation any more")
}

/** Asks the gateway what became of an operation: about the refund, or about the payment of a capture or a void. */
async function lookUp(gateway: EntryGateway, payment: KnownPayment, operation: Operation): Promise<Outcome> {
  if (operation.kind === "refund") {
    const refund = await called(gateway.fetchRefund)(payment, operation)
    return refund ? ofRefund(operation, refund) : failed("the gateway has no such refund")
  }
  const shown = await shownPayment(gateway, payment)
  const outcome = inDoubt(operation, ofPayment(payment, operation, shown), shown)
  // It is not sent again, and the gateway shows plainly that it was not done.
  return outcome.state === "asked" && shown.status === "authorized"
    ? { ...failed("the gateway shows that it was not done"), answer: shown }
    : outcome
}

/** A capture is done when the payment is paid, a void when it is over without money; the opposite means failed. */
function ofPayment(payment: KnownPayment, { kind, amount }: Operation, answer: Observation): Outcome {
  assertAbout(payment, answer)
  const { received, status, code } = answer
  const isLess = received !== null && Money.floor(received, amount.currency).lessThan(amount)
  const isPaid = status === "paid" || status === "refunded"
  if (kind === "capture" && isPaid && isLess) {
    // Another sum was captured in the cabinet before.
    return { ...failed(`the gateway shows ${code} ${received}`), answer }
  }
  const [isDone, isUndone] = kind === "capture" ? [isPaid, isReleased(status)] : [isReleased(status), isPaid]
  if (isUndone) return { ...failed(`the gateway shows ${code}`), answer }
  return { state: isDone ? "done" : "asked", gatewayId: null, reason: null, answer }
}

/**
 * A capture of a part whose payment shows more: the gateway may go on showing what was held, or more was captured in its
 * cabinet. Nothing tells the two apart, so a person must look.
 */
function inDoubt({ kind, amount }: Operation, outcome: Outcome, { code, received }: Observation): Outcome {
  const isMore = received !== null && amount.lessThan(Money.floor(received, amount.currency))
  if (kind !== "capture" || outcome.state !== "done" || !isMore) return outcome
  return { ...outcome, reason: `the gateway shows ${code} ${received}, and was asked to capture ${amount}` }
}

function assertAbout({ reference, gatewayId }: KnownPayment, answer: Observation): void {
  const isOther = gatewayId !== null && answer.gatewayId !== null && answer.gatewayId !== gatewayId
  if (answer.reference === reference && !isOther) return
  throw new IntegrityError(
    "reference_mismatch",
    `the gateway answered about another payment than ${reference}`,
  )
}

function ofRefund({ amount }: Operation, refund: ObservedRefund): Outcome {
  if (refund.amount !== null && !Money.floor(refund.amount, amount.currency).equals(amount)) {
    throw new IntegrityError("reference_mismatch", `the gateway answered about a refund of ${refund.amount}`)
  }
  return { state: refund.status, gatewayId: refund.gatewayId, reason: refund.reason }
}
