import {
  attempt,
  captured,
  DAY,
  HOUR,
  money,
  order,
  paid,
  PRICE,
  problemsOf,
  rub,
  shown,
  START,
  stepOf,
  verdictOf,
  resolution,
} from "./support/facts"

/** Rule 6: what a person has said is done is not done again, and not undone. */

const at = (facts: Parameters<typeof attempt>[0]) => money({ attempts: [attempt(facts)] })
const resolved = (facts: Parameters<typeof resolution>[0]) => resolution({ action: "resolved", ...facts })
const UNCAPTURED = captured(attempt(), { captures: [] })
const END = START + 72 * HOUR

describe("money that is not captured", () => {
  const orphan = (...resolutions: ReturnType<typeof resolution>[]) => ({
    ...at({ observations: paid(), gatewayId: "701", resolutions }),
    sessions: [],
  })

  it("is over when a person has returned it", () => {
    expect(verdictOf(orphan(resolution({})))).toEqual({ kind: "settled_by_person", wentBack: true })
    expect(problemsOf(orphan(resolution({})))).toEqual([])
  })

  it("is over when a person has settled it in another way", () => {
    expect(verdictOf(orphan(resolved({})))).toEqual({ kind: "settled_by_person", wentBack: false })
  })

  it("is told with its rest when only a part went back", () => {
    expect(problemsOf(orphan(resolution({ amount: "30.00" })))).toEqual(["orphan 70.00"])
    expect(problemsOf(orphan(resolution({ amount: "30.00" }), resolution({ amount: "70.00" })))).toEqual([])
  })

  it("is told again when it is more than was settled", () => {
    expect(problemsOf(orphan(resolved({ amount: "99.99" })))).toEqual(["orphan 100.00"])
  })

  it("is over whatever its sum was, when the person did not know it", () => {
    expect(problemsOf(orphan(resolution({ amount: null })))).toEqual([])
    expect(problemsOf(orphan(resolved({ kind: "orphan", amount: null })))).toEqual([])
  })

  it("is told again when only its mismatch was resolved, and its sum was not known then", () => {
    expect(problemsOf(orphan(resolved({ kind: "reference_mismatch", amount: null })))).toEqual([
      "orphan 100.00",
    ])
  })

  it("is not over by a resolution about something else", () => {
    expect(problemsOf(orphan(resolution({ kind: "overpaid" })))).toEqual(["orphan 100.00"])
    expect(problemsOf(orphan(resolution({ refundId: "ref" })))).toEqual(["orphan 100.00"])
    expect(problemsOf(orphan(resolution({ gatewayId: "702" })))).toEqual(["orphan 100.00"])
    expect(problemsOf(orphan(resolved({ kind: "overpaid" })))).toEqual(["orphan 100.00"])
  })

  it("of an unknown sum is over when a person has returned it", () => {
    const foreign = (...resolutions: ReturnType<typeof resolution>[]) =>
      at({ observations: paid({ currency: "USD" }), resolutions })
    expect(
      problemsOf(foreign(resolution({ kind: "currency_mismatch", amount: null, gatewayId: "701" }))),
    ).toEqual([])
    expect(
      problemsOf(foreign(resolved({ kind: "currency_mismatch", amount: null, gatewayId: "701" }))),
    ).toEqual([])
  })

  it("is not captured after a person has returned a part of it", () => {
    const part = at({
      observations: paid(),
      gatewayId: "701",
      resolutions: [resolution({ kind: "underpaid", amount: "20.00" })],
    })
    expect(stepOf(part)).toEqual({ kind: "none" })
    expect(problemsOf(part)).toEqual(["underpaid 80.00"])
  })

  it("is told with all that came beyond what a person has returned, though more came than was asked", () => {
    const resolutions = [resolution({ kind: "amount_mismatch", amount: "20.00" })]
    const more = at({ observations: paid({ asked: "107.25" }), gatewayId: "701", resolutions })
    expect(problemsOf(more)).toEqual(["underpaid 87.25"])
  })

  it("is not captured after that part was told by the number that is the attempt's own by now", () => {
    const resolutions = [resolution({ kind: "underpaid", amount: "20.00", gatewayId: "701" })]
    expect(stepOf(at({ observations: paid(), resolutions }))).toEqual({ kind: "none" })
    expect(problemsOf(at({ observations: paid(), resolutions }))).toEqual(["underpaid 80.00"])
    const all = [resolution({ kind: "underpaid", amount: "100.00", gatewayId: "701" })]
    expect(verdictOf(at({ observations: paid(), resolutions: all }))).toMatchObject({ wentBack: true })
    const another = [resolution({ kind: "underpaid", amount: "20.00", gatewayId: "702" })]
    expect(stepOf(at({ observations: paid(), resolutions: another }))).toMatchObject({ kind: "capture" })
  })

  it("is over when it was returned by its number while it was in doubt, and then came for a cart of another sum", () => {
    const resolutions = [resolution({ kind: "unconfirmed", amount: null, gatewayId: "701" })]
    const late = { ...at({ observations: paid(), resolutions }), sessions: [] }
    expect(problemsOf(late)).toEqual([])
    expect(
      problemsOf({ ...late, attempts: [attempt({ observations: paid(), resolutions, gatewayId: "701" })] }),
    ).toEqual([])
  })

  it("is told without the excess that a person has returned, whatever becomes of it", () => {
    const more = (...resolutions: ReturnType<typeof resolution>[]) =>
      at({ observations: paid({ received: "115.25" }), resolutions, gatewayId: "701" })
    const excess = resolution({ kind: "overpaid", amount: "10.00" })
    expect(problemsOf(more())).toEqual(["overpaid 15.25"])
    expect(problemsOf(more(excess))).toEqual(["overpaid 5.25"])
    expect(problemsOf(more(excess, resolution({ kind: "overpaid", amount: "5.25" })))).toEqual([])
    expect(problemsOf({ ...more(excess), sessions: [] })).toEqual(["orphan 105.25"])
    expect(problemsOf({ ...more(excess, resolution({ amount: "105.25" })), sessions: [] })).toEqual([])
    expect(problemsOf({ ...more(), sessions: [] })).toEqual(["orphan 115.25"])
    expect(problemsOf({ ...more(resolved({ kind: "overpaid", amount: "10.00" })), sessions: [] })).toEqual([
      "orphan 115.25",
    ])
  })

  it("is captured when the rest came after a person had resolved the part", () => {
    const rest = at({
      observations: paid(),
      resolutions: [resolved({ kind: "underpaid", amount: "20.00", gatewayId: "701" })],
    })
    expect(stepOf(rest)).toMatchObject({ kind: "capture" })
  })
})

describe("money of which a person did not know whether it came", () => {
  const late = (...resolutions: ReturnType<typeof resolution>[]) => at({ observations: paid(), resolutions })

  it.each(["unconfirmed", "claim_denied"])(
    "is not captured any more: %s was resolved, and it is told",
    (kind) => {
      expect(problemsOf(late(resolved({ kind, amount: null })))).toEqual(["orphan 100.00"])
      expect(stepOf(late(resolved({ kind, amount: null })))).toEqual({ kind: "none" })
      expect(problemsOf(late(resolved({ kind, amount: null, gatewayId: "701" })))).toEqual(["orphan 100.00"])
    },
  )

  it("is over when the person had returned it", () => {
    expect(problemsOf(late(resolution({ kind: "unconfirmed", amount: null })))).toEqual([])
  })

  it("is not told once more while nothing is known", () => {
    const confirming = at({
      observations: shown({ status: "processing" }),
      answeredAt: END,
      resolutions: [resolved({ kind: "unconfirmed", amount: null, gatewayId: "701" })],
    })
    expect(problemsOf(confirming, { now: END + DAY })).toEqual([])
  })
})

describe("captured money", () => {
  const sold = (facts: Parameters<typeof attempt>[0], more: object = {}) => ({
    ...at({ observations: paid(), gatewayId: "701", ...facts }),
    payments: [captured()],
    ...more,
  })

  it("is no order when a person has returned it", () => {
    const returned = sold({ resolutions: [resolution({ kind: "no_order" })] }, { sessions: [] })
    expect(stepOf(returned)).toEqual({ kind: "none" })
    expect(problemsOf(returned)).toEqual([])
  })

  it("is less by what a person has returned of it by its number before, and not by another payment's", () => {
    expect(problemsOf(sold({ resolutions: [resolution({ amount: "20.00", gatewayId: "701" })] }))).toEqual([
      "no_order 80.00",
    ])
    expect(problemsOf(sold({ resolutions: [resolution({ amount: "20.00", gatewayId: "702" })] }))).toEqual([
      "no_order 100.00",
    ])
  })

  it("is no order when a person has settled it, though it is still in hand", () => {
    const settled = sold({ resolutions: [resolved({ kind: "no_order" })] }, { sessions: [] })
    expect(stepOf(settled)).toEqual({ kind: "none" })
    expect(problemsOf(settled)).toEqual([])
  })

  describe("that has gone before there was an order loses its session, by which Medusa would make one", () => {
    const DROP = { kind: "dropSession", attemptId: "payatt_1", sessionId: "payses_1", cartId: "cart" }

    it.each([
      ["it was returned", { resolutions: [resolution({ kind: "no_order" })] }, {}],
      ["a part of it was returned", { resolutions: [resolution({ kind: "no_order", amount: "0.01" })] }, {}],
      ["it was settled in another way", { resolutions: [resolved({ kind: "no_order" })] }, {}],
      [
        "it was refunded",
        {},
        { payments: [captured(attempt(), { refunds: [{ id: "ref", amount: PRICE }] })] },
      ],
      ["it was returned before it was captured", { resolutions: [resolution()] }, { payments: [UNCAPTURED] }],
    ])("since %s", (_, facts, more) => {
      expect(stepOf(sold(facts, more))).toEqual(DROP)
    })

    it("and is not tried again at once when Medusa is at work on the cart", () => {
      const returned = sold({ resolutions: [resolution({ kind: "no_order" })] })
      expect(stepOf(returned, { failed: ["dropSession payatt_1"] })).toEqual({ kind: "none" })
    })

    it("but keeps it while it is all there, in an order, or where no payment is authorized", () => {
      const resolutions = [resolution({ kind: "no_order" })]
      expect(stepOf(sold({}))).toMatchObject({ kind: "placeOrder" })
      expect(stepOf(sold({ resolutions }, { order: order(), cart: null }))).toMatchObject({ kind: "none" })
      expect(stepOf(sold({ resolutions: [resolution()] }, { payments: [] }))).toEqual({ kind: "none" })
    })
  })

  it("that is less by now than what was settled is not told again", () => {
    const less = { payments: [captured(attempt(), { refunds: [{ id: "ref", amount: rub("40.00") }] })] }
    const resolutions = [
      resolved({ kind: "no_order" }),
      resolved({ kind: "refund_owed", amount: "40.00", refundId: "ref" }),
    ]
    expect(problemsOf(sold({ resolutions }, less))).toEqual([])
  })

  it("is told for a new reason: its order was canceled after its total was settled", () => {
    const resolutions = [resolved({ kind: "order_total_differs" })]
    const other = { order: order({ total: rub("140.00"), placedTotal: rub("140.00") }) }
    expect(problemsOf(sold({ resolutions }, other))).toEqual([])
    expect(problemsOf(sold({ resolutions }, { order: order({ isCanceled: true }) }))).toEqual([
      "refund_owed 100.00",
    ])
  })

  it("of a canceled order is over when a person has returned it, or the rest of it is told", () => {
    const canceled = { order: order({ isCanceled: true }) }
    expect(problemsOf(sold({ resolutions: [resolution({ kind: "refund_owed" })] }, canceled))).toEqual([])
    expect(
      problemsOf(sold({ resolutions: [resolution({ kind: "refund_owed", amount: "40.00" })] }, canceled)),
    ).toEqual(["refund_owed 60.00"])
  })

  it("beyond what was asked is told as long as it was not returned", () => {
    const more = (...resolutions: ReturnType<typeof resolution>[]) =>
      sold({ observations: paid({ received: "105.25" }), resolutions }, { order: order() })
    expect(problemsOf(more())).toEqual(["overpaid 5.25"])
    expect(problemsOf(more(resolution({ kind: "overpaid", amount: "5.00" })))).toEqual(["overpaid 0.25"])
    expect(problemsOf(more(resolution({ kind: "overpaid", amount: "5.25" })))).toEqual([])
    expect(problemsOf(more(resolved({ kind: "overpaid", amount: "5.25" })))).toEqual([])
  })

  it("beyond what was asked is told in whole when more came than a person has only noted", () => {
    // A note does not say that the money is gone.
    const noted = sold(
      {
        observations: paid({ received: "115.25" }),
        resolutions: [resolved({ kind: "overpaid", amount: "10.00" })],
      },
      { order: order() },
    )
    expect(problemsOf(noted)).toEqual(["overpaid 15.25"])
  })

  it("goes back by Medusa's refund once: a person carried it out, or a payout does", () => {
    const refund = {
      payments: [captured(attempt(), { refunds: [{ id: "ref", amount: PRICE }] })],
      order: order(),
    }
    const payout = (state: "approved" | "declined" | "canceled") => [
      { refundId: "ref", amount: PRICE, state },
    ]
    expect(problemsOf(sold({}, refund))).toEqual(["refund_owed 100.00 ref"])
    expect(
      problemsOf(sold({ resolutions: [resolution({ kind: "refund_owed", refundId: "ref" })] }, refund)),
    ).toEqual([])
    expect(problemsOf(sold({ payouts: payout("approved") }, refund))).toEqual([])
    expect(problemsOf(sold({ payouts: payout("declined") }, refund))).toEqual(["refund_owed 100.00 ref"])
    expect(problemsOf(sold({ payouts: payout("canceled") }, refund))).toEqual(["refund_owed 100.00 ref"])
  })
})

describe("a further payment of a link", () => {
  const twice = (...resolutions: ReturnType<typeof resolution>[]) => ({
    ...at({
      observations: shown({ gatewayId: "701", status: "paid" }, { gatewayId: "702", status: "paid" }),
      gatewayId: "701",
      resolutions,
    }),
    payments: [captured()],
    order: order(),
  })

  it("is over when a person has dealt with it by its number", () => {
    expect(problemsOf(twice())).toEqual(["paid_twice 100.00 no. 702"])
    expect(problemsOf(twice(resolution({ kind: "paid_twice", gatewayId: "702" })))).toEqual([])
    expect(problemsOf(twice(resolved({ kind: "paid_twice", gatewayId: "702" })))).toEqual([])
  })

  it("is told with its rest, and by its own number alone", () => {
    expect(problemsOf(twice(resolution({ kind: "paid_twice", gatewayId: "702", amount: "30.00" })))).toEqual([
      "paid_twice 70.00 no. 702",
    ])
    expect(problemsOf(twice(resolution({ kind: "paid_twice" })))).toEqual(["paid_twice 100.00 no. 702"])
  })

  it("is told when it is paid, though a person has resolved that it was in confirmation", () => {
    expect(problemsOf(twice(resolved({ kind: "unconfirmed", amount: null, gatewayId: "702" })))).toEqual([
      "paid_twice 100.00 no. 702",
    ])
  })
})
