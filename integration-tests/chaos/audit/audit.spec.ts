import type { AttemptRow, Books, OperationRow, OrderRow, PaymentRow, PayoutRow, ProblemRow } from "../books"
import type { GatewayMoney, Hold } from "../gateway-books"
import type { Story, StoryEvent } from "../story"
import { audit, type AuditOptions } from "./index"

/** An auditor that finds nothing proves nothing: each kind of wrong book must be found. */
const KEY = "m2cerber 7"
const attempt: AttemptRow = {
  id: "payatt_1",
  gateway: "m2cerber",
  provider_id: "pp_m2cerber_main",
  reference: "7",
  session_id: "payses_1",
  payment_collection_id: "pay_col_1",
  status: "paid",
  gateway_id: "70",
  asked: 500n,
  received: 500n,
  isWatched: true,
  isSettled: true,
}
const payment: PaymentRow = {
  id: "pay_1",
  provider_id: "pp_m2cerber_main",
  payment_session_id: "payses_1",
  payment_collection_id: "pay_col_1",
  at: 500,
  isCanceled: false,
  captures: [{ id: "capt_1", amount: 500n, at: 500 }],
  refunded: 0n,
  isMarked: true,
  counted: 500n,
}
const order: OrderRow = {
  id: "order_1",
  cart_id: "cart_1",
  collections: ["pay_col_1"],
  canceledAt: null,
  version: 1,
  total: 500n,
  paid: 500n,
  entries: ["capt_1"],
  unreserved: 0,
}
const payout: PayoutRow = { reference: "8", attempt_id: "payatt_1", amount: 200n, isAlive: true }
const left = { gateway: "m2cerber", reference: "8", amount: 200n }

const problem = (kind: string, amount: bigint | null, changed: Partial<ProblemRow> = {}): ProblemRow => ({
  id: `payprob_${kind}`,
  kind,
  state: "open",
  settled: false,
  attempt_id: "payatt_1",
  reference: "7",
  gateway_id: null,
  amount,
  ...changed,
})
const SETTLED = { state: "resolved", settled: true }

interface Changed extends Partial<Books> {
  came?: bigint
  wentBack?: bigint
  told?: bigint
  state?: GatewayMoney["state"]
  sentBack?: bigint
  hold?: Hold
  events?: StoryEvent[]
}

function faults(
  { came = 500n, wentBack = 0n, told = came, state, sentBack, hold, events = [], ...rest }: Changed,
  options: Partial<AuditOptions> = {},
) {
  const money: GatewayMoney = {
    arrived: came,
    wentBack,
    told,
    toldAt: told > 0n ? 0 : null,
    state: state ?? (came >= 500n ? "paid" : "open"),
    ...(sentBack !== undefined && { sentBack }),
    ...(hold && { hold }),
  }
  const books: Books = {
    gateways: new Map([[KEY, money]]),
    gatewayPayouts: [],
    attempts: [attempt],
    payments: [payment],
    problems: [],
    payouts: [],
    operations: [],
    reusedKeys: [],
    orders: [order],
    ...rest,
  }
  const stories: Story[] = [{ collections: ["pay_col_1", "pay_col_2"], events }]
  const none = new Set<string>()
  const usual = { forged: none, foreign: none, isOver: false, wasInterrupted: false, stories }
  return audit(books, { ...usual, ...options }).findings.map(({ fault }) => fault)
}

const UNPAID = { payments: [], orders: [] }
const part = { ...attempt, status: "underpaid", received: 200n }
const returned = (kind: string): StoryEvent => ({
  kind: "person resolves",
  as: "returned",
  problemId: `payprob_${kind}`,
  at: 600,
})

describe("the auditor, about what came", () => {
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
      { ...UNPAID, came: 200n, attempts: [part], state: "over" },
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
    ["more reported than came", "owed twice", { problems: [problem("orphan", 500n)] }],
    [
      "money of which a person had returned all, and that is reported again",
      "owed twice",
      {
        ...UNPAID,
        problems: [problem("orphan", 500n, SETTLED), problem("paid_late", 500n)],
        events: [returned("orphan")],
      },
    ],
  ] as const)("finds %s", (_, fault, changed) => {
    expect(faults(changed as never)).toEqual([fault])
  })

  it("finds what another store sold by the same shop, and that was told or taken here", () => {
    const theirs = { foreign: new Set(["99"]) }
    const gateways = new Map<string, GatewayMoney>([
      ["m2cerber 99", { arrived: 500n, wentBack: 0n, told: 500n, toldAt: 0, state: "paid" }],
    ])
    const none = { gateways, attempts: [], payments: [], orders: [] }
    expect(faults(none, theirs)).toEqual([])
    expect(faults(none)).toEqual(["lost money"])
    const alarm = problem("unknown_payment", 500n, { attempt_id: null, reference: "99" })
    expect(faults({ ...none, problems: [alarm] }, theirs)).toEqual(["false alarm"])
    // One that went away by itself was an alarm, too.
    expect(faults({ ...none, problems: [{ ...alarm, state: "resolved" }] }, theirs)).toEqual(["false alarm"])
    expect(faults({ ...none, problems: [alarm] })).toEqual([])
    const taken = { ...none, attempts: [{ ...attempt, reference: "99" }] }
    expect(faults({ ...taken, problems: [problem("orphan", 500n)] }, theirs)).toEqual(["false alarm"])
  })

  it("finds a capture of money that never came", () => {
    expect(faults({ came: 0n })).toContain("double capture")
  })

  describe("of which a person has noted something, and then more came", () => {
    const row = (kind: string, at: number, amount: bigint, changed: Partial<ProblemRow> = {}) =>
      problem(kind, amount, { id: `payprob_${at}`, ...changed })
    const noted = row("overpaid", 600, 100n, SETTLED)
    const back: StoryEvent = { kind: "person resolves", as: "returned", problemId: "payprob_600", at: 600 }
    const excess = (amount: bigint, ...problems: ProblemRow[]) => ({ came: 500n + amount, problems })

    it("is content when the new problem tells of all of it, or, after a return, of the new part", () => {
      expect(faults(excess(300n, noted, row("overpaid", 700, 300n)))).toEqual([])
      expect(faults({ ...excess(300n, noted, row("overpaid", 700, 200n)), events: [back] })).toEqual([])
      expect(faults(excess(300n, { ...noted, amount: 200n }, row("overpaid", 700, 100n)))).toEqual([])
    })

    it("finds a problem of more than came, and one of less", () => {
      expect(faults(excess(250n, noted, row("overpaid", 700, 300n)))).toEqual(["owed twice"])
      expect(faults(excess(300n, noted, row("overpaid", 700, 250n)))).toEqual(["lost money"])
      expect(faults(excess(150n, noted, row("overpaid", 700, 60n)))).toEqual(["owed twice"])
      expect(faults(excess(300n, noted, row("overpaid", 590, 300n)))).toEqual(["owed twice"])
    })

    it("finds what was told of another payment of the link, and is told as this one's", () => {
      const other = { ...noted, gateway_id: "71" }
      expect(faults(excess(300n, other, row("overpaid", 700, 300n)))).toEqual(["owed twice"])
      expect(faults(excess(400n, other, row("overpaid", 700, 300n)))).toEqual([])
      const own = { ...noted, gateway_id: "70" }
      expect(faults(excess(300n, own, row("overpaid", 700, 300n)))).toEqual([])
    })

    it("takes a noted part to be in the capture that came later, and nothing else", () => {
      const captured = { payments: [{ ...payment, captures: [{ id: "capt_650", amount: 500n, at: 650 }] }] }
      const whole = { ...captured, orders: [{ ...order, entries: ["capt_650"] }] }
      const of = (kind: string, at: number, changed = SETTLED as Partial<ProblemRow>) => ({
        ...whole,
        problems: [row(kind, at, 100n, changed)],
      })
      expect(faults(of("underpaid", 600))).toEqual([])
      expect(faults({ ...of("underpaid", 600), events: [back] })).toEqual(["owed twice"])
      expect(faults(of("underpaid", 600, {}))).toEqual(["owed twice"])
      expect(faults(of("underpaid", 700))).toEqual(["owed twice"])
      expect(faults(of("overpaid", 600))).toEqual(["owed twice"])
      expect(faults(of("paid_twice", 600, { ...SETTLED, gateway_id: "71" }))).toEqual(["owed twice"])
    })

    it("finds money that a person had returned, and that is told again", () => {
      expect(faults({ ...excess(300n, noted, row("overpaid", 700, 300n)), events: [back] })).toEqual([
        "owed twice",
      ])
    })
  })

  it("lets a part wait for its rest, but not for ever", () => {
    const waiting = { ...UNPAID, came: 200n, attempts: [part] }
    const fourDays: StoryEvent = { kind: "hours passed", hours: 80, at: 600 }
    expect(faults(waiting)).toEqual([])
    expect(faults(waiting, { isOver: true })).toEqual(["lost money"])
    const chosen: StoryEvent = { kind: "chosen", key: KEY, collectionId: "pay_col_1", at: 500 }
    expect(faults({ ...waiting, events: [chosen, fourDays] })).toEqual(["lost money"])
    expect(faults({ ...waiting, events: [fourDays, chosen] })).toEqual([])
    expect(faults({ ...waiting, problems: [problem("underpaid", 200n)] }, { isOver: true })).toEqual([])
  })

  it("finds a payment that was in confirmation for days, of which nobody is told", () => {
    const confirming: Changed = {
      ...UNPAID,
      came: 0n,
      state: "confirming",
      attempts: [{ ...attempt, received: null }],
    }
    expect(faults(confirming)).toEqual([])
    expect(faults(confirming, { isOver: true })).toEqual(["stuck payment"])
    expect(faults({ ...UNPAID, told: 0n }, { isOver: true })).toEqual(["stuck payment"])
    expect(faults({ ...confirming, problems: [problem("underpaid", null)] }, { isOver: true })).toEqual([])
  })

  it("takes a problem whose amount nobody knows for all that is missing", () => {
    expect(faults({ ...UNPAID, problems: [problem("currency_mismatch", null)] })).toEqual([])
  })

  it("blames nobody for money that the gateway never managed to tell of", () => {
    expect(faults({ ...UNPAID, told: 0n })).toEqual([])
  })

  it("finds two captures of one cart, unless the first one's money was returned", () => {
    const second = { ...payment, id: "pay_2", payment_session_id: "payses_2" }
    expect(faults({ payments: [payment, second] })).toContain("double capture")
    expect(
      faults({ payments: [{ ...payment, captures: [...payment.captures, ...payment.captures] }] }),
    ).toContain("double capture")
    const again = { payments: [payment, second], problems: [problem("no_order", 500n, SETTLED)] }
    expect(faults({ ...again, orders: [], events: [returned("no_order")] })).not.toContain("double capture")
  })

  it("lets a cart be paid again when Medusa shows its first payment as refunded, and a person is told", () => {
    const first = { ...payment, refunded: 500n }
    const capture = { id: "capt_2", amount: 500n, at: 700 }
    const second = { ...payment, id: "pay_2", payment_session_id: "payses_2", captures: [capture] }
    const books = { payments: [first, second], orders: [{ ...order, entries: ["capt_2"] }] }
    expect(faults({ ...books, problems: [problem("refund_owed", 500n)] })).toEqual([])
    expect(faults(books)).toEqual(["stuck payment"])
  })

  it("lets a cart be paid again when a person had returned its first payment; its order is the second one's", () => {
    const capture = { id: "capt_2", amount: 500n, at: 700 }
    const second = { ...payment, id: "pay_2", payment_session_id: "payses_2", captures: [capture] }
    const paidAgain = (entries: string[]) =>
      faults({
        payments: [payment, second],
        orders: [{ ...order, entries }],
        problems: [problem("no_order", 500n, SETTLED)],
        events: [returned("no_order")],
      })
    expect(paidAgain(["capt_2"])).toEqual([])
    expect(paidAgain(payment.captures.map(({ id }) => id))).toContain("owed twice")
  })
})

describe("the auditor, about what was captured", () => {
  const refunded = { ...payment, refunded: 200n }
  const asked: StoryEvent = { kind: "merchant refunds", paymentId: "pay_1", amount: 200n, at: 600 }
  const canceled = { ...order, canceledAt: 700 }
  const pressed: StoryEvent = { kind: "merchant cancels", orderId: "order_1", at: 600 }

  it("lets a refund be a payout or a problem, and either once", () => {
    const paidOut = { payments: [refunded], payouts: [payout], gatewayPayouts: [left], events: [asked] }
    const owed = { payments: [refunded], problems: [problem("refund_owed", 200n)], events: [asked] }
    expect(faults(paidOut)).toEqual([])
    expect(faults(owed)).toEqual([])
    expect(faults({ ...paidOut, problems: [problem("refund_owed", 200n)] })).toEqual(["owed twice"])
    expect(faults({ payments: [refunded], events: [asked] })).toEqual(["lost money"])
    expect(faults({ ...paidOut, payouts: [{ ...payout, isAlive: false }], gatewayPayouts: [] })).toEqual([
      "lost money",
    ])
  })

  it("wants a problem, or a person's word, for every canceled order with money in hand", () => {
    const books = { orders: [canceled], events: [pressed] }
    expect(faults(books)).toEqual(["lost money"])
    expect(faults({ ...books, problems: [problem("refund_owed", 200n)] })).toEqual(["lost money"])
    expect(faults({ ...books, problems: [problem("refund_owed", 500n)] })).toEqual([])
    expect(faults({ ...books, problems: [problem("refund_owed", 500n, SETTLED)] })).toEqual([])
  })

  it("wants the true rest in a problem about a captured payment without an order", () => {
    const books = { orders: [], problems: [problem("no_order", 500n)] }
    expect(faults(books)).toEqual([])
    expect(faults({ ...books, problems: [problem("no_order", 300n)] })).toEqual(["stuck payment"])
    const gone = { payouts: [payout], gatewayPayouts: [left], events: [asked] }
    expect(faults({ ...books, ...gone })).toEqual(["owed twice"])
    expect(faults({ ...books, ...gone, problems: [problem("no_order", 300n)] })).toEqual([])
  })

  it("finds an order made of money that a person had returned", () => {
    const books = { problems: [problem("no_order", 500n, SETTLED)] }
    expect(faults({ ...books, events: [returned("no_order")] })).toEqual(["owed twice"])
    expect(faults(books)).toEqual([])
  })

  it("accepts one that Medusa made of such money by itself, and only when it is told exactly", () => {
    const told = (amount: bigint, state: Partial<ProblemRow> = {}) => ({
      problems: [problem("no_order", 500n, SETTLED), problem("order_total_differs", amount, state)],
    })
    const completed: StoryEvent = { kind: "cart completed", at: 550, until: 650 }
    const events = [returned("no_order"), completed]
    expect(faults({ ...told(500n), events })).toEqual([])
    expect(faults({ ...told(500n, SETTLED), events })).toEqual([])
    expect(faults({ ...told(400n), events })).toEqual(["owed twice"])
    expect(faults({ ...told(500n, { state: "resolved" }), events })).toEqual(["owed twice"])
    // Nobody but the plugin can have made it.
    expect(faults({ ...told(500n), events: [returned("no_order")] })).toEqual(["owed twice"])
    const before = { ...completed, until: 590 }
    expect(faults({ ...told(500n), events: [returned("no_order"), before] })).toEqual(["owed twice"])
    const twice = { ...told(500n), payouts: [payout], gatewayPayouts: [left], events: [...events, asked] }
    expect(faults(twice)).toEqual(["owed twice"])
  })

  it("wants a problem of the exact sum when money went back in the gateway's cabinet", () => {
    const back = { wentBack: 500n }
    const told = (amount: bigint, state: Partial<ProblemRow> = {}) => ({
      problems: [problem("refunded_at_gateway", amount, state)],
    })
    expect(faults(back)).toEqual(["owed twice"])
    expect(faults({ ...back, ...told(500n) })).toEqual([])
    expect(faults({ ...back, ...told(500n, SETTLED) })).toEqual([])
    expect(faults({ ...back, ...told(500n, { state: "resolved" }) })).toEqual(["owed twice"])
    expect(faults({ ...back, ...told(400n) })).toEqual(["owed twice"])
    expect(faults({ ...back, problems: [problem("order_total_differs", 500n)] })).toEqual(["owed twice"])
    const twice = { ...told(500n), payouts: [payout], gatewayPayouts: [left], events: [asked] }
    expect(faults({ ...back, ...twice })).toEqual(["owed twice"])
    const recorded = { payments: [{ ...payment, refunded: 500n }] }
    expect(faults({ ...back, ...recorded })).toEqual([])
    expect(faults({ ...back, ...recorded, problems: [problem("refund_owed", 500n)] })).toEqual(["owed twice"])
  })

  it("lets money go back in the cabinet that was not captured", () => {
    expect(faults({ ...UNPAID, wentBack: 500n })).toEqual([])
    expect(faults({ ...UNPAID, wentBack: 500n, problems: [problem("orphan", 500n)] })).toEqual(["owed twice"])
    expect(faults({ ...UNPAID, wentBack: 200n })).toEqual(["lost money"])
  })

  it("finds money that left and that nobody asked for, or that the ledger does not know", () => {
    const out = { payments: [refunded], payouts: [payout], gatewayPayouts: [left] }
    expect(faults(out)).toEqual(["money left unasked"])
    expect(faults({ ...out, events: [{ ...asked, amount: 100n }] })).toEqual(["money left unasked"])
    expect(faults({ gatewayPayouts: [left] })).toEqual(["money left unasked"])
    const all = { payouts: [{ ...payout, amount: 500n }], gatewayPayouts: [{ ...left, amount: 500n }] }
    expect(
      faults({ ...all, payments: [{ ...payment, refunded: 500n }], orders: [canceled], events: [pressed] }),
    ).toEqual([])
  })
})

describe("the auditor, about orders", () => {
  it.each([
    ["an order that shows another sum as paid", "wrong total", { orders: [{ ...order, paid: 0n }] }],
    ["an order that costs more than was captured", "wrong total", { orders: [{ ...order, total: 900n }] }],
    ["two orders of one cart", "wrong total", { orders: [order, { ...order, id: "order_2" }] }],
    ["a capture that the order's account lacks", "wrong account", { orders: [{ ...order, entries: [] }] }],
    [
      "a capture that is entered twice",
      "wrong account",
      { orders: [{ ...order, entries: ["capt_1", "capt_1"] }] },
    ],
    [
      "a paid order whose stock is not reserved",
      "unfinished order",
      { orders: [{ ...order, unreserved: 1 }] },
    ],
  ] as const)("finds %s", (_, fault, changed) => {
    expect(faults(changed as never)).toEqual([fault])
  })

  it("leaves it to Medusa to enter what another provider captured", () => {
    const cash = { ...payment, provider_id: "pp_system_default", payment_session_id: "payses_9" }
    const books = { attempts: [], came: 0n, payments: [cash], orders: [{ ...order, paid: 0n, entries: [] }] }
    expect(faults(books, { wasInterrupted: true })).toEqual([])
  })

  it("leaves the stock of an order to Medusa that was to be canceled", () => {
    const pressed: StoryEvent = { kind: "merchant cancels", orderId: "order_1", at: 600 }
    expect(faults({ orders: [{ ...order, unreserved: 1 }], events: [pressed] })).toEqual([])
  })

  it("leaves the total of an edited order to the merchant", () => {
    expect(faults({ orders: [{ ...order, version: 2, total: 900n }] })).toEqual([])
  })

  it("lets an order wait for its payment where it comes first, but not for ever", () => {
    const first = { ...attempt, provider_id: "pp_m2cerber_first", status: "awaiting", received: null }
    const unpaid = { attempts: [first], came: 0n, payments: [], orders: [{ ...order, paid: 0n }] }
    const later = { isOver: true }
    expect(faults(unpaid)).toEqual([])
    expect(faults(unpaid, later)).toEqual(["wrong total"])
    expect(faults({ ...unpaid, orders: [{ ...order, paid: 0n, total: 0n }] }, later)).toEqual([])
    const cash = {
      ...payment,
      provider_id: "pp_system_default",
      payment_session_id: "payses_9",
      captures: [],
    }
    expect(faults({ ...unpaid, payments: [cash] }, later)).toEqual([])
    expect(faults({ ...unpaid, attempts: [attempt] })).toEqual(["wrong total"])
  })

  it("accepts an order of another total only when the merchant is told of it, and its paid sum is right", () => {
    const dearer = { ...order, total: 900n }
    const problems = [problem("order_total_differs", 500n)]
    expect(faults({ orders: [dearer], problems })).toEqual([])
    expect(faults({ orders: [dearer] })).toEqual(["wrong total"])
    expect(faults({ orders: [{ ...dearer, paid: 0n }], problems })).toEqual(["wrong total"])
  })

  it("knows orders that something broken off left unpaid, and blames nobody for them unless nothing was", () => {
    const unpaid = { ...UNPAID, came: 0n, orders: [{ ...order, paid: 0n }] }
    expect(faults(unpaid, { wasInterrupted: true })).toEqual([])
    expect(faults(unpaid)).toEqual(["wrong total"])
  })
})

describe("the auditor, about orders that the plugin canceled", () => {
  const first = { ...attempt, provider_id: "pp_m2cerber_first", status: "expired", received: null }
  const canceled = { ...order, canceledAt: 900, paid: 0n, entries: [] }
  const chosen: StoryEvent = { kind: "chosen", key: KEY, collectionId: "pay_col_1", at: 100 }
  const placed: StoryEvent = { kind: "order placed", orderId: "order_1", at: 200 }
  const late: StoryEvent = { kind: "hours passed", hours: 2, at: 800 }
  const books: Changed = { attempts: [first], orders: [canceled], payments: [], came: 0n }
  const LIVING = ["living order canceled"]

  it("is content when it was unpaid and overdue", () => {
    expect(faults({ ...books, events: [chosen, placed, late] })).toEqual([])
  })

  it("finds one whose time was not over, and one whose second try was young", () => {
    expect(faults({ ...books, events: [chosen, placed] })).toEqual(["canceled too early"])
    expect(faults({ ...books, events: [chosen, { ...late, at: 150 }, placed] })).toEqual([
      "canceled too early",
    ])
    expect(faults({ ...books, events: [chosen, placed, late, { ...chosen, at: 850 }] })).toEqual([
      "canceled too early",
    ])
  })

  it("finds one whose order came after the payment", () => {
    expect(faults({ ...books, attempts: [attempt], events: [chosen, placed, late] })).toEqual(LIVING)
  })

  it.each([
    ["was paid", { kind: "money came", key: KEY, amount: 500n, at: 700 }],
    ["was paid in part", { kind: "money came", key: KEY, amount: 200n, at: 700 }],
    ["was in confirmation", { kind: "in confirmation", key: KEY, at: 700 }],
    ["was covered by credit lines", { kind: "merchant credits", orderId: "order_1", isAll: true, at: 700 }],
    ["was to be paid in cash", { kind: "chosen", key: null, collectionId: "pay_col_1", at: 700 }],
  ] as const)("finds one that %s", (_, event) => {
    const held = [problem("paid_late", 500n)]
    const money = event.kind === "money came" ? { came: event.amount, told: event.amount } : {}
    const problems = event.kind === "money came" ? [{ ...held[0]!, amount: event.amount }] : []
    expect(faults({ ...books, ...money, problems, events: [chosen, placed, event, late] })).toEqual(LIVING)
  })

  it("finds one that another provider had authorized", () => {
    const cash = {
      ...payment,
      provider_id: "pp_system_default",
      payment_session_id: "payses_9",
      captures: [],
    }
    expect(faults({ ...books, payments: [cash], events: [chosen, placed, late] })).toEqual(LIVING)
  })

  it("blames nobody for what came after its time was over, or what no notification told", () => {
    const problems = [problem("paid_late", 500n)]
    const came: StoryEvent = { kind: "money came", key: KEY, amount: 500n, at: 850 }
    expect(faults({ ...books, came: 500n, problems, events: [chosen, placed, late, came] })).toEqual([])
    const untold: StoryEvent = { ...came, amount: 200n, at: 700 }
    expect(faults({ ...books, came: 200n, told: 0n, events: [chosen, placed, untold, late] })).toEqual([])
  })

  it("blames nobody for money that a person had taken care of", () => {
    const came: StoryEvent = { kind: "money came", key: KEY, amount: 500n, at: 700 }
    const problems = [problem("orphan", 500n, SETTLED)]
    expect(faults({ ...books, came: 500n, problems, events: [chosen, placed, came, late] })).toEqual([])
  })

  it("blames nobody for money that went back in the cabinet before the time was over", () => {
    const came: StoryEvent = { kind: "money came", key: KEY, amount: 500n, at: 700 }
    const back: StoryEvent = { kind: "returned in the cabinet", key: KEY, amount: 500n, at: 750 }
    const all = { ...books, came: 500n, wentBack: 500n }
    expect(faults({ ...all, events: [chosen, placed, came, back, late] })).toEqual([])
    expect(faults({ ...all, events: [chosen, placed, came, late, { ...back, at: 890 }] })).toEqual(LIVING)
    const part = { ...all, wentBack: 200n, problems: [problem("paid_late", 300n)] }
    expect(faults({ ...part, events: [chosen, placed, came, { ...back, amount: 200n }, late] })).toEqual(
      LIVING,
    )
  })

  it("leaves to the merchant what the merchant canceled", () => {
    const pressed: StoryEvent = { kind: "merchant cancels", orderId: "order_1", at: 890 }
    expect(faults({ ...books, events: [chosen, placed, pressed] })).toEqual([])
    expect(faults({ ...books, events: [chosen, placed, { ...pressed, at: 950 }] })).toEqual([
      "canceled too early",
    ])
  })
})

describe("the auditor, about money that is held, captured and sent back", () => {
  const later = { isOver: true }
  const amount = 500n
  const standing: Hold = { amount, isStanding: true, ended: null }
  const taken: Hold = { amount, isStanding: false, ended: null }
  const voided: Hold = { amount, isStanding: false, ended: "by the shop" }
  const lapsed: Hold = { amount, isStanding: false, ended: "otherwise" }
  const own = { provider_id: "pp_yookassa_hold" }
  const attempts = [{ ...attempt, ...own, status: "authorized", received: null }]
  const authorized = { ...payment, ...own, captures: [], isMarked: false, counted: 0n }
  const unpaid = { ...order, paid: 0n, entries: [] }
  const operation = (kind: OperationRow["kind"], sum = amount, state: OperationRow["state"] = "done") => ({
    ...{ id: `payop_${kind}`, attempt_id: "payatt_1", kind, key: `payop_${kind}`, state, amount: sum },
  })
  const held: Changed = {
    ...{ came: 0n, sentBack: 0n, hold: standing, state: "held", attempts },
    ...{ payments: [authorized], orders: [unpaid] },
  }
  const pressed: StoryEvent = { kind: "merchant captures", paymentId: "pay_1", amount, at: 550 }
  const captured: Changed = {
    ...{ came: amount, sentBack: 0n, hold: taken, attempts, payments: [{ ...payment, ...own }] },
    ...{ operations: [operation("capture")], events: [pressed] },
  }
  const part = (sum: bigint): Changed => ({
    ...captured,
    ...{
      came: sum,
      state: "paid",
      operations: [operation("capture", sum)],
      orders: [{ ...order, paid: sum }],
    },
    payments: [
      {
        ...{ ...payment, ...own, isMarked: false, counted: sum },
        captures: [{ id: "capt_1", amount: sum, at: 500 }],
      },
    ],
    events: [{ ...pressed, amount: sum }],
  })
  const canceled = { orders: [{ ...unpaid, canceledAt: 700 }] }
  const cancel: StoryEvent = { kind: "merchant cancels", orderId: "order_1", at: 600 }
  const over = (hold: Hold): Changed => ({ ...held, hold, state: "over" })
  const expired = [problem("hold_expired", amount)]

  it("is content with a hold that waits for the merchant, and with one that is captured, in full or in part", () => {
    expect(faults(held, later)).toEqual([])
    expect(faults(captured, later)).toEqual([])
    expect(faults(part(300n), later)).toEqual([])
  })

  it("finds a capture that nobody asked for, of another sum, twice, or of more than was held", () => {
    expect(faults({ ...captured, events: [] })).toEqual(["captured unasked"])
    expect(faults({ ...captured, events: [{ ...pressed, amount: 300n }] })).toEqual(["captured unasked"])
    const other: StoryEvent = { ...pressed, paymentId: "pay_2" }
    expect(faults({ ...captured, events: [other] })).toEqual(["captured unasked"])
    const cabinet: StoryEvent = { kind: "captured in the cabinet", key: KEY, amount, at: 550 }
    expect(faults({ ...captured, operations: [], events: [cabinet] })).toEqual([])
    const twice = [operation("capture", 300n), operation("capture", 200n)]
    expect(faults({ ...captured, operations: twice })).toEqual(["captured unasked"])
    expect(faults({ ...captured, hold: { ...taken, amount: 400n } })).toEqual(["captured unasked"])
  })

  it("finds what Medusa has captured, and the gateway has not", () => {
    const shown = { ...captured, came: 0n, operations: [], events: [] }
    expect(faults({ ...shown, hold: standing, state: "held" }, later)).toContain("not at the gateway")
    expect(faults({ ...shown, hold: standing, state: "held", orders: [unpaid] })).toEqual([])
    expect(faults({ ...shown, hold: lapsed, state: "over", problems: expired })).toEqual([])
    const killed = { ...payment, ...own, isMarked: false, counted: 0n }
    const lost: Changed = { ...shown, hold: lapsed, state: "over", payments: [killed], orders: [unpaid] }
    expect(faults({ ...lost, problems: expired }, later)).toEqual([])
    expect(faults(lost, later)).toEqual(["not at the gateway"])
    const takenBack = { ...lost, payments: [{ ...killed, isCanceled: true, refunded: amount }] }
    expect(faults({ ...takenBack, ...canceled, events: [cancel] }, later)).toEqual([])
    expect(faults({ ...held, operations: [operation("capture")] })).toEqual(["not at the gateway"])
    expect(faults({ ...held, operations: [operation("void")] })).toEqual(["not at the gateway"])
  })

  it("finds what the gateway has captured, and Medusa has not", () => {
    expect(faults({ ...captured, payments: [authorized], orders: [unpaid] })).toEqual(["not in Medusa"])
    const less = { ...part(300n), payments: [authorized], orders: [unpaid] }
    expect(faults(less)).toEqual(["not in Medusa"])
    expect(faults({ ...less, problems: [problem("orphan", 300n)] })).toEqual([])
  })

  it("finds a hold that stands in the end, though its order is canceled or there is none", () => {
    const left = { ...held, ...canceled, events: [cancel] }
    expect(faults(left, later)).toEqual(["hold left standing"])
    expect(faults(left)).toEqual([])
    expect(faults({ ...left, problems: [problem("paid_late", amount)] }, later)).toEqual([])
    expect(faults({ ...left, ...over(voided), ...canceled }, later)).toEqual([])
    expect(faults({ ...held, payments: [], orders: [] }, later)).toEqual(["hold left standing"])
    expect(faults({ ...over(voided), payments: [], orders: [] }, later)).toEqual([])
  })

  it("finds a living order's hold that was given up, and not in the cabinet", () => {
    expect(faults(over(voided))).toEqual(["living hold voided"])
    const ended: StoryEvent = { kind: "hold ended", key: KEY, at: 550 }
    expect(faults({ ...over(voided), events: [ended] })).toEqual(["not at the gateway"])
    expect(faults({ ...over(voided), events: [ended], problems: expired })).toEqual([])
    const asked = { ...over(voided), events: [ended], operations: [operation("capture", amount, "asked")] }
    expect(faults(asked)).toEqual([])
    expect(faults(asked, later)).toContain("not at the gateway")
    const second = { ...payment, id: "pay_2", payment_session_id: "payses_2" }
    const twice = { ...over(voided), payments: [authorized, second], orders: [order] }
    expect(faults(twice)).toEqual([])
  })

  it("wants every refund of Medusa's at the gateway, or told, and every one of the gateway's in Medusa", () => {
    const back: StoryEvent = { kind: "merchant refunds", paymentId: "pay_1", amount: 200n, at: 600 }
    const row = { ...payment, ...own, refunded: 200n }
    const refunded = {
      ...captured,
      ...{ sentBack: 200n, payments: [row], events: [pressed, back] },
      operations: [operation("capture"), operation("refund", 200n)],
    }
    const done = [operation("capture")]
    expect(faults(refunded, later)).toEqual([])
    expect(faults({ ...refunded, sentBack: 0n, operations: done })).toEqual(["not at the gateway"])
    expect(faults({ ...refunded, sentBack: 0n })).toEqual(["not at the gateway", "not at the gateway"])
    const owed = [problem("refund_owed", 200n)]
    expect(faults({ ...refunded, sentBack: 0n, operations: done, problems: owed })).toEqual([])
    expect(faults({ ...refunded, problems: owed })).toEqual(["owed twice"])
    const unrecorded = { ...refunded, payments: [{ ...payment, ...own }] }
    expect(faults(unrecorded)).toEqual(["not in Medusa"])
    expect(faults({ ...unrecorded, problems: [problem("refunded_at_gateway", 200n)] })).toEqual([])
    expect(faults({ ...refunded, events: [pressed] })).toEqual(["sent back unasked"])
    expect(faults({ ...refunded, sentBack: 400n })).toEqual(["not in Medusa", "sent back unasked"])
    const all = {
      ...refunded,
      payments: [{ ...row, refunded: 500n }],
      orders: [{ ...order, canceledAt: 700 }],
    }
    expect(faults({ ...all, sentBack: 600n, events: [pressed, cancel] })).toContain("sent back unasked")
    expect(faults({ ...all, sentBack: 300n, events: [pressed, cancel] })).toContain("lost money")
  })

  it("finds an operation without an end, and one key for two requests", () => {
    const open = [operation("refund", 200n, "asked")]
    expect(faults({ ...captured, operations: open }, later)).toEqual(["unfinished operation"])
    expect(faults({ ...captured, operations: open })).toEqual([])
    const unclear = [problem("operation_unclear", 200n)]
    expect(faults({ ...captured, operations: open, problems: unclear }, later)).toEqual([])
    expect(faults({ reusedKeys: ["payop_1"] })).toEqual(["key reused"])
  })

  it("finds money that is captured, and that Medusa's pages show as authorized", () => {
    const hidden = (changed: object) => ({ payments: [{ ...payment, ...own, ...changed }] })
    expect(faults(hidden({ isMarked: false }), later)).toEqual(["shown as not captured"])
    expect(faults(hidden({ counted: 0n }), later)).toEqual(["shown as not captured"])
    expect(faults(hidden({ isMarked: false }))).toEqual([])
    const gone = { ...canceled, events: [pressed, cancel], problems: [problem("refund_owed", amount)] }
    const late = (changed: object) => ({ ...hidden({ isCanceled: true, ...changed }), ...gone })
    expect(faults(late({ isMarked: false }), later)).not.toContain("shown as not captured")
    expect(faults(late({ counted: 0n }), later)).toContain("shown as not captured")
  })
})
