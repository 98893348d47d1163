import { Money, type KnownPayment, type Observation, type PaymentStatus } from "../../src/core"
import type { PaymentAttempt } from "../../src/modules/gateway-ledger"
import { inCabinet, newCard, notify, observationOf, passCardTime, payByCard } from "./card"
import type { GatewayKind } from "./entries"
import { askedOf, count, entryOf, UNAVAILABLE, type GatewayPayment, type Notice, type World } from "./world"

/** How a payment is paid. */
export const WAYS = [
  "full",
  "part",
  "rest",
  "more",
  "less shown",
  "with fee",
  "finer",
  "other currency",
  "test",
] as const
export type Way = (typeof WAYS)[number]

/** A payment of an attempt comes into being at the gateway. */
export function makePayment(world: World, attempt: PaymentAttempt): GatewayPayment {
  const { gateway } = world
  const entry = entryOf(world, attempt.provider_id)
  const kind = entry?.kind
  const asked = askedOf(attempt)
  const number = kind === "wallet" ? attempt.reference : `no-${++gateway.lastNumber}`
  const payment: GatewayPayment = {
    number,
    reference: attempt.reference,
    asked,
    arrived: Money.zero(asked.currency),
    wentBack: Money.zero(asked.currency),
    isTest: false,
    card: kind === "card" ? newCard(world, attempt) : null,
    view: {
      status: "awaiting",
      code: "0",
      reference: attempt.reference,
      gatewayId: number,
      account: kind === "wallet" ? null : (entry?.policy.account ?? null),
      asked: kind === "wallet" ? null : asked.amount,
      received: null,
      currency: null,
      fee: null,
      test: false,
      paidAt: null,
      raw: {},
    },
    hidden: null,
    isNews: true,
  }
  gateway.payments.push(payment)
  return payment
}

export const paymentsOf = (
  { gateway }: World,
  { reference }: Pick<PaymentAttempt, "reference">,
): GatewayPayment[] => gateway.payments.filter((payment) => payment.reference === reference)

/** The shopper opens the payment page; a link makes a payment each time. */
export function openPage(world: World, attempt: PaymentAttempt): void {
  const isLink = entryOf(world, attempt.provider_id)?.kind === "link"
  if (isLink && attempt.status !== "failed" && paymentsOf(world, attempt).length < 3) {
    if (paymentsOf(world, attempt).length > 0) count(world, "link opened twice")
    makePayment(world, attempt)
  }
}

/** What the API shows of a payment changes: at once, or when it does not lag behind any more. */
export function show(world: World, payment: GatewayPayment, change: Partial<Observation>): void {
  const next = { ...(payment.hidden ?? payment.view), ...change }
  payment.isNews = true
  if (world.gateway.lags && !payment.card) payment.hidden = next
  else [payment.view, payment.hidden] = [next, null]
}

export function reveal(world: World): void {
  for (const payment of world.gateway.payments) {
    if (!payment.hidden) continue
    payment.view = payment.hidden
    payment.hidden = null
    payment.isNews = true
  }
}

/** Money arrives; the gateway shows it, and sends a notification. */
export function pay(world: World, attempt: PaymentAttempt, payment: GatewayPayment, way: Way): void {
  const asked = askedOf(attempt)
  const isWallet = entryOf(world, attempt.provider_id)?.kind === "wallet"
  if (payment.card) {
    passCardTime(world)
    const isPaid = BY_CARD.includes(way) && payByCard(world, payment, way === "test")
    if (isPaid) notify(world, payment)
    return
  }
  if (!canBePaid(payment, way, isWallet)) return
  const sum = sumOf(way, asked, payment.arrived)
  if (!sum || sum.currency !== payment.arrived.currency) return
  payment.arrived = way === "other currency" ? Money.of(sum.amount, "USD") : sum
  payment.isTest ||= way === "test"
  count(world, `paid: ${way}`)
  const { provider_id } = attempt
  if (isWallet) return payByWallet(world, provider_id, payment)
  show(world, payment, { status: "paid", code: "1", paidAt: "2026-01-01", ...shownOf(way, asked, sum) })
  const currency = way === "other currency" ? "USD" : null
  send(world, provider_id, payment, { status: "paid", received: null, currency })
}

const BY_CARD: readonly Way[] = ["full", "test"]
const BY_WALLET: readonly Way[] = ["full", "part", "rest", "more"]
/** What comes to money that has come before. */
const FURTHER: readonly Way[] = ["rest"]

function canBePaid({ arrived, wentBack, isTest, asked }: GatewayPayment, way: Way, isWallet: boolean) {
  if (wentBack.isPositive || isTest || arrived.currency !== asked.currency) return false
  if (!arrived.isPositive === FURTHER.includes(way)) return false
  return !isWallet || BY_WALLET.includes(way)
}

function sumOf(way: Way, asked: Money, arrived: Money): Money | null {
  switch (way) {
    case "part":
      return Money.fromMinor(asked.minor / 2n, asked.currency)
    case "rest":
      return arrived.isPositive && arrived.lessThan(asked) ? asked : null
    case "more":
      return asked.plus(Money.of("5.25", asked.currency))
    case "less shown":
      return asked.minus(Money.of("0.01", asked.currency))
    default:
      return asked
  }
}

function shownOf(way: Way, asked: Money, sum: Money): Partial<Observation> {
  switch (way) {
    case "part":
      return { received: sum.amount }
    case "rest":
      return { received: sum.amount }
    case "more":
    case "less shown":
      return { asked: sum.amount }
    case "with fee":
      return { asked: `${asked.plus(Money.of("7.02", asked.currency)).amount}500000`, fee: "7.02500000" }
    case "finer":
      return { asked: `${asked.amount}000001` }
    case "other currency":
      return { currency: "USD" }
    case "test":
      return { test: true }
    case "full":
      return { asked: `${asked.amount}000000` }
  }
}

/** A wallet's API tells no sums, and shows a part as any open payment. */
function payByWallet(world: World, providerId: string, payment: GatewayPayment): void {
  const isPart = payment.arrived.lessThan(payment.asked)
  if (!isPart) show(world, payment, { status: "paid", code: "confirm" })
  send(world, providerId, payment, {
    status: isPart ? "underpaid" : "paid",
    received: payment.arrived.amount,
    currency: null,
  })
}

function send(
  { gateway }: World,
  providerId: string,
  { reference, number }: GatewayPayment,
  claim: Notice["claim"],
): void {
  gateway.mail.push({ providerId, reference, gatewayId: number, claim })
}

/** The gateway says more than "pending", or that it is over without money. */
export function mark(world: World, payment: GatewayPayment, status: PaymentStatus): void {
  const shown = (payment.hidden ?? payment.view).status
  // What becomes of a payment by card follows from what is done with it.
  if (payment.card) return
  if (shown === "paid" || shown === "refunded" || payment.wentBack.isPositive) return
  show(world, payment, { status, code: status })
  count(world, `gateway: ${status}`)
}

/** The merchant returns the money in the gateway's cabinet. */
export function refundInCabinet(world: World, payment: GatewayPayment): void {
  if (payment.card) return inCabinet(world, payment, "refund")
  if ((payment.hidden ?? payment.view).status !== "paid") return
  payment.wentBack = payment.arrived
  show(world, payment, { status: "refunded", code: "3" })
  count(world, "refunded in the cabinet")
}

/** The gateway calls a payment canceled that it has called paid, and the shopper has the money back. */
export function revoke(world: World, payment: GatewayPayment): void {
  if (payment.card || (payment.hidden ?? payment.view).status !== "paid") return
  payment.wentBack = payment.arrived
  show(world, payment, { status: "canceled", code: "9" })
  count(world, "revoked by the gateway")
}

/** The payment that the API tells about: by the gateway's own number where it is known, else the newest by reference. */
export function visiblePayment(
  world: World,
  payment: Pick<KnownPayment, "reference" | "gatewayId">,
): GatewayPayment | undefined {
  const all = paymentsOf(world, payment)
  return payment.gatewayId === null ? all.at(-1) : all.find(({ number }) => number === payment.gatewayId)
}

/** So long an answer takes; all of a run's together are less than what passes between two events. */
export const ANSWER_MS = 20

/**
 * The gateway's answer about a payment.
 * @throws GatewayUnavailable
 */
export function fetchPayment(world: World, kind: GatewayKind, known: KnownPayment): Observation | null {
  const { gateway, statements } = world
  statements.assertAlive()
  world.now += ANSWER_MS
  if (gateway.errors > 0) {
    gateway.errors--
    count(world, "gateway: error")
    throw UNAVAILABLE
  }
  world.news++
  if (kind === "card") passCardTime(world)
  const payment = visiblePayment(world, known)
  if (!payment) return (count(world, "gateway: not found"), null)
  if (gateway.strays > 0) {
    gateway.strays--
    count(world, "gateway: answer about another payment")
    return { ...payment.view, reference: `${known.reference}0`, gatewayId: "4242" }
  }
  if (gateway.stale > 0 && kind !== "card") {
    gateway.stale--
    gateway.staleAt = world.now
    count(world, "gateway: what was before")
    return shown(kind, { ...payment, view: { ...payment.view, ...WAS } }, known)
  }
  return shown(kind, payment, known)
}

const WAS = { status: "awaiting", code: "0", received: null, test: false, paidAt: null } as const

const shown = (kind: GatewayKind, payment: GatewayPayment, known: KnownPayment): Observation =>
  kind === "wallet"
    ? byClaims(payment, known.claims)
    : kind === "card"
      ? observationOf(payment, known)
      : payment.view

/** What of a wallet's payment notifications have told. */
export function byClaims({ view, asked }: GatewayPayment, claims: KnownPayment["claims"]): Observation {
  const received = claims.paid?.received ?? claims.underpaid?.received ?? null
  const status = view.status === "paid" && !claims.paid ? "processing" : view.status
  const isOpen = status === "awaiting" || status === "processing"
  const isPart = received !== null && Money.of(received, asked.currency).lessThan(asked)
  return { ...view, received, status: isOpen && isPart ? "underpaid" : status }
}
