import { Money } from "../../src/core"
import type { PaymentAttempt } from "../../src/modules/gateway-ledger"
import type { CardRefund, Wish } from "./card"
import { arrivedFor } from "./invariants"
import { orderOf, paymentOf, type Payment } from "./medusa/books"
import { attemptOf, violation, type GatewayPayment, type World } from "./world"

/** What must hold in the moment in which something is done at the gateway for cards. */

const HOUR = 3_600_000

const attemptFor = ({ ledger }: World, { reference }: GatewayPayment) =>
  ledger.attempts.find((one) => one.reference === reference) as PaymentAttempt

/**
 * A person presses a button in Medusa, which has its record by now. One that Medusa has taken back, pressed again with the
 * same sum, is the same wish.
 */
export function noteWish(
  { card, medusa }: World,
  kind: Wish["kind"],
  { sessionId }: Payment,
  amount: Money,
  recordId: string,
): void {
  const payment = paymentOf(medusa, sessionId)
  const records = new Set([...(payment?.captures ?? []), ...(payment?.refunds ?? [])].map(({ id }) => id))
  const again = card.wishes.find(
    (wish) =>
      wish.kind === kind &&
      wish.sessionId === sessionId &&
      wish.amount.equals(amount) &&
      !records.has(wish.recordIds.at(-1) ?? ""),
  )
  if (again) again.recordIds.push(recordId)
  else card.wishes.push({ kind, sessionId, amount, recordIds: [recordId], refunds: [] })
}

/** Somebody has asked for it. */
export function checkCapturedAtGateway(world: World, payment: GatewayPayment, sum: Money): void {
  const { id, session_id } = attemptFor(world, payment)
  const isAsked = world.card.wishes.some(
    (wish) => wish.kind === "capture" && wish.sessionId === session_id && wish.amount.equals(sum),
  )
  if (!isAsked) violation(world, `${id}: ${sum} were captured at the gateway, which nobody has asked for`)
}

/** No more than somebody has asked for, and for each wish once. */
export function checkRefundedAtGateway(world: World, payment: GatewayPayment, refund: CardRefund): void {
  const { card, ledger } = world
  const { id, session_id } = attemptFor(world, payment)
  const wrong = (text: string) => violation(world, `${id}: ${refund.amount} went back, ${text}`)
  const subject = ledger.operations.find(({ key }) => key === refund.key)?.subject_id
  const wish = card.wishes.find(({ recordIds }) => recordIds.some((id) => id === subject))
  if (!wish) return wrong("which nobody has asked for")
  wish.refunds.push(refund)
  const living = wish.refunds.filter(({ status }) => status !== "failed")
  if (living.length > 1) wrong(`and has gone back for the same before`)
  if (wish.amount.lessThan(refund.amount)) wrong(`and ${wish.amount} were asked for`)
  const sumOf = (items: readonly { amount: Money }[]) =>
    items.reduce((sum, { amount }) => sum.plus(amount), Money.zero(refund.amount.currency))
  const asked = sumOf(
    card.wishes.filter(({ kind, sessionId }) => kind === "refund" && sessionId === session_id),
  )
  const sent = payment.card?.refunds.filter(({ key, status }) => key !== null && status !== "failed") ?? []
  if (asked.lessThan(sumOf(sent))) wrong(`all together ${sumOf(sent)}, and ${asked} were asked for`)
}

/** A hold of a living order is the merchant's to capture. */
export function checkVoided(world: World, gatewayPayment: GatewayPayment): void {
  if (world.statements.wasDisturbed) return
  const attempt = attemptFor(world, gatewayPayment)
  const payment = paymentOf(world.medusa, attempt.session_id)
  const order = orderOf(world.medusa)
  if (order && !order.isCanceled && payment && !payment.isCanceled)
    violation(world, `${attempt.id}: the hold of ${order.id}, which is alive, was given up`)
}

/** One that nothing asks for any more does not wait for its end. */
export function checkHoldEnded(world: World, gatewayPayment: GatewayPayment): void {
  const { calmSince } = world.card
  const until = gatewayPayment.card?.held?.until ?? 0
  if (calmSince === null || until - calmSince < 12 * HOUR) return
  const attempt = attemptFor(world, gatewayPayment)
  const isCanceled = orderOf(world.medusa)?.isCanceled ?? false
  const isReplaced = attempt.superseded_at !== null && !paymentOf(world.medusa, attempt.session_id)
  const isTold = world.ledger.problems.some(
    ({ attempt_id, state }) => attempt_id === attempt.id && state === "open",
  )
  if ((isCanceled || isReplaced) && !isTold && attempt.words.length === 0)
    violation(
      world,
      `${attempt.id}: its hold was not given up, ${isCanceled ? "and its order is canceled" : "and it was replaced"}`,
    )
}

/** What the merchant was told to be captured is at the gateway. */
export function checkHoldCaptured(world: World, { sessionId, currency }: Payment, amount: Money): void {
  const attempt = attemptOf(world, sessionId)
  if (!attempt || world.statements.wasDisturbed) return
  const arrived = arrivedFor(world, attempt)
  if (arrived.lessThan(amount) && arrived.currency === currency)
    violation(world, `${attempt.id}: captured ${amount} in Medusa, ${arrived} at the gateway`)
}
