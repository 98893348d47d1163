import jwt from "jsonwebtoken"

import type { BenchStore } from "../medusa/bench-store"
import { spreadOf, type Spread } from "../support/statistics"
import { known, seed, type Amounts } from "./seed"

/** What one page of the dashboard costs. */
export interface AdminResult {
  name: string
  time: Spread
  /** SQL of one answer. */
  statements: number
  /** Of all pages, where it is a list. */
  found: number | null
}

/** The secret of bench/store/medusa-config.js. */
const JWT_SECRET = "bench-only"
const WARM_UP = 5

/** Reads the dashboard's pages one after the other over HTTP, as an admin. */
export async function measureAdmin(
  store: BenchStore,
  { samples, ...amounts }: Amounts & { samples: number },
): Promise<AdminResult[]> {
  await seed(store, amounts)
  const { orderNumber, orderId } = await known(store)
  const pages: [string, string][] = [
    ["payments, newest 20", "payments"],
    ["payments, 100 a page", "payments?limit=100"],
    ["payments, the last page", `payments?offset=${amounts.attempts - 20}`],
    ["payments, by status", "payments?status=expired&status=awaiting"],
    ["payments, with problems", "payments?problem=true"],
    ["payments, by time", `payments?created_at[gte]=${new Date(Date.now() - 86_400_000).toISOString()}`],
    ["search, reference", "payments?q=mpg-bench000500"],
    ["search, gateway's number", "payments?q=900500"],
    ["search, order's number", `payments?q=${orderNumber}`],
    ["search, e-mail", "payments?q=shopper100@example.com"],
    ["search, nothing fits", "payments?q=nobody@example.com"],
    ["order panel", `orders/${orderId}`],
    ["problems, open", "problems?state=open"],
    ["problems, by e-mail", "problems?q=shopper10@example.com"],
    ["problems, count", "problems/count"],
    ["notifications, newest 20", "notifications"],
    ["notifications, failed", "notifications?state=failed"],
    ["notifications, by reference", "notifications?q=mpg-bench000500"],
  ]
  const results: AdminResult[] = []
  for (const [name, path] of pages) results.push(await measurePage(store, name, path, samples))
  return results
}

async function measurePage(
  { medusa }: BenchStore,
  name: string,
  path: string,
  samples: number,
): Promise<AdminResult> {
  const token = jwt.sign({ actor_id: "user_bench", actor_type: "user", auth_identity_id: "x" }, JWT_SECRET)
  const read = async () => {
    const answer = await fetch(`${medusa.url}/admin/payment-gateways/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { count?: number; open?: number }
  }
  for (let i = 0; i < WARM_UP; i++) await read()
  const before = await medusa.cost()
  const { count, open } = await read()
  const { statements } = await medusa.cost()
  const times: number[] = []
  for (let i = 0; i < samples; i++) {
    const started = performance.now()
    await read()
    times.push(performance.now() - started)
  }
  return {
    name,
    time: spreadOf(times),
    statements: statements - before.statements,
    found: count ?? open ?? null,
  }
}
