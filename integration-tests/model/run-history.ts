import { Money } from "../../src/core"
import type { PaymentAttempt } from "../../src/modules/gateway-ledger"
import { audit, auditBooks } from "./audit"
import { hear, receive, sweep } from "./background"
import { endRefunds, newCardBooks } from "./card"
import { ENTRIES, PRICES } from "./entries"
import { perform, readList } from "./events"
import { pay, paymentsOf, reveal } from "./gateway"
import { newBooks, orderOf } from "./medusa/books"
import { authorizeByMerchant, cancelOrder, captureByMerchant, refundByMerchant } from "./medusa/orders"
import * as people from "./people"
import { balanceOf, signatureOf } from "./signature"
import { gatewaysOf, portsOf } from "./ports"
import { settlePayment } from "./road"
import { KILLED, Statements, type Interloper } from "./statements"
import type { History } from "./stories"
import { timeOf, violation, type World } from "./world"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** After the troubles time passes in these leaps; nothing but looks happens. */
const LEAPS = [5 * MINUTE, 4 * HOUR, DAY, 3 * DAY, 6 * DAY, 15 * DAY]

/** Longer than it takes until a second answer is asked for. */
const CONFIRMED_AFTER = 10 * MINUTE

/** Longer than any pace but the slow one of books that are settled. */
const REST = 70 * DAY

/** What came of a history. */
export interface Outcome {
  violations: readonly string[]
  /** Where the books came to rest; equal for equal books. */
  signature: string
  /** The same without the names of payments. */
  balance: string
  counts: ReadonlyMap<string, number>
  trace: readonly string[] | null
}

/** Runs a history to its end, and where order may matter, in another order: it must come to the same books. */
export async function runHistory(history: History, trace: string[] | null = null): Promise<Outcome> {
  const { world, isOrdered, isLate } = await runOnce(history, trace)
  const outcome = outcomeOf(world)
  if (!isOrdered || outcome.violations.length > 0) return outcome
  const end = { ...history.end, order: "reversed" as const }
  const again = await runOnce({ ...history, end }, trace)
  const other = outcomeOf(again.world)
  const differs = `in another order ${outcome.signature} became ${other.signature}`
  // News of money that comes when the order is due to be canceled may come before that, or after it.
  const isSame =
    outcome.balance === other.balance || isLate || again.isLate || isUndoneInOne([world, again.world])
  return { ...outcome, violations: [...other.violations, ...(isSame ? [] : [differs])] }
}

/** Money that went back at the gateway becomes no order, unless it has become one before that was heard of. */
const isUndoneInOne = (worlds: readonly World[]): boolean =>
  worlds.every(({ ledger }) => ledger.problems.some(({ kind }) => kind === "refunded_at_gateway")) &&
  worlds.filter(({ medusa }) => orderOf(medusa)).length === 1

const outcomeOf = (world: World): Outcome => ({
  violations: world.violations,
  signature: signatureOf(world),
  balance: balanceOf(world),
  counts: world.counts,
  trace: world.trace,
})

async function runOnce(history: History, trace: string[] | null) {
  const world = newWorld(history, trace)
  try {
    for (const event of history.events) {
      trace?.push(describe(event))
      await perform(world, event)
    }
    const mayDiffer = world.gateway.mail.length > 1 || world.ledger.attempts.length > 1
    const before = canceledBy(world)
    await calmDown(world, history)
    const isOrdered = history.end.isRepeated && mayDiffer && !isCoveredByChance(history)
    return { world, isOrdered, isLate: canceledBy(world) > before }
  } catch (error) {
    if (error === KILLED) throw error
    violation(world, `${(error as Error).stack ?? error}`)
    return { world, isOrdered: false, isLate: false }
  }
}

/** How often an unpaid order was canceled, by the plugin. */
const canceledBy = ({ counts }: World) => counts.get("step: cancel order") ?? 0

/**
 * Of an order that costs less by now, it depends on what comes first which payment still has something to pay for; and of
 * two that are paid, whether its provider may make an order of it.
 */
const isCoveredByChance = ({ events }: History) =>
  events.some((event) => event.do === "disable") ||
  (events.some((event) => event.do === "choose" && event.for === "edit") &&
    events.some(
      (event) => event.do === "credit line" || (event.do === "edit order" && event.by.startsWith("-")),
    ))

const describe = ({ troubles, ...event }: History["events"][number]) =>
  `${JSON.stringify(event)}${troubles ? ` with ${JSON.stringify(troubles)}` : ""}`

const START = Date.UTC(2026, 0, 1)

function newWorld(history: History, trace: string[] | null): World {
  const world: World = {
    now: START,
    ticks: START,
    statements: new Statements(),
    medusa: newBooks(PRICES[history.price] as Money, history.stock, history.offers),
    entries: ENTRIES.filter(({ providerId }) => history.offers.includes(providerId)),
    unconfigured: new Set(),
    wereUnconfigured: new Set(),
    gateway: {
      payments: [],
      errors: 0,
      strays: 0,
      stale: 0,
      staleAt: 0,
      forgotten: new Set(),
      lags: false,
      mail: [],
      lastNumber: 100,
    },
    card: newCardBooks(history.showsOriginal),
    ledger: { attempts: [], problems: [], payouts: [], operations: [], inbox: [] },
    gateways: new Map(),
    ports: undefined as never,
    road: undefined,
    asOf: new Map(),
    locksOutliveProcesses: history.locksOutliveProcesses,
    order: "as sent",
    sentBack: new Map(),
    news: 0,
    violations: [],
    counts: new Map(),
    trace,
  }
  world.gateways = gatewaysOf(world)
  world.ports = portsOf(world)
  world.statements.meanwhile = (deed) => interlope(world, deed)
  return world
}

/** Somebody else does something in the middle of a run; what cannot be done is not done. */
async function interlope(world: World, deed: Interloper): Promise<void> {
  const { medusa, ledger, gateway } = world
  try {
    switch (deed) {
      case "authorize":
        return await authorizeByMerchant(world)
      case "edit cart":
        return await people.editCart(
          world,
          medusa.cart.total.plus(Money.of("1.00", medusa.cart.total.currency)),
        )
      case "cancel order":
        // An order that is being placed is not in the dashboard yet.
        return medusa.order?.isReserved ? await cancelOrder(world, "merchant") : undefined
      case "money": {
        const attempt = ledger.attempts.at(-1)
        const payment = attempt && paymentsOf(world, attempt).at(-1)
        return payment && pay(world, attempt, payment, "full")
      }
      case "sell out":
        medusa.stock = 0
        return
      case "capture":
        return await captureByMerchant(world, "all")
      case "refund":
        return await refundByMerchant(world, "half")
      case "show":
        gateway.lags = false
        return reveal(world)
    }
  } catch {
    return
  }
}

/** The troubles stop, time passes, and everything must come to rest. */
async function calmDown(world: World, { end }: History): Promise<void> {
  const { gateway, medusa, ledger } = world
  world.trace?.push("-- the troubles stop")
  world.now += 1_000
  gateway.errors = gateway.strays = gateway.stale = 0
  gateway.lags = false
  world.card.faults = []
  world.card.refundsPend = false
  endRefunds(world, end.refundsEnd)
  reveal(world)
  world.unconfigured.clear()
  world.news++
  if (end.restocks) medusa.stock += 5
  const mail = gateway.mail.splice(0)
  world.order = end.order
  if (end.order === "reversed") mail.reverse()
  if (!end.losesMail) for (const notice of mail) await receive(world, notice)
  if (end.isSilent) await passInSilence(world)
  world.card.calmSince = world.now
  await lookAtUnwatched(world)
  await passTime(world)
  audit(world)
  if (!end.resolves) return
  world.trace?.push(`-- persons deal with every problem: ${end.resolves}`)
  for (const problem of [...ledger.problems]) await people.resolve(world, problem, end.resolves)
  await lookAtUnwatched(world)
  await passTime(world)
  audit(world)
}

/** What needs no answer of a gateway is done without one. */
async function passInSilence(world: World): Promise<void> {
  world.gateway.errors = Infinity
  for (const leap of LEAPS) {
    world.now += leap
    await sweep(world)
  }
  auditBooks(world)
  world.gateway.errors = 0
}

/** What changes at a gateway when nothing is expected any more is found by people alone. */
async function lookAtUnwatched(world: World): Promise<void> {
  for (const attempt of [...world.ledger.attempts]) {
    const isSoon = (timeOf(attempt.next_check_at) ?? Infinity) < world.now + 24 * DAY
    const isUnwatched = !isSoon || attempt.settled_at !== null
    const isNew =
      world.gateway.forgotten.has(attempt.reference) ||
      paymentsOf(world, attempt).some(({ isNews }) => isNews)
    const isUnseen = isUnwatched && isNew
    if (isUnseen || isHalfPlaced(world, attempt)) await settlePayment(world, attempt, "admin").catch(ignore)
  }
}

/** A process died while it placed an order on a payment of which nothing was expected any more, and nobody was told. */
function isHalfPlaced({ medusa }: World, { next_check_at, session_id }: PaymentAttempt): boolean {
  const session = medusa.sessions.find(({ id }) => id === session_id)
  return next_check_at === null && medusa.order !== null && session?.status === "pending"
}

/** One answer has revoked a payment, and a second one must confirm it. */
const isToBeConfirmed = ({ ledger }: World) =>
  ledger.attempts.some(({ observations }) => Object.values(observations).some(({ revoked }) => revoked === 1))

async function passTime(world: World): Promise<void> {
  await hear(world)
  for (const attempt of [...world.ledger.attempts]) await readList(world, attempt)
  for (const leap of LEAPS) {
    world.now += leap
    await sweep(world)
  }
  if (isToBeConfirmed(world)) {
    world.now += CONFIRMED_AFTER
    await sweep(world)
  }
  const before = signatureOf(world)
  world.now += REST
  await sweep(world)
  for (const attempt of [...world.ledger.attempts]) await settlePayment(world, attempt, "admin").catch(ignore)
  const after = signatureOf(world)
  if (before !== after) violation(world, `no fixpoint: ${before} became ${after}`)
}

const ignore = (error: unknown) => {
  if (error === KILLED || error instanceof RangeError || error instanceof TypeError) throw error
}
