import { needsCartTotal } from "../index"
import {
  attempt,
  attemptPlan,
  captured,
  CART,
  DAY,
  HOUR,
  MINUTE,
  money,
  order,
  paid,
  PRICE,
  problemsOf,
  rub,
  second,
  session,
  shown,
  START,
  stepOf,
  resolution,
} from "./support/facts"

/**
 * Rules 7 and 8: captured money is in a living order that costs this sum, or it is told with its true rest; a canceled
 * order with money in hand is told whatever event was lost; and a failed completion's compensation takes nothing away.
 */

const sold = (facts: Partial<ReturnType<typeof money>> = {}) =>
  money({ attempts: [attempt({ observations: paid(), gatewayId: "701" })], payments: [captured()], ...facts })

const refunded = (amount = PRICE) => captured(attempt(), { refunds: [{ id: "ref", amount }] })
const ENTRIES = [{ id: "entry_1", captureId: "capt_payatt_1" }]

describe("two tries of one session, since it was updated", () => {
  const older = attempt({ supersededAt: START + MINUTE, observations: paid(), gatewayId: "701" })
  const newer = second({
    sessionId: "payses_1",
    createdAt: START + MINUTE,
    gatewayId: "702",
    observations: paid({ gatewayId: "702", reference: "ref-2" }),
  })
  const both = (payment: ReturnType<typeof captured>) =>
    money({ attempts: [older, newer], payments: [payment], order: order({ entries: ENTRIES_OF_BOTH }) })
  const ENTRIES_OF_BOTH = [{ id: "entry_1", captureId: "capt_payatt_2" }]

  it("tell the older one's money, whether the newer one is captured or not", () => {
    expect(problemsOf(money({ attempts: [older, { ...newer, observations: {} }] }))).toEqual([
      "orphan 100.00",
    ])
    expect(problemsOf(both(captured(newer)))).toEqual(["orphan 100.00"])
  })

  it("owe a refund of the captured payment once", () => {
    const refunds = [{ id: "ref", amount: rub("40.00") }]
    expect(problemsOf(both(captured(newer, { refunds })))).toEqual(["orphan 100.00", "refund_owed 40.00 ref"])
  })

  it("leave the newer one's session there when a person has returned the older one's money", () => {
    const returned = { ...older, resolutions: [resolution({ kind: "orphan" })] }
    const held = { ...newer, observations: {} }
    const authorized = captured(newer, { captures: [] })
    expect(stepOf(money({ attempts: [returned, held], payments: [authorized] }))).toEqual({ kind: "none" })
  })

  it("count what a person returned of the older one for that one alone", () => {
    const returned = { ...older, resolutions: [resolution({ kind: "orphan" })] }
    const facts = { ...both(captured(newer)), attempts: [returned, newer] }
    expect(problemsOf(facts)).toEqual([])
    expect(stepOf({ ...facts, order: null })).toMatchObject({ kind: "placeOrder", attemptId: "payatt_2" })
  })
})

it("an order whose sums do not count what its account has is counted anew", () => {
  const paidFor = (facts: Parameters<typeof order>[0]) =>
    sold({ order: order({ entries: ENTRIES, ...facts }) })
  expect(stepOf(paidFor({ isMiscounted: true }))).toEqual({
    kind: "repairAccount",
    orderId: "order",
    missing: [],
    surplus: [],
  })
  expect(stepOf(paidFor({}))).toEqual({ kind: "none" })
})

it("an entry that another order was left with is surplus there", () => {
  const facts = sold({ order: order({ entries: ENTRIES, strayEntries: ["entry_elsewhere"] }) })
  expect(stepOf(facts)).toEqual({
    kind: "repairAccount",
    orderId: "order",
    missing: [],
    surplus: ["entry_elsewhere"],
  })
})

describe("a captured payment without an order", () => {
  it("becomes one, and is told meanwhile", () => {
    expect(stepOf(sold())).toEqual({
      kind: "placeOrder",
      attemptId: "payatt_1",
      cartId: "cart",
      paymentId: "pay_payatt_1",
      sessionId: "payses_1",
    })
    expect(problemsOf(sold())).toEqual(["no_order 100.00"])
  })

  it("becomes one though Medusa has deleted its session, or canceled its payment, since a completion failed", () => {
    expect(stepOf({ ...sold(), sessions: [] })).toMatchObject({ kind: "placeOrder" })
    expect(stepOf(sold({ payments: [captured(attempt(), { isCanceled: true })] }))).toMatchObject({
      kind: "placeOrder",
    })
  })

  it("stays one when Medusa refused, and is tried at the next look", () => {
    expect(stepOf(sold(), { failed: ["placeOrder payatt_1"] })).toEqual({ kind: "none" })
  })

  it("is for a person when the cart costs another sum by now", () => {
    const dearer = sold({ cart: { ...CART, total: rub("140.00") } })
    expect(stepOf(dearer)).toEqual({ kind: "none" })
    expect(problemsOf(dearer)).toEqual(["no_order 100.00"])
  })

  it("is for a person when not all of it is in hand", () => {
    const part = sold({ payments: [refunded(rub("0.01"))], sessions: [] })
    expect(stepOf(part)).toEqual({ kind: "none" })
    expect(problemsOf(part)).toEqual(["refund_owed 0.01 ref", "no_order 99.99"])
  })

  describe("whose money the gateway has sent back, without telling the sum", () => {
    const is = (facts: Parameters<typeof shown>[0]) =>
      attempt({ gatewayId: "701", observations: shown({ status: "paid", ...facts }), clearedAt: START })
    const back = is({ status: "refunded" })
    const revoked = (revoked: 1 | 2) => is({ revoked })

    it.each([
      ["refunded", back],
      ["revoked", revoked(2)],
    ])("becomes none, and loses its session: %s", (_, own) => {
      expect(stepOf(sold({ attempts: [own] }))).toMatchObject({ kind: "dropSession" })
      expect(stepOf(sold({ attempts: [own], sessions: [] }))).toEqual({ kind: "none" })
      expect(problemsOf(sold({ attempts: [own] }))).toEqual(["refunded_at_gateway 100.00"])
    })

    it("becomes none while one answer says so, and one when the next answer takes it back", () => {
      expect(stepOf(sold({ attempts: [revoked(1)] }))).toEqual({ kind: "none" })
      expect(stepOf(sold({ attempts: [is({})] }))).toMatchObject({ kind: "placeOrder" })
    })

    it("leaves the cart to a further payment, but not an order that it was made", () => {
      const again = second({ observations: paid({ gatewayId: "702", reference: "ref-2" }) })
      const both = sold({ attempts: [back, again], sessions: [session(again)] })
      expect(stepOf(both)).toMatchObject({ kind: "capture", attemptId: "payatt_2" })
      expect(stepOf({ ...both, attempts: [is({}), again] })).toMatchObject({ kind: "placeOrder" })
      const placed = { ...both, order: order({ entries: ENTRIES }) }
      expect(attemptPlan(placed, {}, "payatt_2").heldFor).toBe("paid_twice")
    })
  })

  it("waits until the cart's total was read, and where there is no cart", () => {
    expect(stepOf(sold({ cart: { ...CART, total: null } }))).toEqual({ kind: "none" })
    expect(stepOf(sold({ cart: null }))).toEqual({ kind: "none" })
    expect(problemsOf(sold({ cart: null }))).toEqual(["no_order 100.00"])
  })

  describe("whose order somebody has deleted", () => {
    const own = attempt({ observations: paid(), gatewayId: "701", settledAt: START })
    const deleted = sold({ attempts: [own], cart: { ...CART, isCompleted: true } })

    it("is told, and makes no second one; it stays settled, so that the next look knows it, too", () => {
      expect(stepOf(deleted)).toEqual({ kind: "none" })
      expect(problemsOf(deleted)).toEqual(["no_order 100.00"])
      expect(attemptPlan(deleted)).toMatchObject({ isSettled: true, nextLook: expect.any(Number) })
      expect(attemptPlan(deleted, { failed: ["operate payop_1"] }).isSettled).toBe(true)
    })

    it("and not undone by Medusa itself, which makes the cart an open one again", () => {
      expect(stepOf({ ...deleted, cart: CART })).toMatchObject({ kind: "placeOrder" })
      expect(stepOf(sold({ cart: { ...CART, isCompleted: true } }))).toMatchObject({ kind: "placeOrder" })
      expect(attemptPlan({ ...deleted, cart: CART }).isSettled).toBe(false)
    })
  })

  it("of another collection than the cart's makes no order of it", () => {
    expect(stepOf(sold({ cart: { ...CART, collectionId: "paycol_9" } }))).toEqual({ kind: "none" })
  })
})

describe("a canceled order", () => {
  const canceled = order({ isCanceled: true, entries: ENTRIES })

  it("with money in hand is told, with its true rest", () => {
    expect(problemsOf(sold({ order: canceled }))).toEqual(["refund_owed 100.00"])
    expect(problemsOf(sold({ order: canceled, payments: [refunded(rub("40.00"))] }))).toEqual([
      "refund_owed 40.00 ref",
      "refund_owed 60.00",
    ])
  })

  it("whose money Medusa has refunded owes that refund alone", () => {
    expect(problemsOf(sold({ order: canceled, payments: [refunded()] }))).toEqual(["refund_owed 100.00 ref"])
  })

  it("whose money the gateway shows as refunded waits for Medusa's record", () => {
    const back = [attempt({ observations: shown({ status: "refunded" }), gatewayId: "701" })]
    expect(problemsOf(sold({ order: canceled, attempts: back }))).toEqual(["refunded_at_gateway 100.00"])
    expect(problemsOf(sold({ order: canceled, attempts: back, payments: [refunded()] }))).toEqual([])
  })
})

describe("a living order", () => {
  it("of the sum that was captured is told nobody", () => {
    expect(problemsOf(sold({ order: order({ entries: ENTRIES }) }))).toEqual([])
  })

  it("of another sum is told", () => {
    const other = order({ entries: ENTRIES, total: rub("140.00"), placedTotal: rub("120.00") })
    expect(problemsOf(sold({ order: other }))).toEqual(["order_total_differs 100.00"])
  })

  it("whose completion did not end is told after a while, unless it was whole once", () => {
    const half = order({ entries: ENTRIES, unreservedItems: 2 })
    expect(problemsOf(sold({ order: half }), { now: START + 3 * MINUTE - 1 })).toEqual([])
    expect(problemsOf(sold({ order: half }), { now: START + 3 * MINUTE })).toEqual([
      "order_unfinished 100.00",
    ])
    const whole = [attempt({ observations: paid(), settledAt: START })]
    expect(problemsOf(sold({ order: half, attempts: whole }), { now: START + DAY })).toEqual([])
    // Whatever step fails later; before, it is settled only when nothing more is to be done.
    const failed = ["operate payop_1"]
    const settled = (settledAt: number | null) =>
      attemptPlan(sold({ order: order({ entries: ENTRIES }), attempts: [{ ...whole[0]!, settledAt }] }), {
        failed,
      }).isSettled
    expect([settled(START), settled(null)]).toEqual([true, false])
  })

  it("of a payment that was refunded in full asks for nothing else", () => {
    const other = order({ entries: ENTRIES, total: rub("140.00"), placedTotal: rub("120.00") })
    expect(problemsOf(sold({ order: other, payments: [refunded()] }))).toEqual(["refund_owed 100.00 ref"])
  })
})

describe("an order's account", () => {
  const repaired = (entries: typeof ENTRIES, facts = {}) =>
    stepOf(sold({ order: order({ entries }), ...facts }))

  it("gets a capture that is missing", () => {
    expect(repaired([])).toEqual({
      kind: "repairAccount",
      orderId: "order",
      missing: [{ captureId: "capt_payatt_1", paymentId: "pay_payatt_1" }],
      surplus: [],
    })
  })

  it.each([
    ["a refund of the payment", "ref"],
    ["the payment, since the whole order was canceled", "pay_payatt_1"],
  ])("gets a capture that went back, when its refund stands there: named is %s", (_, named) => {
    const account = { entries: [], refundEntries: [named] }
    expect(stepOf(sold({ order: order(account), payments: [refunded()] }))).toMatchObject({
      kind: "repairAccount",
      missing: [{ captureId: "capt_payatt_1", paymentId: "pay_payatt_1" }],
    })
  })

  it("gets nothing of what went back before there was an order, which never paid for it", () => {
    const others = { entries: [], refundEntries: ["ref_of_another"] }
    expect(stepOf(sold({ order: order(others), payments: [refunded()] }))).toEqual({ kind: "none" })
  })

  it("loses what was entered twice, and keeps the first", () => {
    const twice = ["entry_3", "entry_1", "entry_2"].map((id) => ({ id, captureId: "capt_payatt_1" }))
    expect(repaired(twice)).toMatchObject({ missing: [], surplus: ["entry_2", "entry_3"] })
  })

  it("is left alone where it is right, and after a repair that failed", () => {
    expect(repaired(ENTRIES)).toEqual({ kind: "none" })
    expect(stepOf(sold({ order: order() }), { failed: ["repairAccount order"] })).toEqual({ kind: "none" })
  })

  it("of other providers' payments is Medusa's own", () => {
    const cash = captured(attempt({ sessionId: "payses_cash" }), {
      id: "pay_cash",
      providerId: "pp_cash",
      captures: [{ id: "capt_cash", amount: PRICE, createdAt: START }],
    })
    expect(repaired(ENTRIES, { payments: [captured(), cash] })).toEqual({ kind: "none" })
  })

  it("of a canceled order is put right, too, before anything else is done", () => {
    const attempts = [
      attempt({ observations: paid() }),
      second({ observations: paid({ reference: "ref-2" }) }),
    ]
    expect(stepOf(sold({ attempts, order: order({ isCanceled: true }) }))).toMatchObject({
      kind: "repairAccount",
    })
  })
})

describe("the cart's total, which is dear to compute, is read", () => {
  const unread = { ...CART, total: null }

  it("where money is to be captured or has no order yet", () => {
    expect(needsCartTotal(sold({ cart: unread }))).toBe(true)
    expect(needsCartTotal(money({ cart: unread, attempts: [attempt({ observations: paid() })] }))).toBe(true)
  })

  it("and nowhere else", () => {
    expect(needsCartTotal(sold())).toBe(false)
    expect(needsCartTotal(sold({ cart: null }))).toBe(false)
    expect(needsCartTotal(sold({ cart: unread, order: order() }))).toBe(false)
    expect(needsCartTotal(money({ cart: unread }))).toBe(false)
    expect(
      needsCartTotal(money({ cart: unread, attempts: [attempt({ observations: paid({ test: true }) })] })),
    ).toBe(false)
  })
})

it("problems that are not about money in hand stay apart: an hour changes nothing", () => {
  expect(problemsOf(sold({ order: order({ entries: ENTRIES }) }), { now: START + HOUR })).toEqual([])
})
