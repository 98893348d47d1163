import { settleOne, type Entry } from "../../src/background"
import {
  GatewayUnavailable,
  Money,
  type EntryGateway,
  type EntryPolicy,
  type KnownPayment,
  type Observation,
  type Page,
} from "../../src/core"
import { MINUTE, SECOND } from "../../src/core/pace"
import { m2cerber } from "../../src/gateways/m2cerber/gateway"
import { tegro } from "../../src/gateways/tegro/gateway"
import { median } from "../support/statistics"
import { Checkouts } from "./checkouts"
import { Shop, TICK_MS } from "./shop"
import type { VirtualLedger } from "./virtual-ledger"
import type { VirtualTime } from "./virtual-time"

/** How long money of one gateway waits while another one hangs. */
export interface Hanging {
  /** What tells of the money: "due, no notification", "a notification". */
  name: string
  /** Whose money it is. */
  gateway: string
  /** Seconds from due to settled, medians. */
  alone: number
  beside: number
  /** Settled in the run beside the hanging one; all of them, unless something is wrong. */
  payments: number
  expected: number
}

/** How a gateway behaves. A hanging one keeps each call until its time is over: three tries of 30 s. */
type Manner = "answers" | "hangs"
const ANSWER_MS = 150
const HANGS_MS = 90 * SECOND

const NAMES = ["tegro", "m2cerber"] as const
type Name = (typeof NAMES)[number]

interface Size {
  /** Of each gateway, and of each way to hear of one. */
  payments: number
  minutes: number
}

const WAYS = ["due, no notification", "a notification"] as const

/** Both gateways have the same money to settle; once both answer, and once either hangs. */
export async function measureHanging(store: VirtualLedger, size: Size): Promise<Hanging[]> {
  const alone = await run(store, size, { tegro: "answers", m2cerber: "answers" })
  const results: Hanging[] = []
  for (const gateway of NAMES) {
    const other = gateway === "tegro" ? "m2cerber" : "tegro"
    const beside = await run(store, size, { [gateway]: "answers", [other]: "hangs" } as Record<Name, Manner>)
    for (const way of WAYS) {
      const delays = beside[`${gateway} ${way}`] ?? []
      results.push({
        ...{ name: way, gateway, payments: delays.length, expected: size.payments },
        alone: median(alone[`${gateway} ${way}`] ?? []),
        beside: delays.length > 0 ? median(delays) : Infinity,
      })
    }
  }
  return results
}

/** A payment whose money comes at some moment, and what tells of it. */
interface Case {
  reference: string
  gateway: Name
  way: (typeof WAYS)[number]
  dueAt: number
}

/** The delays in seconds, by gateway and way. */
async function run(
  store: VirtualLedger,
  size: Size,
  manners: Record<Name, Manner>,
): Promise<Record<string, number[]>> {
  await store.empty()
  const { time } = store
  const cases = casesOf(time.read() + MINUTE, size)
  const delays: Record<string, number[]> = {}
  const checkouts = new Checkouts((reference) => {
    const { gateway, way, dueAt } = cases.get(reference) as Case
    ;(delays[`${gateway} ${way}`] ??= []).push((time.read() - dueAt) / SECOND)
  })
  const entries = NAMES.map((name) => ({
    providerId: `pp_${name}_main`,
    gateway: gatewayThat(manners[name], name, time),
  }))
  const shop = new Shop(store, entries, checkouts)
  for (const one of cases.values()) await arrange(store, checkouts, one)
  const end = time.read() + (size.minutes + 6) * MINUTE
  void everyTick(time, end, shop)
  for (const one of cases.values()) if (one.way === "a notification") void notify(store, shop, one)
  await time.passUntil(end)
  const found = structuredClone(delays)
  // What still hangs would go on in the next run.
  shop.end()
  await time.passOut()
  return found
}

const GOLDEN = (Math.sqrt(5) - 1) / 2

function casesOf(from: number, { payments, minutes }: Size): Map<string, Case> {
  const cases = new Map<string, Case>()
  for (const gateway of NAMES)
    for (const way of WAYS)
      for (let i = 0; i < payments; i++) {
        const reference = `${gateway}-${WAYS.indexOf(way)}-${i}`
        // Spread evenly, and not in step with the schedule.
        const dueAt = from + Math.round(((i + ((i * GOLDEN) % 1)) * minutes * MINUTE) / payments)
        cases.set(reference, { reference, gateway, way, dueAt })
      }
  return cases
}

const SUM = Money.of("10.00", "RUB")
const LATER_MS = 60 * MINUTE

async function arrange({ ledger, time }: VirtualLedger, checkouts: Checkouts, one: Case): Promise<void> {
  const { reference, gateway, way, dueAt } = one
  const providerId = `pp_${gateway}_main`
  checkouts.begin(reference, providerId, SUM)
  await ledger.attempts.open(
    {
      ...{ gateway, provider_id: providerId, account: gateway, reference },
      ...{ session_id: reference, payment_collection_id: reference },
      ...{ amount: SUM.amount, currency_code: SUM.currency },
      next_check_at: new Date(way === "a notification" ? time.read() + LATER_MS : dueAt),
    },
    { road: "checkout" },
  )
}

/** As Medusa's schedule comes: it waits for nothing. */
async function everyTick(time: VirtualTime, end: number, shop: Shop): Promise<void> {
  while (time.read() < end) {
    void shop.tick()
    await time.sleep(TICK_MS)
  }
}

/** As the hook takes one in: it is written down, and worked on as soon as there is a worker. */
async function notify({ ledger, time }: VirtualLedger, shop: Shop, one: Case): Promise<void> {
  await time.sleep(one.dueAt - time.read())
  const provider_id = `pp_${one.gateway}_main`
  const received = await ledger.inbox.receive({
    ...{ gateway: one.gateway, provider_id, fingerprint: one.reference, subject: "payment" },
    ...{
      reference: one.reference,
      gateway_id: null,
      claim: { status: "paid", received: null, currency: null },
    },
  })
  if (received) shop.soon(received.id, provider_id, () => settleOne(shop.dependencies, received.id))
}

const POLICY: EntryPolicy = {
  orderPolicy: { placeOrder: "after_payment", cancelUnpaidAfterMs: 24 * 60 * MINUTE },
  acceptsTestPayments: false,
  limits: { min: null, max: null },
  ...{ capture: "automatic", refunds: "reject", sendsReceipt: false },
}
const CAPABILITIES = { tegro: tegro.capabilities, m2cerber: m2cerber.capabilities }

/** Everything is paid where it answers. */
function gatewayThat(manner: Manner, name: Name, time: VirtualTime): Entry["gateway"] {
  const answer = async <T>(value: T): Promise<T> => {
    await time.sleep(manner === "hangs" ? HANGS_MS : ANSWER_MS)
    if (manner === "hangs") throw new GatewayUnavailable("no answer in time")
    return value
  }
  const unused = () => {
    throw new Error("nobody calls this here")
  }
  return {
    ...{ name, account: name, currencies: [SUM.currency], capabilities: CAPABILITIES[name], ...POLICY },
    ...{ newReference: unused, createPayment: unused, parseNotification: unused },
    fetchPayment: (known) => answer(paid(known, name)),
    balances: () => answer([]),
    ...(name === "tegro" && { listPayments: () => answer<Page<Observation>>({ items: [], next: null }) }),
  } satisfies EntryGateway
}

const paid = ({ reference, amount }: KnownPayment, account: string): Observation => ({
  ...{ status: "paid", code: "1", reference, gatewayId: `no ${reference}`, account },
  ...{ asked: amount.amount, received: amount.amount, currency: amount.currency, fee: null, test: false },
  ...{ paidAt: null, raw: {} },
})
