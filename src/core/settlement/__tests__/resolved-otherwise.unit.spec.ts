import {
  attempt,
  captured,
  HOUR,
  money,
  order,
  paid,
  problemsOf,
  resolution,
  rub,
  shown,
  START,
  stepOf,
  verdictOf,
} from "./support/facts"

/** How far a person's resolution reaches: to its own kind of problem, its own payment and its own sum. */

const at = (facts: Parameters<typeof attempt>[0]) => money({ attempts: [attempt(facts)] })
const resolved = (facts: Parameters<typeof resolution>[0]) => resolution({ action: "resolved", ...facts })
const GONE = { kind: "settled_by_person", wentBack: true }
const SETTLED = { kind: "settled_by_person", wentBack: false }
const ENTRIES = [{ id: "entry", captureId: "capt_payatt_1" }]

describe("money that no cart asks for", () => {
  const orphan = (...resolutions: ReturnType<typeof resolution>[]) => ({
    ...at({ observations: paid(), gatewayId: "701", resolutions }),
    sessions: [],
  })

  it("is settled by a note about all of it: with its sum under any name, without one under its own", () => {
    expect(verdictOf(orphan(resolved({ kind: "paid_late", amount: "100.00" })))).toEqual(SETTLED)
    expect(verdictOf(orphan(resolved({ kind: "orphan", amount: null })))).toEqual(SETTLED)
    expect(verdictOf(orphan(resolved({ kind: "paid_late", amount: null })))).toMatchObject({ kind: "hold" })
  })

  it.each(["overpaid", "claim_denied", "operation_unclear", "hold_expiring"])(
    "is not settled by a note about %s, which is not about all of the money",
    (kind) => {
      expect(verdictOf(orphan(resolved({ kind, amount: "100.00" })))).toMatchObject({ problem: "orphan" })
    },
  )

  it("is told with its rest though more than half of it went back", () => {
    expect(problemsOf(orphan(resolution({ amount: "60.00" })))).toEqual(["orphan 40.00"])
  })

  it("is not settled by a missing entry that somebody noted before it came", () => {
    const noted = orphan(resolved({ kind: "entry_missing", amount: null }))
    expect(problemsOf(noted)).toEqual(["orphan 100.00"])
  })
})

describe("money of a sum that nobody knows", () => {
  const foreign = (...resolutions: ReturnType<typeof resolution>[]) =>
    at({ observations: paid({ currency: "USD" }), gatewayId: "701", resolutions })

  it("has gone back when a person has returned any of it", () => {
    expect(verdictOf(foreign(resolution({ kind: "currency_mismatch", amount: "10.00" })))).toEqual(GONE)
  })

  it("is settled by a note of its own kind alone, whatever sum that names", () => {
    expect(verdictOf(foreign(resolved({ kind: "currency_mismatch", amount: "10.00" })))).toEqual(SETTLED)
    expect(verdictOf(foreign(resolved({ kind: "orphan", amount: "100.00" })))).toMatchObject({
      problem: "currency_mismatch",
    })
  })
})

describe("money that could be captured", () => {
  const cart = (...resolutions: ReturnType<typeof resolution>[]) =>
    at({ observations: paid(), gatewayId: "701", resolutions })

  it("is not captured when a note about money in doubt stands beside another one", () => {
    const doubt = resolved({ kind: "unconfirmed", amount: null })
    const other = resolved({ kind: "overpaid", amount: "1.00" })
    expect(problemsOf(cart(other, doubt))).toEqual(["orphan 100.00"])
    expect(problemsOf(cart(doubt, other))).toEqual(["orphan 100.00"])
    expect(stepOf(cart(other))).toMatchObject({ kind: "capture" })
  })

  it("is captured though a note without a sum was about another problem of it", () => {
    expect(stepOf(cart(resolved({ kind: "reference_mismatch", amount: null })))).toMatchObject({
      kind: "capture",
    })
  })
})

describe("captured money", () => {
  const sold = (facts: Parameters<typeof attempt>[0], more: Partial<ReturnType<typeof money>> = {}) => ({
    ...at({ observations: paid(), gatewayId: "701", ...facts }),
    payments: [captured()],
    ...more,
  })

  it("becomes an order whatever else a person has dealt with; not when that was its missing order", () => {
    expect(stepOf(sold({ resolutions: [resolved({ kind: "overpaid", amount: "1.00" })] }))).toMatchObject({
      kind: "placeOrder",
    })
    expect(stepOf(sold({ resolutions: [resolved({ kind: "no_order", amount: null })] }))).toMatchObject({
      kind: "dropSession",
    })
  })

  it("of a canceled order is over when a person has returned it without naming a sum", () => {
    const canceled = { order: order({ isCanceled: true, entries: ENTRIES }) }
    const returned = resolution({ kind: "refund_owed", amount: null })
    expect(problemsOf(sold({ resolutions: [returned] }, canceled))).toEqual([])
  })

  it("that goes back by two refunds is settled refund by refund", () => {
    const refunds = ["a", "b"].map((id) => ({ id, amount: rub("30.00") }))
    const two = { payments: [captured(attempt(), { refunds })], order: order({ entries: ENTRIES }) }
    const note = resolved({ kind: "refund_owed", amount: "30.00", refundId: "a" })
    expect(problemsOf(sold({}, two))).toEqual(["refund_owed 30.00 a", "refund_owed 30.00 b"])
    expect(problemsOf(sold({ resolutions: [note] }, two))).toEqual(["refund_owed 30.00 b"])
  })

  it("that is owed beyond a settled refund is told: the note is about another sum", () => {
    const canceled = { order: order({ isCanceled: true, entries: ENTRIES }) }
    const note = resolved({ kind: "refund_owed", amount: "100.00", refundId: "a" })
    expect(problemsOf(sold({ resolutions: [note] }, canceled))).toEqual(["refund_owed 100.00"])
  })
})

it("a note about one further payment of a link says nothing about another one", () => {
  const further = { status: "processing", received: "100.00" } as const
  const observations = shown(
    { gatewayId: "701", status: "paid" },
    { gatewayId: "702", ...further },
    { gatewayId: "703", ...further },
  )
  const resolutions = [resolved({ kind: "unconfirmed", amount: null, gatewayId: "703" })]
  const facts = at({ observations, gatewayId: "701", resolutions })
  const sold = { ...facts, payments: [captured()], order: order({ entries: ENTRIES }) }
  expect(problemsOf(sold, { now: START + 72 * HOUR })).toEqual(["unconfirmed no. 702"])
})
