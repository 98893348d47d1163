import { PLAIN } from "../../core/__tests__/support/capabilities"
import type { EntryGateway } from "../../core"
import type { NewJournalEntry, PaymentAttempt } from "../../modules/gateway-ledger"
import type { NewProblem, ProblemScope } from "../../modules/gateway-ledger/types"
import { settle, type SettlementDependencies } from "../index"

/**
 * A row that cannot be read, of the ledger's or of Medusa's, is no reason to forget the payment, nor to come again at once
 * and for ever.
 */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = Date.UTC(2026, 0, 5, 12)

/** A payment that was begun at {@link START}, and what is written down of it. */
function store(columns: Partial<PaymentAttempt> = {}) {
  const row = {
    ...{ id: "payatt_1", provider_id: "pp_tegro", gateway: "tegro", account: "shop", reference: "ref-1" },
    ...{ session_id: "payses_1", payment_collection_id: "paycol", amount: "100.00", currency_code: "RUB" },
    ...{ status: "awaiting", gateway_id: null, held_for: null, superseded_at: null, cleared_at: null },
    ...{ claims: {}, observations: {}, words: [], codes: [] },
    ...{ last_observed_at: null, answered_at: null, claimed_at: null, settled_at: null },
    created_at: new Date(START),
    next_check_at: new Date(START),
    ...columns,
  } as unknown as PaymentAttempt
  const written = {
    journal: [] as NewJournalEntry[],
    looks: [] as number[],
    problems: [] as string[],
    events: [] as string[],
  }
  const world = { now: START + MINUTE, row, money: async (): Promise<object> => NOTHING }
  const gateway = {
    name: "tegro",
    account: "shop",
    capabilities: PLAIN,
    fetchPayment: async () => null,
  } as unknown as EntryGateway
  const dependencies = {
    ledger: {
      attempts: {
        find: async () => world.row,
        beginLook: async () => ({ attempt: world.row, begunAt: new Date(world.now) }),
        ofCollections: async () => [world.row],
        record: async () => ({ before: world.row, after: world.row }),
        endLook: async (_: string, { at }: { at: Date | null }) =>
          void written.looks.push((at?.getTime() ?? NaN) - world.now),
        schedule: async () => true,
        wake: async () => undefined,
      },
      problems: {
        bring: async ({ kinds }: ProblemScope, wanted: readonly NewProblem[]) => {
          const opened = wanted.filter(({ kind }) => !written.problems.includes(kind))
          const isStale = (kind: string) => kinds.includes(kind) && !wanted.some((one) => one.kind === kind)
          written.problems = [
            ...written.problems.filter((kind) => !isStale(kind)),
            ...opened.map(({ kind }) => kind),
          ]
          return { opened, changed: [], cleared: [] }
        },
      },
      payouts: { ofAttempts: async () => [] },
      journal: { append: async (entry: NewJournalEntry) => void written.journal.push(entry) },
    },
    medusa: {
      unitOf: async () => "cart",
      money: () => world.money(),
      cartTotal: async () => null,
      withLock: (_: string, work: () => Promise<unknown>) => work(),
    },
    gateway: async () => gateway,
    gatewayOfAccount: async () => gateway,
    events: { emit: async (name: string) => void written.events.push(name) },
    log: { debug: () => 0, info: () => 0, warn: () => 0, error: () => 0 },
    now: () => world.now,
  } as unknown as SettlementDependencies
  const look = (after: number) => {
    world.now = START + after
    return settle(dependencies, { provider_id: "pp_tegro", reference: "ref-1", road: "sweep" })
  }
  return { ...written, written, world, look }
}

const NOTHING = { collectionIds: ["paycol"], cart: null, order: null, sessions: [], payments: [] }

const ODD: [string, Partial<PaymentAttempt>, string][] = [
  ["a currency that is none", { currency_code: "usdt" }, '"usdt" is not a currency code'],
  ["an amount that is none", { amount: "ten" }, '"ten" is not a decimal amount'],
]

describe.each(ODD)("a payment with %s", (_, columns, reason) => {
  it("says so, is looked at less and less often, and is told after six hours", async () => {
    const { look, written } = store(columns)
    await expect(look(MINUTE)).rejects.toThrow(reason)
    expect(written.journal.at(-1)).toMatchObject({ kind: "failed", details: { step: "read" }, note: reason })
    expect(written.problems).toEqual([])

    await expect(look(6 * HOUR - 1)).rejects.toThrow(reason)
    expect(written.problems).toEqual([])
    await expect(look(6 * HOUR)).rejects.toThrow(reason)
    await expect(look(1_000 * HOUR)).rejects.toThrow(reason)
    expect(written.problems).toEqual(["unreadable"])
    expect(written.events).toEqual(["payment_gateway.problem_opened"])
    expect(written.looks).toEqual([30_000, 36 * MINUTE, 36 * MINUTE, 6 * HOUR])
  })

  it("goes on by itself when the record is corrected", async () => {
    const { look, written, world } = store(columns)
    await expect(look(6 * HOUR)).rejects.toThrow(reason)
    world.row = { ...world.row, amount: "100.00", currency_code: "RUB" }
    await look(7 * HOUR)
    expect(written.problems).toEqual([])
  })
})

it("a cart of which another row cannot be read is told, too", async () => {
  const { look, written, world } = store()
  world.money = async () => {
    throw new RangeError('"usdt" is not a currency code')
  }
  await expect(look(6 * HOUR)).rejects.toThrow("usdt")
  expect(written.problems).toEqual(["unreadable"])
})

it("a database that does not answer is told to nobody: the payment is due again when its lease ends", async () => {
  const { look, written, world } = store()
  world.money = async () => {
    throw new Error("Connection terminated unexpectedly")
  }
  await expect(look(6 * HOUR)).rejects.toThrow("Connection terminated")
  expect(written).toMatchObject({ problems: [], looks: [] })
})
