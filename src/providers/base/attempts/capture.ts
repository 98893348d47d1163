import { assertLive, Conflict, GatewayDeclined, isReleased, Money, type EntryGateway } from "../../../core"
import {
  capturedOf,
  isHeld,
  livingOperations,
  observedAmounts,
  ownObservation,
  paymentOf,
  sumOf,
  untakenOf,
  type AttemptFacts,
  type PaymentFacts,
} from "../../../core/settlement"
import type { OperationRoom, PaymentAttempt } from "../../../modules/gateway-ledger"
import { carryOut, openOperation } from "../../../operations"
import type { ProviderDependencies } from "../dependencies"
import { factsIn, moneyOf, paymentIn } from "./order-money"
import { payerOfCart } from "./payer"
import { cartOf, partialReceiptOf } from "./receipt"

export type CaptureDependencies = Pick<ProviderDependencies, "settlement" | "operations" | "cart" | "runtime">

const BY = { road: "medusa" } as const

/**
 * Captures a hold at the gateway for one of Medusa's captures, which has the amount. False when the money was never held,
 * or the gateway has taken it already. Repeating a capture continues the same operation, and so does a new capture in
 * Medusa after it took the first one back.
 *
 * @throws Conflict hold_ended, hold_captured, hold_voided, capture_in_parts, operation_in_progress; operation_unclear when
 *   the gateway's answer is not known yet: the operation is repeated by itself, and Medusa is told when it is done
 * @throws GatewayDeclined when the gateway refuses the capture
 */
export async function captureHeld(
  gateway: EntryGateway,
  dependencies: CaptureDependencies,
  attempt: PaymentAttempt,
  captureId: string | undefined,
): Promise<boolean> {
  const money = await moneyOf(dependencies, attempt)
  const facts = factsIn(money, attempt)
  const payment = facts && paymentOf(money, facts)
  if (!facts || !payment || !captureId) return false
  const { reference } = facts
  const wasHeld = isHeld(facts) || livingOperations(facts, "capture").length > 0
  if (!wasHeld) {
    assertNotEnded(gateway, facts)
    assertRecordedWhole(facts, payment)
    return false
  }
  const amount = payment.captures.find(({ id }) => id === captureId)?.amount
  if (!amount) throw new Conflict("capture_in_parts", `${reference}: Medusa has no capture ${captureId}`)
  if (isCapturedAlready(facts, payment)) {
    // The gateway may have taken more; the next look records that.
    await dependencies.settlement().ledger.attempts.wake([attempt.id])
    return true
  }
  const isWhole = amount.equals(facts.asked)
  if (!isWhole && gateway.capabilities.holds === "whole") {
    const message = `${reference}: ${gateway.name} captures ${facts.asked} or nothing.`
    throw new Conflict("capture_in_parts", message)
  }
  await captureAtGateway(gateway, dependencies, attempt, { captureId, amount, isWhole })
  return true
}

/** A hold that ended cannot be captured, whatever Medusa shows. */
function assertNotEnded({ capabilities }: EntryGateway, facts: AttemptFacts): void {
  const observed = ownObservation(facts)
  if (capabilities.holds === false || !observed || !isReleased(observed.status)) return
  const message = `${facts.reference}: the gateway does not hold the money any more (${observed.code}).`
  throw new Conflict("hold_ended", message)
}

/** Medusa must record exactly what the gateway has taken: neither more, nor a part of it. */
function assertRecordedWhole(facts: AttemptFacts, payment: PaymentFacts): void {
  const { reference, asked } = facts
  if (untakenOf(facts, payment).isPositive) {
    const message = `${reference}: less was captured at the gateway, and the rest went back to the shopper.`
    throw new Conflict("hold_captured", message)
  }
  const observed = ownObservation(facts)
  const received = (facts.canVoid && observed && observedAmounts(observed, asked)?.received) || asked
  const taken = received.lessThan(asked) ? received : asked
  if (!capturedOf(payment).lessThan(taken)) return
  const message = `${reference}: the gateway has taken ${taken} already; capture all of it.`
  throw new Conflict("capture_in_parts", message)
}

/** The gateway has captured all that Medusa has on record, and Medusa lost its own record of that. */
function isCapturedAlready(facts: AttemptFacts, payment: PaymentFacts): boolean {
  const captures = livingOperations(facts, "capture")
  const taken = sumOf(
    captures.map(({ amount }) => amount),
    payment.currency,
  )
  const isDone = captures.length > 0 && captures.every(({ state }) => state === "done")
  return isDone && !taken.lessThan(capturedOf(payment))
}

async function captureAtGateway(
  gateway: EntryGateway,
  dependencies: CaptureDependencies,
  attempt: PaymentAttempt,
  { captureId, amount, isWhole }: { captureId: string; amount: Money; isWhole: boolean },
): Promise<void> {
  const { reference } = attempt
  const operations = dependencies.operations()
  await assertLive(operations.ledger.installation)
  const cart = await cartOf(gateway, dependencies, attempt.payment_collection_id)
  const opened = await openOperation(
    operations,
    gateway,
    attempt,
    {
      kind: "capture",
      amount,
      isWhole,
      receipt: isWhole ? [] : partialReceiptOf(gateway, dependencies, cart, reference, amount),
      payer: payerOfCart(cart),
      reason: null,
      subjectId: captureId,
      requestedBy: null,
    },
    () => roomForCaptures(gateway, dependencies, attempt),
    BY,
  )
  const { state, error } = opened.state === "done" ? opened : await carryOut(operations, opened, BY)
  if (state === "done") return
  if (state === "failed") {
    const reason = error ?? "the gateway refused it"
    throw new GatewayDeclined(`${reference} was not captured: ${reason}`, "gateway_declined", error ?? "")
  }
  throw new Conflict(
    "operation_unclear",
    `${reference}: the gateway gave no clear answer to the capture. It is repeated by itself, and done at most once; trying again is harmless.`,
  )
}

/** Read under the attempt's lock, when no other operation of it can begin. Medusa records a capture before asking for it. */
async function roomForCaptures(
  { capabilities }: EntryGateway,
  dependencies: CaptureDependencies,
  attempt: PaymentAttempt,
): Promise<OperationRoom> {
  const payment = paymentIn(await moneyOf(dependencies, attempt), attempt)
  return {
    limit: Money.of(attempt.amount, attempt.currency_code).minor,
    subjects: new Set(payment?.captures.map(({ id }) => id)),
    inParts: capabilities.holds === "many",
  }
}
