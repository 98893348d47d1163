import { hasReached, isReleased } from "../../src/core"
import type { PaymentAttempt } from "../../src/modules/gateway-ledger"
import { paymentsOf } from "./gateway"
import { inHandOf } from "./invariants"
import { orderOf, outstandingOf, type Order, type Payment } from "./medusa/books"
import { askedOf, attemptOf, entryOf, violation, type World } from "./world"

export function auditOrder(world: World): void {
  const order = orderOf(world.medusa)
  auditCaptures(world)
  if (!order) return auditSessions(world)
  auditAccount(world, order)
  if (order.isCanceled && order.isReserved) violation(world, `${order.id} is canceled and keeps its stock`)
  if (!order.isCanceled && mustBeCanceled(world, order)) auditUnpaid(world, order)
}

/** Medusa would make an order of an authorized session without asking: none stands there of money that has gone. */
function auditSessions(world: World): void {
  for (const { id, isAuthorized } of world.medusa.sessions) {
    const payment = world.medusa.payments.find(({ sessionId }) => sessionId === id)
    const isOurs = attemptOf(world, id) !== undefined
    if (isOurs && isAuthorized && payment?.isCaptured && inHandOf(world, payment).lessThan(payment.amount))
      violation(world, `${id} is authorized, and its money has gone`)
  }
}

/** What is told of money that nothing asks for. */
const TOO_MUCH: ReadonlySet<string> = new Set([
  "paid_twice",
  "no_order",
  "refund_owed",
  "refunded_at_gateway",
])

/** Of one collection no more is in hand at a time than one payment, whoever has captured it, unless a person is told. */
function auditCaptures(world: World): void {
  const { medusa, ledger } = world
  for (const { id } of medusa.collections) {
    const inHand = medusa.payments.filter(
      ({ collectionId, captures, refunds }) =>
        collectionId === id && captures.length > 0 && refunds.length === 0,
    )
    const attempts = inHand.map(({ sessionId }) => attemptOf(world, sessionId))
    const isUntouched = (attempt: (typeof attempts)[number]) => attempt?.words.length === 0
    const untouched = attempts.filter((attempt) => attempt === undefined || isUntouched(attempt)).length
    const isOurs = attempts.some(isUntouched)
    const isTold = ledger.problems.some(({ kind, state }) => TOO_MUCH.has(kind) && state === "open")
    if (isOurs && untouched > 1 && !isTold) violation(world, `${id} is captured twice, and nobody is told`)
  }
}

export function auditAccounts(world: World): void {
  const order = orderOf(world.medusa)
  if (order) auditAccount(world, order)
}

/** The gateway holds it, or held it and has it no more. */
function isNotTaken(world: World, { sessionId }: Payment): boolean {
  const attempt = attemptOf(world, sessionId)
  const shown = attempt && paymentsOf(world, attempt).filter(({ card }) => card)
  return (
    shown !== undefined &&
    shown.length > 0 &&
    (isUnderWay(world, attempt) ||
      shown.every(({ view }) => view.status === "authorized" || isReleased(view.status)))
  )
}

/** It was sent, and the gateway has not answered yet. */
const isUnderWay = ({ ledger }: World, attempt: PaymentAttempt | undefined) =>
  ledger.operations.some(
    ({ attempt_id, state }) => attempt_id === attempt?.id && (state === "asked" || state === "pending"),
  )

/**
 * The order's account holds each capture exactly once, and the order leads to its payments; one that went back may be
 * missing, if its refund is, too.
 */
function auditAccount(world: World, { id, entries, hasPayments }: Order): void {
  for (const payment of world.medusa.payments) {
    if (!attemptOf(world, payment.sessionId)) continue
    // What never came to the gateway is not paid, whatever Medusa has begun to write down.
    if (isNotTaken(world, payment) && !isRefundEntered(entries, payment)) continue
    const isOver = !inHandOf(world, payment).isPositive && !isRefundEntered(entries, payment)
    if (!hasPayments && payment.captures.length > 0 && !isOver)
      violation(world, `${id} is paid, and does not lead to its payments`)
    for (const capture of payment.captures) {
      const times = entries.filter(({ of }) => of === capture.id).length
      if (times > 1 || (times === 0 && !isOver))
        violation(world, `${id}: ${capture.amount} stands in its account ${times} times`)
    }
  }
}

const isRefundEntered = (entries: Order["entries"], { id, refunds }: Payment) =>
  entries.some(({ kind, of }) => kind === "refund" && (of === id || refunds.some((one) => one.id === of)))

/** It is kept only where Medusa does not cancel it, or a credit covers a part, and a person is told, or has said so. */
function auditUnpaid(world: World, { id, isFulfilled, credited }: Order): void {
  const { problems, attempts } = world.ledger
  const isTold = problems.some(({ kind }) => kind === "order_not_canceled")
  if (attempts.some(({ words }) => words.some(isKept))) return
  if (!isFulfilled && !credited.isPositive) violation(world, `${id} is unpaid for ever`)
  else if (!isTold) violation(world, `${id} is not canceled, and nobody is told`)
}

/** Placed unpaid by an order-first entry, which waits for it still; no money came, and none is on its way. */
function mustBeCanceled(world: World, order: Order): boolean {
  const { medusa, ledger } = world
  if (medusa.payments.length > 0) return false
  const sessions = medusa.sessions.filter(({ collectionId }) => collectionId === medusa.cart.collectionId)
  const placing = sessions.map(({ id }) => attemptOf(world, id)).find((attempt) => attempt)
  const isFirst = placing && entryOf(world, placing.provider_id)?.policy.order.placeOrder === "before_payment"
  if (!isFirst) return false
  // One that was there before any attempt of ours was placed by somebody else, as far as anybody can know.
  const isOurs = ledger.attempts.some(
    ({ created_at, provider_id }) =>
      created_at.getTime() <= order.placedAt + 60_000 &&
      entryOf(world, provider_id)?.policy.order.placeOrder === "before_payment",
  )
  if (!isOurs) return false
  if (medusa.sessions.some(({ id, status }) => !attemptOf(world, id) && status !== "pending")) return false
  const isQuiet = ledger.attempts.every((attempt) => {
    const payments = paymentsOf(world, attempt)
    const wasTold =
      attempt.gateway_id !== null || Object.keys(attempt.observations).some((key) => key !== "?")
    return (!wasTold || payments.length > 0) && payments.every(isIdle) && !hasForgotten(attempt, payments)
  })
  const owed = outstandingOf(order)
  const asked = askedOf(placing)
  return isQuiet && owed.currency === asked.currency && owed.isPositive
}

/**
 * The gateway has shown money, and has revoked it or knows nothing of it any more: nobody can tell what became of it, so
 * the order is a person's.
 */
const hasForgotten = ({ observations }: PaymentAttempt, known: ReturnType<typeof paymentsOf>) =>
  Object.entries(observations).some(
    ([number, { status, revoked }]) =>
      revoked !== undefined ||
      (number !== "?" &&
        hasReached(status, "processing") &&
        !isReleased(status) &&
        !known.some((payment) => payment.number === number)),
  )

/** Of what was paid and is canceled nobody can tell, so that a notification of it keeps the order. */
const isIdle = ({ arrived, wentBack, view }: ReturnType<typeof paymentsOf>[number]) =>
  (wentBack.isPositive && view.status !== "canceled") ||
  (!arrived.isPositive && ["awaiting", "canceled", "expired", "failed"].includes(view.status))

/** A person has found another end for what it waited for, so the order is theirs. */
const isKept = ({ kind, action }: { kind: string; action: string }) =>
  kind === "order_not_canceled" || (action === "resolved" && kind !== "overpaid" && kind !== "refund_owed")
