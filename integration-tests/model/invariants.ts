import { isReleased, Money, type PaymentStatus } from "../../src/core"
import type { PaymentAttempt, PaymentProblem } from "../../src/modules/gateway-ledger"
import type { NewProblem } from "../../src/modules/gateway-ledger/types"
import { refundedAt } from "./card"
import { byClaims, paymentsOf, visiblePayment } from "./gateway"
import { orderOf, outstandingOf, type Order, type Payment } from "./medusa/books"
import {
  askedOf,
  attemptOf,
  count,
  entryOf,
  sentBackOf,
  timeOf,
  violation,
  type GatewayPayment,
  type InboxRow,
  type World,
} from "./world"

/**
 * What must hold in the moment in which something is done, whatever was planned. It is judged by what is true, not by
 * what the ledger believes.
 */

/** Captured in Medusa, less its refunds and what persons have sent back in other ways. */
export function inHandOf(world: World, payment: Payment): Money {
  const zero = Money.zero(payment.currency)
  const captured = payment.captures.reduce((sum, { amount }) => sum.plus(amount), zero)
  const rest = payment.refunds.reduce((sum, { amount }) => sum.minus(amount), captured)
  const attempt = attemptOf(world, payment.sessionId)
  if (attempt && isLetGo(world, attempt)) return zero
  const back = attempt && sentBackOf(world, attempt)
  const left = back ? rest.minus(back) : rest
  const atGateway = attempt && leftAtGateway(world, attempt)
  return atGateway?.lessThan(left) ? atGateway : left
}

/** What is left of a payment by card at the gateway, as far as the plugin has seen it. */
function leftAtGateway(world: World, attempt: PaymentAttempt): Money | undefined {
  const payment = paymentsOf(world, attempt).find(({ card, arrived }) => card && arrived.isPositive)
  return payment && !payment.isNews ? payment.arrived.minus(refundedAt(payment)) : undefined
}

/** A hold that has ended: nothing was taken, whatever Medusa shows. */
const isLetGo = (world: World, attempt: PaymentAttempt) =>
  paymentsOf(world, attempt).some(({ card, view }) => card?.isTwoStage && isReleased(view.status))

/** The money that came for an attempt in its own currency, by the gateway's payment that brought most. */
export function arrivedFor(world: World, attempt: PaymentAttempt): Money {
  const { currency } = askedOf(attempt)
  return paymentsOf(world, attempt)
    .filter(({ arrived }) => arrived.currency === currency)
    .reduce((most, { arrived }) => (most.lessThan(arrived) ? arrived : most), Money.zero(currency))
}

export function checkCapture(world: World, payment: Payment, amount: Money): void {
  const attempt = attemptOf(world, payment.sessionId)
  count(world, attempt ? "captured" : "captured elsewhere")
  if (!attempt) return
  const { medusa, statements } = world
  const wrong = (text: string) => violation(world, `${attempt.id}: captured ${amount}, ${text}`)
  if (!payment.amount.equals(askedOf(attempt))) wrong(`asked ${attempt.amount}`)
  const arrived = arrivedFor(world, attempt)
  if (arrived.lessThan(amount)) wrong(`arrived ${arrived}`)
  const isPlay = paymentsOf(world, attempt).every(({ isTest, arrived: sum }) => isTest || !sum.isPositive)
  if (isPlay && !entryOf(world, attempt.provider_id)?.policy.acceptsTestPayments) wrong("play money")
  // What the merchant has captured of a hold stays, whatever becomes of its order; and the rest of what he has begun.
  if (entryOf(world, attempt.provider_id)?.capture === "manual" || payment.captures.length > 0) return
  if (statements.wasDisturbed) return
  if (attempt.superseded_at !== null) wrong("and another session has taken its place")
  const others = medusa.payments.filter(
    (one) => one !== payment && one.collectionId === payment.collectionId && inHandOf(world, one).isPositive,
  )
  if (others.length > 0) wrong("and the collection is paid")
  const order = orderOf(medusa)
  if (order?.isCanceled) wrong("for a canceled order")
  const isOfCart = payment.collectionId === medusa.cart.collectionId
  const totals = order ? [order.total, order.placedTotal] : [medusa.cart.total]
  if (isOfCart && !totals.some((total) => total.equals(payment.amount))) wrong(`asked by nobody: ${totals}`)
  if (order && isPaidByOthers(world, payment, order)) wrong("and the order is paid")
  if (sentBackOf(world, attempt)) wrong("a person has sent it back")
  if (wasInDoubt(attempt)) wrong("a person has looked for it in vain")
}

/** All of the order is in hand by other payments, of whatever collection. */
function isPaidByOthers(world: World, payment: Payment, { total }: Order): boolean {
  const others = world.medusa.payments
    .filter((one) => one !== payment && one.currency === total.currency)
    .map((one) => inHandOf(world, one))
  const sum = others.reduce((all, one) => (one.isPositive ? all.plus(one) : all), Money.zero(total.currency))
  return total.isPositive && !sum.lessThan(total)
}

/** The shopper may have got the goods, or the money, in another way. */
const wasInDoubt = ({ words, gateway_id: own }: PaymentAttempt) =>
  words.some(
    ({ kind, gateway_id }) =>
      (kind === "unconfirmed" || kind === "claim_denied") && (gateway_id === null || gateway_id === own),
  )

/** What was shown as paid stays so, whatever a late answer says, until it is shown as refunded. */
export function checkKept(world: World, before: PaymentAttempt, change: Partial<PaymentAttempt>): void {
  const after = change.observations
  if (!after) return
  for (const [number, { status, reference }] of Object.entries(before.observations)) {
    if (status !== "paid" || reference !== before.reference) continue
    const now = after[number]?.status
    if (now !== "paid" && now !== "refunded")
      violation(world, `${before.id}: ${number} was paid, and is ${now}`)
  }
}

/** Nothing expires of which the gateway has shown more than "pending". */
export function checkExpired(world: World, attempt: PaymentAttempt): void {
  const payments = paymentsOf(world, attempt)
  // One of a link's payments may be over by the gateway's own word; another one is told by its number.
  if (payments.some(({ view }) => isReleased(view.status))) return
  for (const payment of payments) {
    const isSeen = !payment.isNews && (attempt.gateway_id ?? payment.number) === payment.number
    const status = shownStatus(world, attempt, payment)
    if (isSeen && MONEY.has(status)) violation(world, `${attempt.id}: expired, and is ${status}`)
  }
}

/** A captured payment becomes an order only as long as its money is in hand. */
export function checkPlaced(world: World, payment: Payment): void {
  if (world.statements.wasDisturbed) return
  const rest = inHandOf(world, payment)
  if (rest.lessThan(payment.amount)) violation(world, `${payment.id}: an order of ${rest} in hand`)
  if (!world.medusa.cart.total.equals(payment.amount)) {
    violation(world, `${payment.id}: an order of another sum than ${payment.amount}`)
  }
}

const MONEY: ReadonlySet<PaymentStatus> = new Set(["processing", "underpaid", "paid"])

const shownStatus = (world: World, attempt: PaymentAttempt, payment: GatewayPayment) =>
  entryOf(world, attempt.provider_id)?.kind === "wallet"
    ? byClaims(payment, attempt.claims).status
    : payment.view.status

/** In the cabinet, or by a person's own hands. */
const wentBack = (world: World, attempt: PaymentAttempt) =>
  attempt.words.some(({ action }) => action === "returned") ||
  paymentsOf(world, attempt).some((payment) => payment.wentBack.isPositive)

/** Between two events a second passes; what is younger was asked or answered in the run that is under way. */
const isOfThisRun = (time: number | null, now: number): boolean =>
  time !== null && time <= now && now - time < 1_000

/** Two clocks write when an order and a payment began. */
const CLOCK_SKEW_MS = 60_000

/** No living order is canceled: the money came, is on its way, or is not owed. */
export function checkCancel(world: World): void {
  const { medusa, ledger, now, statements, gateway } = world
  const order = orderOf(medusa)
  // Of what its gateway has just called unpaid a plan cannot know better.
  if (!order || statements.wasDisturbed || isOfThisRun(gateway.staleAt, now)) return
  const wrong = (text: string) => violation(world, `${order.id} was canceled: ${text}`)
  if (medusa.payments.some(({ isCanceled, captures }) => !isCanceled || captures.length > 0))
    wrong("authorized")
  for (const attempt of ledger.attempts) {
    const payment = visiblePayment(world, { reference: attempt.reference, gatewayId: attempt.gateway_id })
    const status = payment && shownStatus(world, attempt, payment)
    if (status && MONEY.has(status) && !wentBack(world, attempt)) wrong(`${attempt.id} is ${status}`)
    if (attempt.claimed_at !== null && !wentBack(world, attempt)) wrong(`${attempt.id} was said to be paid`)
    if (attempt.gateway_id !== null && !payment) wrong(`the gateway does not know ${attempt.id} any more`)
    if (attempt.status !== "failed" && !isOfThisRun(timeOf(attempt.answered_at), now))
      wrong(`${attempt.id} was not asked`)
  }
  if (
    gateway.errors > 0 &&
    ledger.attempts.some((one) => timeOf(one.last_observed_at) !== timeOf(one.answered_at))
  ) {
    wrong("the gateway did not answer")
  }
  const orderFirst = ledger.attempts.filter(
    (attempt) =>
      attempt.payment_collection_id === medusa.cart.collectionId &&
      policyOf(world, attempt)?.placeOrder === "before_payment",
  )
  const placing = orderFirst.filter(
    ({ created_at }) => created_at.getTime() <= order.placedAt + CLOCK_SKEW_MS,
  )
  if (placing.length === 0) return wrong("it was not placed by an entry that places orders first")
  const waiting = orderFirst.filter(({ session_id }) => medusa.sessions.some(({ id }) => id === session_id))
  const times = (waiting.length > 0 ? waiting : placing).map(
    (attempt) => policyOf(world, attempt)?.cancelUnpaidAfterMs ?? Infinity,
  )
  const waited =
    now - Math.max(order.placedAt, ...ledger.attempts.map(({ created_at }) => created_at.getTime()))
  if (waited < Math.min(...times)) wrong(`after ${waited / 60_000} minutes`)
  if (order.credited.isPositive || outstandingOf(order).lessThan(order.total))
    wrong("a part of it is covered")
}

const policyOf = (world: World, { provider_id }: PaymentAttempt) =>
  world.unconfigured.has(provider_id) ? undefined : entryOf(world, provider_id)?.policy.order

/** A notification that says "paid" is done only when an answer has shown it. */
export function checkDone({ ledger, violations }: World, { id, reference, claim }: InboxRow): void {
  const attempt = ledger.attempts.find((one) => one.reference === reference)
  const shown = Object.values(attempt?.observations ?? {}).map(({ status }) => status)
  const isShown = attempt?.cleared_at || shown.some((status) => status === "paid" || status === "refunded")
  if (claim.status === "paid" && !isShown) violations.push(`${id} is done, and the gateway does not show it`)
}

/** What is told about money that is not captured. */
const ABOUT_ARRIVED: ReadonlySet<string> = new Set([
  "orphan",
  "paid_twice",
  "paid_late",
  "amount_mismatch",
  "underpaid",
  "canceled_after_part",
])

const IN_CONFIRMATION: ReadonlySet<PaymentStatus> = new Set(["processing", "underpaid"])

/**
 * A problem goes away by news: an answer, a claim, a person's word, another state of Medusa's books. One about money that
 * is still there, not captured and not told otherwise does not go away at all.
 */
export function checkCleared(world: World, problem: PaymentProblem, planned: readonly NewProblem[]): void {
  count(world, "problem cleared")
  const { id, attempt_id, kind, amount, currency_code } = problem
  const wrong = (text: string) => violation(world, `${attempt_id}: ${kind} ${amount} went away ${text}`)
  if (world.asOf.get(id) === world.news) wrong("without news")
  const attempt = world.ledger.attempts.find((one) => one.id === attempt_id)
  const isReplaced = planned.some((one) => one.attempt_id === attempt_id && one.amount !== null)
  if (!attempt || !amount || !ABOUT_ARRIVED.has(kind) || isReplaced || attempt.cleared_at) return
  if (attempt.words.length > 0 || world.statements.wasDisturbed) return
  // A copy that lags behind shows a canceled payment as open: it is waited for until the next answer.
  const isStale = isOfThisRun(world.gateway.staleAt, world.now)
  const sum = Money.of(amount, currency_code as string)
  const own = problem.gateway_id ?? attempt.gateway_id
  const isThere = paymentsOf(world, attempt).some(
    ({ number, arrived, wentBack, hidden, view, card, isNews }) =>
      (own === null || number === own) &&
      // As far as the plugin knows it is held, and given up.
      !(card && isNews) &&
      arrived.equals(sum) &&
      !wentBack.isPositive &&
      !hidden &&
      // One that was canceled and is taken up again is waited for again.
      !IN_CONFIRMATION.has(view.status) &&
      !(isStale && isReleased(view.status)),
  )
  if (isThere) wrong("and the money is there")
}

/** A compensation of a completion that failed is nobody's wish: no money leaves by it. */
export function checkRefund(world: World, payment: Payment, createdBy: string | null): void {
  const isOurs = attemptOf(world, payment.sessionId) !== undefined
  if (isOurs && createdBy === null && !orderOf(world.medusa))
    violation(world, `${payment.id}: refunded by itself`)
}
