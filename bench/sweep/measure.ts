import type { BenchStore } from "../medusa/bench-store"
import { createPending, forgetAll, makeDue } from "../medusa/pending"

/** What it took to look once after all payments that were due. */
export interface SweepResult {
  pending: number
  /** Payments on a page of the gateway's list. */
  pageSize: number
  /** Fewer than pending when the time was over. */
  lookedAfter: number
  sweeps: number
  /** Requests for a page of the list. */
  listed: number
  /** Requests for a single payment. */
  single: number
  statements: number
  ms: number
  cpuMs: number
}

/** The simulator's own, which cannot be set. Nobody documents the gateway's. */
const PAGE_SIZE = 20

/** Sweeps until nothing is due, for each number of pending payments. */
export async function measureSweep(
  store: BenchStore,
  { sizes, patienceMs }: { sizes: readonly number[]; patienceMs: number },
): Promise<SweepResult[]> {
  await measureSize(store, 100, patienceMs)
  const results: SweepResult[] = []
  for (const size of sizes) results.push(await measureSize(store, size, patienceMs))
  return results
}

async function measureSize(store: BenchStore, pending: number, patienceMs: number): Promise<SweepResult> {
  const { medusa } = store
  await forgetAll(store)
  await createPending(store, pending)
  // Balances are written down once an hour, with the first sweep: they belong to no payment.
  await medusa.sweep()
  await makeDue(store)
  await medusa.idle()

  const before = await medusa.cost()
  const started = performance.now()
  let lookedAfter = 0
  let sweeps = 0
  for (let due = -1; due !== 0 && performance.now() - started < patienceMs; lookedAfter += due, sweeps++) {
    due = (await medusa.sweep()).attempts
  }
  const ms = performance.now() - started
  const after = await medusa.cost()
  const calls = (name: string) => (after.calls[name] ?? 0) - (before.calls[name] ?? 0)
  return {
    pending,
    pageSize: PAGE_SIZE,
    lookedAfter,
    sweeps,
    listed: calls("orders"),
    single: calls("order"),
    statements: after.statements - before.statements,
    ms,
    cpuMs: after.cpuMs - before.cpuMs,
  }
}
