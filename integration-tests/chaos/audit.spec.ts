import { audit, type AuditOptions } from "./audit"
import type { AttemptRow, Books, OrderRow, PaymentRow, ProblemRow } from "./books"

/** An auditor that finds nothing proves nothing: each kind of wrong book must be found. */
const attempt: AttemptRow = {
  id: "payatt_1",
  gateway: "m2cerber",
  provider_id: "pp_m2cerber_main",
  reference: "7",
  session_id: "payses_1",
  payment_collection_id: "pay_col_1",
  status: "paid",
  asked: 500n,
  received: 500n,
  isWatched: true,
}
const payment: PaymentRow = {
  payment_session_id: "payses_1",
  payment_collection_id: "pay_col_1",
  captured: 500n,
  captures: 1,
}
const order: OrderRow = {
  id: "order_1",
  payment_collection_id: "pay_col_1",
  cart_id: "cart_1",
  canceled: false,
  total: 500n,
  paid: 500n,
}
const problem = (kind: string, amount: bigint | null): ProblemRow => ({
  kind,
  state: "open",
  settled: false,
  attempt_id: "payatt_1",
  reference: "7",
  amount,
})

function books(changed: Partial<Books> & { came?: bigint; told?: bigint; givenUp?: boolean }): Books {
  const { came = 500n, told = came, givenUp = false, ...rest } = changed
  return {
    gateways: new Map([["m2cerber 7", { arrived: came, told, givenUp }]]),
    attempts: [attempt],
    payments: [payment],
    problems: [],
    orders: [order],
    ...rest,
  }
}

const faults = (of: Parameters<typeof books>[0], options: Partial<AuditOptions> = {}) =>
  audit(books(of), { forged: new Set(), isOver: false, wasInterrupted: false, ...options }).findings.map(
    ({ fault }) => fault,
  )

const UNPAID = { payments: [], orders: [] }
const part = { ...attempt, status: "underpaid", received: 200n }

describe("the audit of the three books", () => {
  it("is content with one capture, one order and right totals", () => {
    expect(faults({})).toEqual([])
  })

  it.each([
    ["a payment that is recorded nowhere", "stuck payment", UNPAID],
    ["a capture without an order", "stuck payment", { orders: [] }],
    ["an excess that nobody was told of", "lost money", { came: 510n }],
    [
      "an excess of which a part is reported",
      "lost money",
      { came: 510n, problems: [problem("overpaid", 5n)] },
    ],
    ["money for a payment that the ledger does not know", "lost money", { ...UNPAID, attempts: [] }],
    [
      "a part that the gateway gave up",
      "lost money",
      { ...UNPAID, came: 200n, attempts: [part], givenUp: true },
    ],
    ["a part that the ledger misread", "lost money", { ...UNPAID, came: 250n, attempts: [part] }],
    [
      "a part that nobody watches any more",
      "lost money",
      { ...UNPAID, came: 200n, attempts: [{ ...part, isWatched: false }] },
    ],
    [
      "an untold payment that nobody watches any more",
      "lost money",
      { ...UNPAID, told: 0n, attempts: [{ ...attempt, isWatched: false }] },
    ],
    ["more reported than came", "wrong total", { problems: [problem("orphan", 500n)] }],
    ["an order that shows another sum as paid", "wrong total", { orders: [{ ...order, paid: 0n }] }],
    ["an order that costs more than was captured", "wrong total", { orders: [{ ...order, total: 900n }] }],
    ["two orders of one cart", "wrong total", { orders: [order, { ...order, id: "order_2" }] }],
  ] as const)("finds %s", (_, fault, changed) => {
    expect(faults(changed as never)).toEqual([fault])
  })

  it("lets an order wait for its payment where it comes first, but not for ever", () => {
    const first = { ...attempt, provider_id: "pp_tegro_first", status: "awaiting", received: null }
    const unpaid = { attempts: [first], came: 0n, payments: [], orders: [{ ...order, paid: 0n }] }
    expect(faults(unpaid)).toEqual([])
    expect(faults(unpaid, { isOver: true })).toEqual(["wrong total"])
    expect(faults({ ...unpaid, orders: [{ ...order, paid: 0n, canceled: true }] }, { isOver: true })).toEqual(
      [],
    )
    expect(faults({ ...unpaid, attempts: [attempt] })).toEqual(["wrong total"])
  })

  it("accepts an order of another total only when the merchant is told of it, and its paid sum is right", () => {
    const dearer = { ...order, total: 900n }
    const problems = [problem("order_total_differs", 500n)]
    expect(faults({ orders: [dearer], problems })).toEqual([])
    expect(faults({ orders: [dearer], problems: [problem("no_order", 500n)] })).toEqual(["wrong total"])
    expect(faults({ orders: [{ ...dearer, paid: 0n }], problems })).toEqual(["wrong total"])
  })

  it("knows orders that a killed process left unpaid, and blames nobody for them unless nobody was killed", () => {
    const unpaid = { ...UNPAID, came: 0n, orders: [{ ...order, paid: 0n }] }
    expect(faults(unpaid, { wasInterrupted: true })).toEqual([])
    expect(faults(unpaid)).toEqual(["wrong total"])
  })

  it("finds two captures of one cart", () => {
    const twice = [payment, { ...payment, payment_session_id: "payses_2" }]
    expect(faults({ payments: twice })).toContain("double capture")
    expect(faults({ payments: [{ ...payment, captures: 2 }] })).toContain("double capture")
  })

  it("finds a capture of money that never came", () => {
    expect(faults({ came: 0n })).toContain("double capture")
  })

  it("lets a part wait for its rest, but not for ever", () => {
    const waiting = { ...UNPAID, came: 200n, attempts: [part] }
    expect(faults(waiting)).toEqual([])
    expect(faults(waiting, { isOver: true })).toEqual(["lost money"])
    expect(faults({ ...waiting, problems: [problem("underpaid", 200n)] }, { isOver: true })).toEqual([])
  })

  it("takes a problem whose amount nobody knows for all that is missing", () => {
    expect(faults({ ...UNPAID, problems: [problem("currency_mismatch", null)] })).toEqual([])
  })

  it("blames nobody for money that the gateway never managed to tell of", () => {
    expect(faults({ ...UNPAID, told: 0n })).toEqual([])
  })
})
