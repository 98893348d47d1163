import { GatewayUnavailable } from "../../../../core"
import type { GatewayNotification, Leased, PaymentAttempt, Payout } from "../../../../modules/gateway-ledger"
import type { BackgroundDependencies } from "../../../dependencies"
import { LEASE_MS } from "../../../lease"
import { AccountRun, type RunBounds } from "../../account-run"

/** How long the simulated gateway takes, in milliseconds of jest's fake clock. */
interface Slowness {
  askMs: number
  /** Of a page of its list, which shows no payment of the store; undefined where it has no list. */
  pageMs?: number
  isListBroken?: boolean
}

/** What is due at first. Every look at it is noted, and it is not due any more. */
interface Due {
  young?: string[]
  attempts?: string[]
  settled?: string[]
  notifications?: string[]
  payouts?: string[]
}

/** An account with much due at a gateway that is slow. What a run gives back is due again at its end. */
export function slowStore({ askMs, pageMs, isListBroken = false }: Slowness, due: Due) {
  const looked: string[] = []
  const ask = async (reference: string) => {
    if (!due.settled?.includes(reference)) await pass(askMs)
    looked.push(reference)
    throw new Error("not in this test")
  }
  const listPayments = async (from: string | null) => {
    await pass(pageMs!)
    if (isListBroken) throw new GatewayUnavailable("no list")
    const page = Number(from ?? 1)
    return { items: [{ reference: `other-${page}`, gatewayId: `other-${page}` }], next: String(page + 1) }
  }
  const gateway = {
    ...{ name: "tegro", account: "1", capabilities: {} },
    ...(pageMs === undefined ? {} : { listPayments }),
  }
  const rows = {
    young: rowsOf<Leased<PaymentAttempt>>(due.young, { settled_at: null }),
    attempts: rowsOf<Leased<PaymentAttempt>>(due.attempts, { settled_at: null }),
    settled: rowsOf<Leased<PaymentAttempt>>(due.settled, { settled_at: new Date(0) }),
    notifications: rowsOf<GatewayNotification>(due.notifications, {
      subject: "payment",
      claim: {},
      tries: 1,
    }),
    payouts: rowsOf<Payout>(due.payouts, { state: "sent" }),
  }
  const dependencies = {
    gateway: async () => gateway,
    ledger: {
      inbox: { ...tableOf(rows.notifications), retryIn: async () => undefined },
      attempts: {
        ...tableOf(rows.attempts, rows.young, rows.settled),
        putOff: async () => undefined,
        // Where a settlement begins.
        find: ({ reference }: { reference: string }) => ask(reference),
      },
      // Where a look at a payout begins.
      payouts: { ...tableOf(rows.payouts), get: ask, waitingRefunds: async () => [] },
      statements: { claimReading: async () => undefined, claimDue: async () => [] },
    },
    isLive: async () => true,
    unreachable: new Set<string>(),
    callsPerMinute: 0,
    log: { warn: () => undefined },
    now: Date.now,
  } as unknown as BackgroundDependencies
  const account = {
    ...{ key: "tegro 1", hasWork: true },
    entries: [{ providerId: "pp_tegro_main", gateway: gateway as never }],
  }
  const newRun = (bounds: Partial<RunBounds> = {}) =>
    new AccountRun(account, {
      ...{ now: Date.now, budgetMs: 5_000, isSuspect: false, isStopped: () => false },
      ...bounds,
    })
  return { dependencies, account, looked, newRun }
}

/** Lets the fake clock run until the work has ended. */
export async function timed<T>(work: Promise<T>): Promise<T> {
  let isOver = false
  const end = work.finally(() => (isOver = true))
  while (!isOver) await jest.advanceTimersByTimeAsync(100)
  return end
}

export const named = (word: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${word}-${i + 1}`)

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const rowsOf = <T>(references: string[] = [], columns: object) =>
  references.map((reference) => ({
    ...{ id: reference, reference, provider_id: "pp_tegro_main", gateway_id: null, status: "awaiting" },
    ...{ superseded_at: null, claimed_at: null, created_at: new Date(0), due_at: new Date(0) },
    ...columns,
  })) as unknown as T[]

/** A table of due rows, of which some may be young, and some settled: these have been due for the longest time. */
function tableOf<T extends { id: string }>(old: T[], young: T[] = [], settled: T[] = []) {
  const all = [...settled, ...old, ...young]
  const due = new Set(all)
  const claimDue = async ({ limit, youngerThanMs }: { limit: number; youngerThanMs?: number }) => {
    const claimed = (youngerThanMs === undefined ? all : young).filter((row) => due.has(row)).slice(0, limit)
    claimed.forEach((row) => due.delete(row))
    return claimed.map((row) => Object.assign(row, { next_check_at: new Date(Date.now() + LEASE_MS) }))
  }
  const giveBack = async (rows: readonly T[]) =>
    rows.forEach(({ id }) => due.add(all.find((row) => row.id === id)!))
  return { claimDue, giveBack, renew: async (rows: readonly T[]) => [...rows] }
}
