import type { PaymentAttempt } from "../../src/modules/gateway-ledger"
import { Money, type PaymentStatus, type PayoutState } from "../../src/core"
import { goesWell, hear, receive, receiveUnsigned, sweep } from "./background"
import { endRefunds, inCabinet, type CabinetDeed, type CallFault } from "./card"
import { PRICES, type Outcome } from "./entries"
import { mark, openPage, pay, paymentsOf, refundInCabinet, reveal, revoke, type Way } from "./gateway"
import { completeCart } from "./medusa/complete-cart"
import { authorizeByMerchant, cancelOrder, captureByMerchant, refundByMerchant } from "./medusa/orders"
import { replaceSessions } from "./medusa/payments"
import * as people from "./people"
import { settlePayment } from "./road"
import type { Trouble } from "./statements"
import { count, entryOf, inMedusa, type GatewayPayment, type World } from "./world"

/** Which one, counted from the newest; further back than there are begins at the newest again. */
type Back = number

/** What happens in a history. All of it is decided before anything happens. */
export type Event = { troubles?: Trouble[] } & (
  | { do: "choose"; provider: string; for: "cart" | "edit"; outcome: Outcome }
  | { do: "complete" }
  | { do: "edit cart"; price: number }
  | { do: "change region"; currency: string }
  | { do: "open"; attempt: Back }
  | { do: "pay"; attempt: Back; payment: Back; way: Way }
  | { do: "mark"; attempt: Back; payment: Back; as: PaymentStatus }
  | { do: "refund in cabinet" | "revoke"; attempt: Back }
  | { do: "forget"; attempt: Back }
  | { do: "deliver" | "lose" | "repeat"; nth: number }
  | { do: "look"; attempt: Back }
  | { do: "list"; attempt: Back }
  | { do: "sweep" }
  | { do: "wait"; ms: number }
  | { do: "gateway fails"; times: number }
  | { do: "gateway errs about another" | "gateway shows what was"; times: number }
  | { do: "lag"; on: boolean }
  | { do: "cancel order"; isHeard: boolean }
  | { do: "refund"; share: "all" | "half" }
  | { do: "credit line"; share: "all" | "half" }
  | { do: "edit order"; by: string }
  | { do: "authorize" | "capture cash" | "fulfill" | "unreserve" }
  | { do: "sell out" | "restock" }
  | { do: "enable" | "disable" | "configure" | "unconfigure"; provider: string }
  | { do: "resolve"; nth: number; how: people.Resolution }
  | { do: "payout"; to: PayoutState }
  | { do: "capture"; share: "all" | "half" }
  | { do: "in the cabinet"; attempt: Back; what: CabinetDeed }
  | { do: "calls fail"; how: CallFault; times: number }
  | { do: "refunds pend"; on: boolean }
  | { do: "refunds end"; as: "done" | "failed" }
  | { do: "forge"; attempt: Back }
)

/** Carries one event out. Its troubles may break it off anywhere; the world goes on. */
export async function perform(world: World, event: Event): Promise<void> {
  world.now += 1_000
  world.statements.arm(event.troubles)
  const error = await caught(() => carryOut(world, event))
  const { wasKilled } = world.statements
  world.statements.arm(undefined)
  if ((error || wasKilled) && event.troubles) count(world, `broken off: ${wasKilled ? "killed" : "failed"}`)
  if (error instanceof RangeError || error instanceof TypeError) throw error
}

async function caught(work: () => Promise<unknown>): Promise<Error | null> {
  try {
    await work()
    return null
  } catch (error) {
    return error as Error
  }
}

const at = <T>(items: readonly T[], back: Back): T | undefined =>
  items.length === 0 ? undefined : items[items.length - 1 - (back % items.length)]

async function carryOut(world: World, event: Event): Promise<unknown> {
  const { medusa, gateway, ledger } = world
  switch (event.do) {
    case "choose":
      return choose(world, event)
    case "complete":
      return completeCart(world)
    case "edit cart": {
      const { currency } = medusa.cart.total
      const price = PRICES[event.price % PRICES.length] as Money
      return people.editCart(world, Money.of(price.amount, currency))
    }
    case "change region":
      return people.editCart(world, Money.of(medusa.cart.total.amount, event.currency))
    case "open":
      return onAttempt(world, event.attempt, (attempt) => openPage(world, attempt))
    case "pay":
      return onPayment(world, event, (attempt, payment) => pay(world, attempt, payment, event.way))
    case "mark":
      return onPayment(world, event, (_, payment) => mark(world, payment, event.as))
    case "refund in cabinet":
      return onPayment(world, { attempt: event.attempt, payment: 0 }, (_, payment) =>
        refundInCabinet(world, payment),
      )
    case "revoke":
      return onPayment(world, { attempt: event.attempt, payment: 0 }, (_, payment) => revoke(world, payment))
    case "forget":
      return onPayment(world, { attempt: event.attempt, payment: 0 }, (attempt, payment) => {
        const wasHeld = payment.card !== null && payment.view.status !== "awaiting"
        if (payment.arrived.isPositive || wasHeld || attempt.next_check_at === null) return
        gateway.payments.splice(gateway.payments.indexOf(payment), 1)
        gateway.forgotten.add(attempt.reference)
        count(world, "forgotten by the gateway")
      })
    case "deliver":
      return mailed(world, event.nth, (nth) => receive(world, gateway.mail.splice(nth, 1)[0]!))
    case "repeat":
      return mailed(world, event.nth, (nth) => receive(world, gateway.mail[nth]!))
    case "lose":
      return mailed(world, event.nth, async (nth) => {
        gateway.mail.splice(nth, 1)
        count(world, "notification lost")
      })
    case "look":
      return onAttempt(world, event.attempt, (attempt) => settlePayment(world, attempt, "admin"))
    case "list":
      return onAttempt(world, event.attempt, (attempt) => readList(world, attempt))
    case "sweep":
      return sweep(world)
    case "wait":
      world.now += event.ms
      return
    case "gateway fails":
      gateway.errors = event.times
      return
    case "gateway errs about another":
      gateway.strays = event.times
      return
    case "gateway shows what was":
      gateway.stale = event.times
      return
    case "lag":
      gateway.lags = event.on
      if (!event.on) reveal(world)
      return
    case "cancel order":
      await cancelOrder(world, "merchant")
      return event.isHeard ? hear(world) : medusa.events.splice(0)
    case "refund":
      return refundByMerchant(world, event.share)
    case "credit line":
      return people.creditOrder(world, event.share)
    case "edit order":
      return people.editOrder(world, Money.of(event.by, medusa.cart.total.currency))
    case "authorize":
      return authorizeByMerchant(world)
    case "capture cash":
      return people.captureCash(world)
    case "fulfill":
      return people.fulfill(world)
    case "unreserve":
      return people.unreserve(world)
    case "sell out":
      return inMedusa(world, () => (medusa.stock = 0))
    case "restock":
      return inMedusa(world, () => (medusa.stock += 2))
    case "enable":
      return inMedusa(world, () => medusa.enabled.add(event.provider))
    case "disable":
      return inMedusa(world, () => medusa.enabled.delete(event.provider))
    case "configure":
    case "unconfigure":
      return configure(world, event.provider, event.do === "configure")
    case "resolve": {
      const problem = at(
        ledger.problems.filter(({ state }) => state === "open"),
        event.nth,
      )
      return problem && people.resolve(world, problem, event.how)
    }
    case "payout":
      return movePayout(world, event.to)
    case "capture":
      return captureByMerchant(world, event.share)
    case "in the cabinet":
      return onPayment(world, { attempt: event.attempt, payment: 0 }, (_, payment) =>
        inCabinet(world, payment, event.what),
      )
    case "calls fail":
      world.card.faults.push(...Array.from({ length: event.times }, () => event.how))
      return
    case "refunds pend":
      world.card.refundsPend = event.on
      return
    case "refunds end":
      return endRefunds(world, event.as)
    case "forge":
      return forge(world, event.attempt)
  }
}

/** Anybody may write a notification that nobody signs, about a payment or about none. */
async function forge(world: World, back: Back): Promise<void> {
  const attempt = at(world.ledger.attempts, back)
  if (!attempt) return
  const { provider_id: providerId, gateway_id } = attempt
  count(world, "notification forged")
  await receiveUnsigned(world, { providerId, gatewayId: back === 2 ? "4242" : gateway_id })
}

function choose(world: World, { provider, for: what, outcome }: Extract<Event, { do: "choose" }>) {
  const { medusa } = world
  const collection = medusa.collections.findLast(({ of }) => of === what)
  if (!collection || !medusa.enabled.has(provider)) return undefined
  return replaceSessions(world, collection.id, provider, outcome)
}

const onAttempt = (world: World, back: Back, work: (attempt: PaymentAttempt) => unknown) => {
  const attempt = at(world.ledger.attempts, back)
  return attempt && work(attempt)
}

function onPayment(
  world: World,
  { attempt: back, payment: nth }: { attempt: Back; payment: Back },
  work: (attempt: PaymentAttempt, payment: GatewayPayment) => unknown,
) {
  const attempt = at(world.ledger.attempts, back)
  const payment = attempt && at(paymentsOf(world, attempt), nth)
  return payment && work(attempt, payment)
}

function mailed(world: World, nth: number, work: (nth: number) => Promise<void>) {
  const { length } = world.gateway.mail
  return length === 0 ? undefined : work(nth % length)
}

/** The gateway's own list shows all payments of a reference. */
export async function readList(world: World, attempt: PaymentAttempt): Promise<void> {
  if (entryOf(world, attempt.provider_id)?.kind === "wallet") return
  for (const { number, isNews } of paymentsOf(world, attempt)) {
    if (isNews) await goesWell(() => settlePayment(world, attempt, "sweep", { gatewayId: number }))
  }
}

function configure(world: World, provider: string, isThere: boolean): void {
  if (isThere) world.unconfigured.delete(provider)
  else for (const set of [world.unconfigured, world.wereUnconfigured]) set.add(provider)
  world.news++
}

async function movePayout({ ledger }: World, to: PayoutState): Promise<void> {
  const payout = ledger.payouts.at(-1)
  if (!payout || payout.state === "paid" || payout.state === "declined") return
  ledger.payouts[ledger.payouts.length - 1] = { ...payout, state: to }
}
