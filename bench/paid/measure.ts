import { sleep } from "../../tools/sleep"
import type { BenchStore } from "../medusa/bench-store"
import { checkOut } from "../medusa/checkout"
import { forgetAll } from "../medusa/pending"
import { postAll } from "../notifications/load"
import { signedNotification } from "../notifications/signed"
import { median, percentile } from "../support/statistics"

/** Milliseconds from sending the notification until the order exists and shows the money. */
export interface PaidResult {
  name: string
  median: number
  p95: number
  samples: number
  /** Of the Medusa process, from the notification until it was idle again. */
  sqlEach: number
  cpuMsEach: number
}

const OURS = { name: "the plugin's hook", path: "hooks/payment-gateways/tegro_main" }
const MEDUSAS = { name: "Medusa's own route", path: "hooks/payment/tegro_main" }

/** Ours is taken more often, since Medusa's own waits five seconds each time. */
const OURS_EACH = 4

const LOOK_EVERY_MS = 5
const PATIENCE_MS = 30_000

const PAID = `
  select 1
  from order_cart
  join order_payment_collection on order_payment_collection.order_id = order_cart.order_id
  join payment on payment.payment_collection_id = order_payment_collection.payment_collection_id
  join capture on capture.payment_id = payment.id
  join order_transaction on order_transaction.order_id = order_cart.order_id
  where order_cart.cart_id = $1`

/** Measures both ways in turns, one shopper at a time. */
export async function measurePaid(store: BenchStore, rounds: number): Promise<PaidResult[]> {
  await forgetAll(store)
  const catalog = await store.medusa.catalog()
  await store.simulator.loseNotifications()
  const samples = new Map<string, number[]>([OURS, MEDUSAS].map(({ name }) => [name, []]))
  const costs = new Map<string, { sql: number; cpuMs: number }[]>(
    [OURS, MEDUSAS].map(({ name }) => [name, []]),
  )
  const take = async ({ name, path }: typeof OURS) => {
    const checkout = await checkOut(store.medusa.url, catalog)
    const gatewayId = await store.simulator.pay(checkout.reference)
    const body = signedNotification(store.plugin, store.gateways, { ...checkout, gatewayId })
    await store.medusa.idle()
    const before = await store.medusa.cost()
    const started = performance.now()
    await postAll(`${store.medusa.url}/${path}`, [body], 1)
    await untilPaid(store, checkout.cartId)
    samples.get(name)?.push(performance.now() - started)
    await store.medusa.idle()
    const after = await store.medusa.cost()
    const [sql, cpuMs] = [after.statements - before.statements, after.cpuMs - before.cpuMs]
    costs.get(name)?.push({ sql, cpuMs })
  }
  // The first order of a process loads and compiles much.
  for (let i = 0; i < 2; i++) await take(OURS)
  samples.get(OURS.name)?.splice(0)
  costs.get(OURS.name)?.splice(0)
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < OURS_EACH; i++) await take(OURS)
    await take(MEDUSAS)
  }
  return [...samples].map(([name, times]) => ({
    name,
    median: median(times),
    p95: percentile(times, 0.95),
    samples: times.length,
    sqlEach: median(costs.get(name)?.map(({ sql }) => sql) ?? []),
    cpuMsEach: median(costs.get(name)?.map(({ cpuMs }) => cpuMs) ?? []),
  }))
}

async function untilPaid({ sql }: BenchStore, cartId: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while ((await sql.query(PAID, [cartId])).rowCount === 0) {
    if (Date.now() > deadline) throw new Error(`The cart ${cartId} was not paid`)
    await sleep(LOOK_EVERY_MS)
  }
}
