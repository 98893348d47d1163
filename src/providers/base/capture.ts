import { assertLive, Conflict, GatewayDeclined, isReleased, Money, type EntryGateway } from "../../core"
import {
  capturedOf,
  isHeld,
  livingOperations,
  observedAmounts,
  ownObservation,
  paymentOf,
  sumOf,
  untakenOf,
  type OrderMoney,
} from "../../core/settlement"
import { carryOut, openOperation, type OperationDependencies } from "../../operations"
import type { OperationRoom, PaymentAttempt, PaymentOperation } from "../../modules/gateway-ledger"
import { gather } from "../../settlement"
import type { ProviderDependencies } from "./dependencies"
import { payerOfCart } from "./payer"
import { cartOf, partialReceiptOf } from "./receipt"

export type CaptureDependencies = Pick<ProviderDependencies, "settlement" | "operations" | "cart" | "runtime">

const BY = { road: "medusa" } as const

/**
 * Captures a hold for one of Medusa's captures, which has the sum; false when the money was never held, or is taken
 * already. The same capture again, and one that Medusa took back and asks for anew, is the same operation.
 *
 * @throws Conflict hold_ended, hold_captured, hold_voided, capture_in_parts, operation_in_progress; operation_unclear when
 *   nobody knows yet what came of it: it is repeated by itself, and Medusa is told when it is done
 * @throws GatewayDeclined when the gateway refuses it
 */
export async function captureHeld(
  gateway: EntryGateway,
  dependencies: CaptureDependencies,
  attempt: PaymentAttempt,
  captureId: string | undefined,
): Promise<boolean> {
  const money = await moneyOf(dependencies, attempt)
  const facts = money.attempts.find(({ id }) => id === attempt.id)
  const payment = facts && paymentOf(money, facts)
  if (!facts || !payment || !captureId) return false
  const wasHeld = isHeld(facts) || livingOperations(facts, "capture").length > 0
  if (!wasHeld) {
    assertNotEnded(gateway, facts, attempt)
    if (untakenOf(facts, payment).isPositive) {
      throw new Conflict(
        "hold_captured",
        `${attempt.reference}: less was captured at the gateway, and the rest went back to the shopper.`,
      )
    }
    assertAllOfIt(facts, payment, attempt)
    return false
  }
  const amount = payment.captures.find(({ id }) => id === captureId)?.amount
  if (!amount)
    throw new Conflict("capture_in_parts", `${attempt.reference}: Medusa has no capture ${captureId}`)
  if (isTakenAlready(facts, payment)) {
    // What was taken beyond it is recorded by the next look.
    await dependencies.settlement().ledger.attempts.wake([attempt.id])
    return true
  }
  const isWhole = amount.equals(facts.asked)
  if (!isWhole && gateway.capabilities.holds === "whole") {
    throw new Conflict(
      "capture_in_parts",
      `${attempt.reference}: ${gateway.name} captures ${facts.asked} or nothing.`,
    )
  }
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
      receipt: isWhole ? [] : partialReceiptOf(gateway, dependencies, cart, attempt.reference, amount),
      payer: payerOfCart(cart),
      reason: null,
      subjectId: captureId,
      requestedBy: null,
    },
    () => room(gateway, dependencies, attempt),
    BY,
  )
  await finish(operations, opened, attempt)
  return true
}

const moneyOf = async (
  dependencies: Pick<CaptureDependencies, "settlement">,
  { payment_collection_id }: PaymentAttempt,
): Promise<OrderMoney> =>
  (await gather(dependencies.settlement(), payment_collection_id, { withTotal: false })).money

/** What was held and went back cannot be captured, whatever Medusa shows. */
function assertNotEnded(
  { capabilities }: EntryGateway,
  facts: OrderMoney["attempts"][number],
  { reference }: PaymentAttempt,
): void {
  const observed = ownObservation(facts)
  if (capabilities.holds !== false && observed && isReleased(observed.status)) {
    throw new Conflict(
      "hold_ended",
      `${reference}: the gateway does not hold the money any more (${observed.code}).`,
    )
  }
}

/** All that Medusa has on record by now was taken before: its own record of that was lost. */
function isTakenAlready(
  facts: OrderMoney["attempts"][number],
  payment: OrderMoney["payments"][number],
): boolean {
  const captures = livingOperations(facts, "capture")
  const taken = sumOf(
    captures.map(({ amount }) => amount),
    payment.currency,
  )
  const isDone = captures.length > 0 && captures.every(({ state }) => state === "done")
  return isDone && !taken.lessThan(capturedOf(payment))
}

/** What the gateway has taken already is recorded as it is: a part of it would leave the rest unrecorded. */
function assertAllOfIt(
  facts: OrderMoney["attempts"][number],
  payment: OrderMoney["payments"][number],
  { reference }: PaymentAttempt,
): void {
  const observed = ownObservation(facts)
  const received =
    (facts.canVoid && observed && observedAmounts(observed, facts.asked)?.received) || facts.asked
  const taken = received.lessThan(facts.asked) ? received : facts.asked
  if (!capturedOf(payment).lessThan(taken)) return
  throw new Conflict(
    "capture_in_parts",
    `${reference}: the gateway has taken ${taken} already; capture all of it.`,
  )
}

/** Read when nobody else can begin an operation of this payment: Medusa's captures are there before theirs. */
async function room(
  gateway: EntryGateway,
  dependencies: CaptureDependencies,
  attempt: PaymentAttempt,
): Promise<OperationRoom> {
  const money = await moneyOf(dependencies, attempt)
  const payment = money.payments.find(({ sessionId }) => sessionId === attempt.session_id)
  return {
    limit: Money.of(attempt.amount, attempt.currency_code).minor,
    subjects: new Set(payment?.captures.map(({ id }) => id)),
    inParts: gateway.capabilities.holds === "many",
  }
}

async function finish(
  operations: OperationDependencies,
  opened: PaymentOperation,
  { reference }: PaymentAttempt,
): Promise<void> {
  const operation = opened.state === "done" ? opened : await carryOut(operations, opened, BY)
  if (operation.state === "done") return
  if (operation.state === "failed") {
    throw new GatewayDeclined(
      `${reference} was not captured: ${operation.error ?? "the gateway refused it"}`,
      "gateway_declined",
      operation.error ?? "",
    )
  }
  throw new Conflict(
    "operation_unclear",
    `${reference}: the gateway gave no clear answer to the capture. It is repeated by itself, and done at most once; trying again is harmless.`,
  )
}
