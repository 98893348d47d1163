import type { EntryGateway, Money as MoneyType } from "../../core"
import { Money } from "../../core"
import type { NewJournalEntry, PaymentAttempt, PaymentProblem } from "../../modules/gateway-ledger"
import type { SettlementRequest } from "../../settlement"
import {
  actionsOf,
  checkProblem,
  placeOrder,
  recordProblemAction,
  resolveProblem,
  type ProblemDependencies,
} from ".."

const attempt = {
  id: "attempt_1",
  provider_id: "pp_tegro_main",
  reference: "mpg-1",
  payment_collection_id: "pay_col_1",
  amount: "1490.50",
  currency_code: "RUB",
} as PaymentAttempt

const problem = (change: Partial<PaymentProblem> = {}) =>
  ({
    id: "problem_1",
    kind: "no_order",
    subject: "attempt_1",
    state: "open",
    provider_id: "pp_tegro_main",
    reference: "mpg-1",
    attempt_id: "attempt_1",
    payment_collection_id: "pay_col_1",
    payout_id: null,
    ...change,
  }) as PaymentProblem

/** A store with one paid cart that is no order yet, and one problem. */
function store(given: PaymentProblem = problem()) {
  const rows = [given]
  const journal: NewJournalEntry[] = []
  const events: string[] = []
  const settled: SettlementRequest[] = []
  const checked: string[] = []
  const looked: string[] = []
  const totals = new Map<string, MoneyType>([["pay_col_1", Money.of("1490.50", "RUB")]])
  const configured = new Set(["pp_tegro_main"])
  const state = { orderId: null as string | null }
  const locks: string[] = []
  const dependencies: ProblemDependencies = {
    ledger: {
      attempts: { get: async () => attempt },
      journal: { append: async (entry) => void journal.push(entry) },
      search: {
        attempts: async ({ ids }) => ({
          rows: [attempt].filter(({ id }) => ids?.includes(id)) as never[],
          count: 1,
        }),
      },
      problems: {
        get: async (id) => rows.find((one) => one.id === id) as PaymentProblem,
        close: async (id, by, note) => {
          const open = rows.find((one) => one.id === id && one.state === "open")
          return open && Object.assign(open, { state: "resolved", resolved_by: by?.actor_id, note })
        },
      },
    },
    medusa: {
      unitOf: async (collectionId) => `unit of ${collectionId}`,
      withLock: async (key, work) => {
        locks.push(key)
        return work()
      },
    },
    gateway: async (id) => (configured.has(id) ? ({ name: "tegro" } as EntryGateway) : undefined),
    openCartTotals: async (ids) => new Map([...totals].filter(([id]) => ids.includes(id))),
    settle: async (request) => {
      settled.push(request)
      return { order_id: state.orderId } as never
    },
    checkPayout: async (id) => void checked.push(id),
    lookSoon: (id) => void looked.push(id),
    events: { emit: async (name) => void events.push(name) },
  }
  return { dependencies, rows, journal, events, settled, checked, looked, totals, configured, state, locks }
}

const code = (wanted: string) => expect.objectContaining({ code: wanted })
const actor_id = "user_anna"

describe("what can be done about a problem", () => {
  const actions = async ({ dependencies, rows }: ReturnType<typeof store>) =>
    (await actionsOf(dependencies, rows)).get("problem_1")

  it("is an order of the paid cart, as long as that costs what was paid", async () => {
    expect(await actions(store())).toEqual(["place_order", "check", "refunded", "resolve"])
    const changed = store()
    changed.totals.set("pay_col_1", Money.of("1490.51", "RUB"))
    expect(await actions(changed)).not.toContain("place_order")
    const elsewhere = store()
    elsewhere.totals.set("pay_col_1", Money.of("1490.50", "USD"))
    expect(await actions(elsewhere)).not.toContain("place_order")
    const completed = store()
    completed.totals.clear()
    expect(await actions(completed)).not.toContain("place_order")
  })

  it("is to ask the gateway only where it is configured, and knows what to be asked about", async () => {
    const removed = store()
    removed.configured.clear()
    expect(await actions(removed)).toEqual(["refunded", "resolve"])
    const stranger = store(problem({ kind: "unknown_payment", attempt_id: null }))
    expect(await actions(stranger)).toEqual(["refunded", "resolve"])
    const payout = store(problem({ kind: "payout_unclear", attempt_id: null, payout_id: "payout_1" }))
    expect(await actions(payout)).toEqual(["check", "resolve"])
  })

  it("is nothing once it is resolved", async () => {
    expect(await actions(store(problem({ state: "resolved" })))).toEqual([])
  })
})

describe("doing something about a problem", () => {
  it("is written down first, with who did it", async () => {
    const { dependencies, journal } = store()
    await recordProblemAction(dependencies, { problem_id: "problem_1", action: "place_order", actor_id })
    expect(journal).toEqual([
      expect.objectContaining({ kind: "said", action: "place_order", actor_id, attempt_id: "attempt_1" }),
    ])
  })

  it("is refused where it is not possible, or somebody was faster", async () => {
    const { dependencies, rows, journal } = store(problem({ kind: "payout_unclear", attempt_id: null }))
    const act = (action: "refunded" | "check") =>
      recordProblemAction(dependencies, { problem_id: "problem_1", action, actor_id })
    await expect(act("refunded")).rejects.toEqual(code("problem_action_not_possible"))
    Object.assign(rows[0]!, { state: "resolved" })
    await expect(act("check")).rejects.toEqual(code("problem_resolved"))
    expect(journal).toEqual([])
  })

  it("asks about a payment by the one road, and about a payout by its own", async () => {
    const payment = store()
    await checkProblem(payment.dependencies, payment.rows[0]!)
    expect(payment.settled).toEqual([{ provider_id: "pp_tegro_main", reference: "mpg-1", road: "admin" }])
    const payout = store(problem({ kind: "payout_unclear", attempt_id: null, payout_id: "payout_1" }))
    await checkProblem(payout.dependencies, payout.rows[0]!)
    expect([payout.checked, payout.settled]).toEqual([["payout_1"], []])
  })

  it("places the order by the one road, and says when none came of it", async () => {
    const { dependencies, rows, state } = store()
    await expect(placeOrder(dependencies, rows[0]!)).rejects.toEqual(code("order_not_placed"))
    state.orderId = "order_1"
    await expect(placeOrder(dependencies, rows[0]!)).resolves.toBeUndefined()
  })
})

describe("a person's statement", () => {
  const resolve = ({ dependencies }: ReturnType<typeof store>) =>
    resolveProblem(dependencies, { problem_id: "problem_1", action: "refunded", note: "in cash", actor_id })

  it("closes the problem, and the payment is looked at", async () => {
    const known = store()
    expect(await resolve(known)).toMatchObject({ state: "resolved", resolved_by: actor_id, note: "in cash" })
    expect(known.looked).toEqual(["attempt_1"])
    expect(known.events).toEqual(["payment_gateway.problem_resolved"])
    expect(known.settled).toEqual([])
  })

  it("waits for a settlement that is under way, which may have put an end to the problem", async () => {
    const known = store()
    known.dependencies.medusa.withLock = async (key, work) => {
      known.locks.push(key)
      Object.assign(known.rows[0]!, { state: "resolved", resolved_by: null })
      return work()
    }
    await expect(resolve(known)).rejects.toEqual(code("problem_resolved"))
    expect(known.locks).toEqual(["payment-gateways:unit of pay_col_1"])
    expect([known.events, known.looked]).toEqual([[], []])
  })

  it("is taken down all the same when that settlement takes too long, or there is none to wait for", async () => {
    const known = store()
    known.dependencies.medusa.withLock = async () => {
      throw new Error("the lock was not free")
    }
    expect(await resolve(known)).toMatchObject({ resolved_by: actor_id })
    const stranger = store(
      problem({ kind: "unknown_payment", attempt_id: null, payment_collection_id: null }),
    )
    expect(await resolve(stranger)).toMatchObject({ resolved_by: actor_id })
    expect(stranger.locks).toEqual([])
  })

  it("that the ledger does not take fails", async () => {
    const known = store()
    known.dependencies.ledger.problems.close = async () => {
      throw new Error("the database is away")
    }
    await expect(resolve(known)).rejects.toThrow("the database is away")
  })

  it("counts for the sum that the person has seen, and is refused when it is another one by now", async () => {
    const saying = async (amount: string | null | undefined, now: string | null) => {
      const known = store(problem({ amount: now }))
      const input = {
        problem_id: "problem_1",
        action: "refunded",
        note: "in cash",
        actor_id,
        amount,
      } as const
      return resolveProblem(known.dependencies, input).then(
        ({ state }) => state,
        (error: { code: string }) => error.code,
      )
    }
    expect(await saying("10.00", "10.00")).toBe("resolved")
    expect(await saying("10.00", "10")).toBe("resolved")
    expect(await saying(null, null)).toBe("resolved")
    expect(await saying(undefined, "12.00")).toBe("resolved")
    expect(await saying("10.00", "12.00")).toBe("problem_changed")
    expect(await saying(null, "12.00")).toBe("problem_changed")
    expect(await saying("10.00", null)).toBe("problem_changed")
  })

  it("is refused when the sum changes in the very moment", async () => {
    const known = store(problem({ amount: "10.00" }))
    known.dependencies.ledger.problems.close = async () => {
      Object.assign(known.rows[0]!, { amount: "12.00" })
      return undefined
    }
    const input = {
      problem_id: "problem_1",
      action: "resolve",
      note: "in cash",
      actor_id,
      amount: "10.00",
    } as const
    await expect(resolveProblem(known.dependencies, input)).rejects.toEqual(code("problem_changed"))
    expect([known.events, known.looked]).toEqual([[], []])
  })

  it("is taken once: the second person hears that somebody was faster", async () => {
    const known = store()
    known.dependencies.ledger.problems.close = async () => {
      Object.assign(known.rows[0]!, { state: "resolved" })
      return undefined
    }
    await expect(resolve(known)).rejects.toEqual(code("problem_resolved"))
    expect([known.events, known.looked]).toEqual([[], []])
  })
})
