import { isReleased, Money } from "../../src/core"
import type { PaymentAttempt, PaymentProblem } from "../../src/modules/gateway-ledger"
import { refundedAt } from "./card"
import { paymentsOf } from "./gateway"
import { inHandOf } from "./invariants"
import { orderOf, paymentOf, type Payment } from "./medusa/books"
import { restOf } from "./medusa/orders"
import { askedOf, violation, type GatewayPayment, type World } from "./world"

/** Balances what Medusa has of payments by card with what the gateway has. */
export function auditCard(world: World, attempt: PaymentAttempt): void {
  auditOperations(world, attempt)
  const payment = paymentOf(world.medusa, attempt.session_id)
  const [shown] = paymentsOf(world, attempt)
  if (!shown) return
  auditHold(world, attempt, payment, shown)
  if (payment && payment.captures.length > 0) {
    auditCaptures(world, attempt, payment, shown)
    auditRefunds(world, attempt, payment, shown)
    auditRest(world, attempt, payment, shown)
  }
}

const openOf = ({ ledger }: World, { id }: PaymentAttempt): PaymentProblem[] =>
  ledger.problems.filter(({ attempt_id, state }) => attempt_id === id && state === "open")

/** Whatever was sent has an end, unless the gateway does not know the payment any more: then a person is told. */
function auditOperations(world: World, attempt: PaymentAttempt): void {
  const { id, reference } = attempt
  const isTold = openOf(world, attempt).some(({ kind }) => kind === "operation_unclear")
  if (isTold && world.gateway.forgotten.has(reference)) return
  for (const { attempt_id, kind, state } of world.ledger.operations) {
    if (attempt_id === id && (state === "asked" || state === "pending"))
      violation(world, `${id}: a ${kind} is ${state} for ever`)
  }
}

/** A living order whose hold has ended is not paid, and a person is told. */
function auditHold(
  world: World,
  attempt: PaymentAttempt,
  payment: Payment | undefined,
  { view }: GatewayPayment,
): void {
  const order = orderOf(world.medusa)
  const isLost = payment && !payment.isCanceled && isReleased(view.status)
  if (!isLost || !order || order.isCanceled || attempt.words.length > 0) return
  const isPaidElsewhere = world.medusa.payments.some(
    (one) => one !== payment && inHandOf(world, one).isPositive,
  )
  const isTold = openOf(world, attempt).some(({ kind }) => kind === "hold_expired")
  if (!isTold && !isPaidElsewhere)
    violation(world, `${attempt.id}: the hold of ${order.id} has ended, and nobody is told`)
}

const sumOf = (problems: readonly PaymentProblem[], currency: string): Money =>
  problems.reduce((sum, { amount }) => sum.plus(Money.of(amount ?? "0", currency)), Money.zero(currency))

const capturedIn = ({ captures, currency }: Payment): Money =>
  captures.reduce((sum, { amount }) => sum.plus(amount), Money.zero(currency))

/**
 * The gateway has captured no more than Medusa, or a person is asked to look; of less the rest went back, and is told as
 * such.
 */
function auditCaptures(
  world: World,
  attempt: PaymentAttempt,
  payment: Payment,
  { arrived }: GatewayPayment,
): void {
  const captured = capturedIn(payment)
  if (captured.lessThan(arrived) && !isInDoubt(world, attempt) && attempt.words.length === 0)
    violation(world, `${attempt.id}: Medusa has ${captured} captured, the gateway ${arrived}`)
}

/** A person is asked to look what was captured. */
const isInDoubt = (world: World, attempt: PaymentAttempt) =>
  openOf(world, attempt).some(({ kind }) => kind === "operation_unclear")

/** What went back at the gateway is what Medusa has as refunded, or the difference is told, to the kopeck. */
function auditRefunds(world: World, attempt: PaymentAttempt, payment: Payment, shown: GatewayPayment): void {
  const { refunds, currency } = payment
  // Of a hold that has ended nothing was taken, so nothing can go back.
  if (attempt.words.length > 0 || isReleased(shown.view.status) || isInDoubt(world, attempt)) return
  const open = openOf(world, attempt)
  const total = refunds.reduce((sum, { amount }) => sum.plus(amount), Money.zero(currency))
  // Medusa may record two refunds at once, or one of a capture that it takes back: no more than was captured can go back.
  const captured = capturedIn(payment)
  const recorded = captured.lessThan(total) ? captured : total
  const owed = sumOf(
    open.filter(({ kind, refund_id }) => kind === "refund_owed" && refund_id !== null),
    currency,
  )
  const unrecorded = sumOf(
    open.filter(({ kind }) => kind === "refunded_at_gateway"),
    currency,
  )
  const went = refundedAt(shown).plus(captured).minus(shown.arrived)
  if (!went.equals(recorded.minus(owed).plus(unrecorded)))
    violation(
      world,
      `${attempt.id}: ${went} went back, Medusa has ${recorded}, of which ${owed} are told as owed, and ${unrecorded} as returned beside it`,
    )
}

/** What is left of captured money is in a living order, or a person is told of its true rest. */
function auditRest(
  world: World,
  attempt: PaymentAttempt,
  payment: Payment,
  { arrived }: GatewayPayment,
): void {
  if (attempt.words.length > 0 || !arrived.isPositive) return
  const order = orderOf(world.medusa)
  const open = openOf(world, attempt)
  const unrecorded = sumOf(
    open.filter(({ kind }) => kind === "refunded_at_gateway"),
    payment.currency,
  )
  const rest = restOf(payment).minus(unrecorded)
  const kind = !order ? "no_order" : order.isCanceled ? "refund_owed" : null
  if (kind === null || !rest.isPositive) return
  const told = open.find((one) => one.kind === kind && one.refund_id === null && one.gateway_id === null)
  if (told?.amount !== rest.amount)
    violation(world, `${attempt.id}: ${rest} of ${askedOf(attempt)} in hand, told ${told?.amount}: ${kind}`)
}
