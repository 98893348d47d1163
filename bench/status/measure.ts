import http from "node:http"

import { sleep } from "../../tools/sleep"
import type { BenchStore } from "../medusa/bench-store"
import { checkOut } from "../medusa/checkout"
import { forgetAll } from "../medusa/pending"
import { percentile } from "../support/statistics"

/** What looking at an open payment costs. */
export interface StatusResult {
  name: string
  tabs: number
  looks: number
  p50: number
  p95: number
  p99: number
  /** Questions to the gateway in a minute. */
  callsPerMinute: number
  /** SQL statements for each look, with Medusa's own for the publishable key. */
  statements: number
  cpuMs: number
}

interface Page {
  agent: http.Agent
  url: string
  key: string
}

const TABS = 20

/** The row that is no look at a payment, and has no goal. */
export const MEDUSAS = "Medusa's own GET /store/payment-providers"

/** One shopper's open payment: looked at again and again right after a question, and by tabs that do as they are told. */
export async function measureStatus(
  store: BenchStore,
  { looks, seconds }: { looks: number; seconds: number },
): Promise<StatusResult[]> {
  await forgetAll(store)
  const catalog = await store.medusa.catalog()
  await store.simulator.loseNotifications()
  const { reference } = await checkOut(store.medusa.url, catalog)
  const { rows } = await store.sql.query<{ session_id: string }>(
    "select session_id from payment_attempt where reference = $1",
    [reference],
  )
  const page: Page = {
    agent: new http.Agent({ keepAlive: true, maxSockets: TABS }),
    url: `${store.medusa.url}/store/payment-gateways/sessions/${rows[0]?.session_id}`,
    key: catalog.publishableKey,
  }
  try {
    // The first looks of a process compile much.
    for (let i = 0; i < 30; i++) await look(page)
    await store.medusa.idle()
    return [
      await lookOnly(store, page, looks),
      await lookFromTabs(store, page, seconds),
      await compare(
        store,
        page,
        `${store.medusa.url}/store/payment-providers?region_id=${catalog.regionId}`,
        looks,
      ),
    ]
  } finally {
    page.agent.destroy()
  }
}

async function lookOnly(store: BenchStore, page: Page, looks: number): Promise<StatusResult> {
  return measured(store, "one after another, just asked", 1, async (times) => {
    for (let i = 0; i < looks; i++) {
      // Nothing is asked within five seconds of a question.
      if (i % 50 === 0) await store.sql.query("update payment_attempt set last_observed_at = now()")
      times.push((await look(page)).ms)
    }
  })
}

/** What Medusa itself takes for the least that a storefront asks it. */
async function compare(store: BenchStore, page: Page, url: string, looks: number): Promise<StatusResult> {
  for (let i = 0; i < 30; i++) await get({ ...page, url })
  return measured(store, MEDUSAS, 1, async (times) => {
    for (let i = 0; i < looks; i++) times.push((await get({ ...page, url })).ms)
  })
}

async function lookFromTabs(store: BenchStore, page: Page, seconds: number): Promise<StatusResult> {
  return measured(store, "tabs at their own pace", TABS, async (times) => {
    const end = performance.now() + seconds * 1_000
    const tab = async (_: unknown, index: number) => {
      await sleep(index * 97)
      while (performance.now() < end) {
        const { ms, pollAfterMs } = await look(page)
        times.push(ms)
        await sleep(pollAfterMs)
      }
    }
    await Promise.all(Array.from({ length: TABS }, tab))
  })
}

async function measured(
  { medusa }: BenchStore,
  name: string,
  tabs: number,
  run: (times: number[]) => Promise<void>,
): Promise<StatusResult> {
  const before = await medusa.cost()
  const started = performance.now()
  const times: number[] = []
  await run(times)
  const minutes = (performance.now() - started) / 60_000
  const after = await medusa.cost()
  const at = (share: number) => percentile(times, share)
  return {
    name,
    tabs,
    looks: times.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    callsPerMinute: ((after.calls.order ?? 0) - (before.calls.order ?? 0)) / minutes,
    statements: (after.statements - before.statements) / times.length,
    cpuMs: (after.cpuMs - before.cpuMs) / times.length,
  }
}

/** @throws Error when the answer is not that of an open payment */
async function look(page: Page): Promise<{ ms: number; pollAfterMs: number }> {
  const { ms, body } = await get(page)
  const { payment } = JSON.parse(body) as { payment: { poll_after_ms: number | null } }
  if (payment.poll_after_ms === null) throw new Error(`not open: ${body}`)
  return { ms, pollAfterMs: payment.poll_after_ms }
}

function get({ agent, url, key }: Page): Promise<{ ms: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = performance.now()
    const request = http.get(url, { agent, headers: { "x-publishable-api-key": key } }, (response) => {
      let body = ""
      response.setEncoding("utf8")
      response.on("data", (part: string) => (body += part))
      response.on("error", reject)
      response.on("end", () => {
        const ms = performance.now() - sent
        if (response.statusCode !== 200) return reject(new Error(`${response.statusCode}: ${body}`))
        resolve({ ms, body })
      })
    })
    request.on("error", reject)
  })
}
