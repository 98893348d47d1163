import { Money } from "../../src/core"
import type { PaymentAttempt, PaymentProblem } from "../../src/modules/gateway-ledger"
import { paymentsOf } from "./gateway"
import { inHandOf } from "./invariants"
import { orderOf, type Payment } from "./medusa/books"
import { askedOf, violation, type World } from "./world"

/** Captured money is in a living order that costs this sum, or went back, or a person is told of its true rest. */
const isReturned = ({ action, kind }: PaymentAttempt["words"][number]) =>
  action === "returned" && kind === "no_order"

export function auditCaptured(world: World, attempt: PaymentAttempt, payment: Payment): void {
  const { ledger } = world
  const open = ledger.problems.filter((one) => one.attempt_id === attempt.id && one.state === "open")
  auditRefunds(world, attempt, payment, open)
  const rest = inHandOf(world, payment)
  const own = open.filter((one) => IN_HAND.has(one.kind) && !one.refund_id && !one.gateway_id)
  const wrong = (text: string) =>
    violation(world, `${attempt.id}: ${rest} of ${payment.amount} in hand, ${text}`)
  for (const { kind, amount } of own) {
    // Nobody knew what was returned, so what the gateway shows as refunded is compared with Medusa by a person.
    if (kind === "refunded_at_gateway" && attempt.words.some((word) => word.amount === null)) continue
    // An order shows as paid what a person had returned before there was one.
    if (kind === "order_total_differs" && attempt.words.some((word) => word.kind === "no_order")) continue
    // What a person has returned may be what one of Medusa's refunds records: the rest is told as left then.
    if (kind === "no_order" && payment.refunds.length > 0 && attempt.words.some(isReturned)) continue
    const isTooMuch = amount === null || rest.lessThan(Money.of(amount, rest.currency))
    if (!rest.isPositive || isTooMuch) wrong(`and ${kind} ${amount} is open`)
  }
  if (isPlaceable(world, attempt, payment, rest)) wrong("and its cart could be an order")
  const owed = rest.isPositive ? owedFor(world, attempt, payment) : null
  // Beside another payment of the same collection it is too much, whatever the order costs.
  const isAbout = (kind: string) => kind === owed || kind === "paid_twice"
  const isTold =
    own.some(({ kind, amount }) => isAbout(kind) && amount === rest.amount) ||
    attempt.words.some(({ kind, refund_id }) => isAbout(kind) && refund_id === null)
  if (owed && !isTold) wrong(`and nobody is told: ${owed}`)
}

/** The cart costs what was paid, its goods are there, and nobody has dealt with the money. */
function isPlaceable(world: World, attempt: PaymentAttempt, payment: Payment, rest: Money): boolean {
  const { cart, enabled, stock } = world.medusa
  const isPayable = payment.collectionId === cart.collectionId && cart.total.equals(payment.amount)
  const isPossible = stock > 0 && enabled.has(attempt.provider_id) && !orderOf(world.medusa)
  const isUntouched = rest.equals(payment.amount) && attempt.words.length === 0
  return isPayable && isPossible && isUntouched && !isRefunded(world, attempt)
}

/** The problem that captured money in hand must have; null where it is where it belongs. */
function owedFor(world: World, attempt: PaymentAttempt, { collectionId }: Payment): string | null {
  const { medusa } = world
  const order = orderOf(medusa)
  if (isRefunded(world, attempt)) return "refunded_at_gateway"
  if (!order) return "no_order"
  if (order.isCanceled) return "refund_owed"
  const asked = askedOf(attempt)
  const isOfCart = collectionId === medusa.cart.collectionId
  const costs = order.total.equals(asked) || order.placedTotal.equals(asked)
  return isOfCart && !costs ? "order_total_differs" : null
}

/** Refunded in the cabinet, or revoked, and a look has seen it. One that revokes it is confirmed by another one. */
const isRefunded = (world: World, attempt: PaymentAttempt) =>
  paymentsOf(world, attempt).some(
    ({ number, wentBack, isNews }) =>
      number === attempt.gateway_id && wentBack.isPositive && !isNews && !isToBeConfirmed(attempt, number),
  )

const isToBeConfirmed = ({ observations, next_check_at }: PaymentAttempt, number: string) =>
  observations[number]?.revoked === 1 && next_check_at !== null

const IN_HAND: ReadonlySet<string> = new Set([
  "no_order",
  "refund_owed",
  "refunded_at_gateway",
  "order_total_differs",
  "order_unfinished",
  "paid_twice",
])

/** Each of Medusa's refunds is on its way, or a person is told of it, once. */
function auditRefunds(
  world: World,
  attempt: PaymentAttempt,
  { refunds }: Payment,
  open: readonly PaymentProblem[],
): void {
  for (const { id, amount } of refunds) {
    const isSent = world.ledger.payouts.some(
      ({ refund_id, state }) => refund_id === id && state !== "declined" && state !== "canceled",
    )
    const told = open.filter((one) => one.kind === "refund_owed" && one.refund_id === id)
    const isDone = attempt.words.some(({ refund_id }) => refund_id === id)
    const wrong = (text: string) => violation(world, `${attempt.id}: refund of ${amount} ${text}`)
    // What a person has returned before is carried out by it, and is not owed once more.
    const returned = attempt.words.some(
      ({ action, refund_id, kind }) => action === "returned" && refund_id === null && kind !== "overpaid",
    )
    const isTold = returned || told.some((one) => one.amount === amount.amount)
    if (!isSent && !isDone && !isRefunded(world, attempt) && !isTold) wrong("is forgotten")
    if ((isSent || isDone) && told.length > 0) wrong("is owed twice")
  }
}
