import { isOpenOperation, Money, type EntryGateway } from "../../../../core"
import { observationOfCaptured, ownObservation, type KeptObservation } from "../../../../core/settlement"
import type { PaymentSums } from "../../../../medusa/reads/payment-sums"
import type { PaymentAttempt, PaymentOperation } from "../../../../modules/gateway-ledger"
import type { OperationRow, PaymentMoney } from "../types"
import type { FindActor } from "./actors"
import { decimal, iso } from "./values"

/** What {@link paymentMoney} computes from. */
export interface MoneyFacts {
  attempt: Pick<PaymentAttempt, "amount" | "currency_code" | "gateway_id" | "observations">
  /** Medusa's payment of it, where there is one. */
  payment: PaymentSums | undefined
  operations: readonly Pick<PaymentOperation, "kind" | "state">[]
  /** The gateway of its entry; undefined when that is not configured any more. */
  gateway: Pick<EntryGateway, "acceptsTestPayments" | "capabilities" | "refunds"> | undefined
}

/** What is held, captured and refunded of a payment, and what may be next. Pure. */
export function paymentMoney(facts: MoneyFacts): PaymentMoney {
  const { amount, currency_code } = facts.attempt
  let asked: Money
  try {
    asked = Money.of(amount, currency_code)
  } catch {
    return unreadableMoney(facts)
  }
  return readableMoney(facts, asked)
}

/** The attempt's amount or currency cannot be read: Medusa's sums are shown as they are, and nothing can be done. */
const unreadableMoney = ({ payment, gateway }: MoneyFacts): PaymentMoney => ({
  payment_id: payment?.paymentId ?? null,
  held: null,
  capture_before: null,
  captures: gateway?.capabilities.holds ?? false,
  capturable: null,
  captured: payment?.captured ?? "0",
  released: null,
  refunded: payment?.refunded ?? "0",
  refunded_at_gateway: null,
  refundable: null,
})

function readableMoney({ attempt, payment, operations, gateway }: MoneyFacts, asked: Money): PaymentMoney {
  const zero = Money.zero(asked.currency)
  const captured = payment ? Money.rounded(payment.captured, asked.currency) : zero
  const refunded = payment ? Money.rounded(payment.refunded, asked.currency) : zero
  const { own, ofCaptured } = observationsOf({ attempt, gateway }, asked)
  const held = heldOf(own, asked, captured)
  const captures = gateway?.capabilities.holds ?? false
  const mayCapture = payment !== undefined && !payment.isCanceled && isCapturable(operations, captures)
  const left = captured.minus(refunded)
  const mayRefund = gateway !== undefined && gateway.refunds !== "reject" && left.isPositive
  const atGateway = refundedAtGateway(ofCaptured, asked)
  return {
    payment_id: payment?.paymentId ?? null,
    held: held?.amount ?? null,
    capture_before: held ? timeOf(own?.captureBefore) : null,
    captures,
    capturable: held && mayCapture ? held.amount : null,
    captured: captured.amount,
    released: held ? null : releasedOf(operations, asked, captured),
    refunded: refunded.amount,
    refunded_at_gateway: atGateway && !atGateway.equals(refunded) ? atGateway.amount : null,
    refundable: mayRefund ? left.amount : null,
  }
}

function observationsOf(
  { attempt, gateway }: Pick<MoneyFacts, "attempt" | "gateway">,
  asked: Money,
): { own?: KeptObservation; ofCaptured?: KeptObservation } {
  const policy = gateway ? { acceptsTestPayments: gateway.acceptsTestPayments } : null
  const observed = { gatewayId: attempt.gateway_id, observations: attempt.observations, asked, policy }
  return { own: ownObservation(observed), ofCaptured: observationOfCaptured(observed) }
}

/** What the gateway holds; where it does not tell the sum, what is not captured yet. */
function heldOf(own: KeptObservation | undefined, asked: Money, captured: Money): Money | null {
  if (own?.status !== "authorized") return null
  return readableSum(own.held, asked.currency) ?? asked.minus(captured)
}

/** Whether nothing that was begun takes the rest, and the gateway lets it be captured (once more). */
function isCapturable(operations: MoneyFacts["operations"], captures: PaymentMoney["captures"]): boolean {
  const begun = operations.filter(({ kind, state }) => kind !== "refund" && state !== "failed")
  if (begun.some((operation) => operation.kind === "void" || isOpenOperation(operation))) return false
  return captures === "many" || (captures !== false && begun.length === 0)
}

/** What went back of a hold that was captured in part or voided. */
function releasedOf(operations: MoneyFacts["operations"], asked: Money, captured: Money): string | null {
  const isVoided = operations.some(({ kind, state }) => kind === "void" && state === "done")
  const rest = asked.minus(captured)
  return rest.isPositive && (captured.isPositive || isVoided) ? rest.amount : null
}

/** What the gateway shows as refunded: all that came where it names no sum; null where it tells nothing. */
function refundedAtGateway(shown: KeptObservation | undefined, asked: Money): Money | null {
  if (!shown) return null
  const sum = readableSum(shown.refunded, asked.currency)
  return sum ?? (shown.status === "refunded" ? (readableSum(shown.received, asked.currency) ?? asked) : null)
}

/** A sum that the gateway shows; null where it shows none, or one that cannot be read. */
function readableSum(sum: string | null | undefined, currency: string): Money | null {
  if (sum === null || sum === undefined) return null
  try {
    return Money.floor(sum, currency)
  } catch {
    return null
  }
}

function timeOf(text: string | null | undefined): string | null {
  const at = text ? Date.parse(text) : NaN
  return Number.isNaN(at) ? null : iso(new Date(at))
}

/** A capture, void or refund as the details of its payment show it. */
export function operationRow(operation: PaymentOperation, find: FindActor): OperationRow {
  const { id, kind, state, amount, currency_code, gateway_id, subject_id, requested_by, error, tries } =
    operation
  return {
    id,
    kind,
    state,
    amount: decimal(amount, currency_code),
    gateway_id,
    subject_id,
    requested_by: find(requested_by),
    error,
    tries,
    created_at: iso(operation.created_at),
    updated_at: iso(operation.updated_at),
    next_try_at: iso(operation.next_try_at),
  }
}
