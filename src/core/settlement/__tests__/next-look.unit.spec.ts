import {
  attempt,
  captured,
  DAY,
  HOUR,
  MINUTE,
  money,
  nextLookIn,
  observation,
  order,
  ORDER_FIRST,
  paid,
  PRICE,
  rub,
  SECOND,
  second,
  shown,
  START,
  resolution,
} from "./support/facts"

/** When a payment is looked at again: soon as long as money may come, seldom when only Medusa's records may change. */

const at = (facts: Parameters<typeof attempt>[0] = {}) => money({ attempts: [attempt(facts)] })
const after = (ms: number) => ({ now: START + ms })
const fresh = (ms: number) => ({ askedAt: START + ms, answeredAt: START + ms })

describe("a payment that a person has dealt with", () => {
  it("is looked at for more money within the usual time, seldom", () => {
    const returned = at({
      observations: paid(),
      supersededAt: START,
      resolutions: [resolution({ kind: "orphan", amount: "100.00" })],
    })
    expect(nextLookIn(returned, after(MINUTE))).toBe(20 * MINUTE)
    expect(nextLookIn(returned, after(2 * DAY))).toBe(DAY)
    expect(nextLookIn(returned, after(73 * HOUR))).toBeNull()
  })
})

describe("a payment that may still be paid", () => {
  it.each([
    [MINUTE, 45 * SECOND, 10 * SECOND, 20 * MINUTE],
    [10 * MINUTE, 6 * MINUTE, 30 * SECOND, 20 * MINUTE],
    [3 * HOUR, 2 * HOUR, 10 * MINUTE, 8 * HOUR],
    [2 * DAY, DAY, 2 * HOUR, DAY],
  ])(
    "is looked at by its age, soonest in confirmation, seldom when another took its place: after %d ms in %d, %d, %d ms",
    (age, awaited, confirming, left) => {
      expect(nextLookIn(at(), after(age))).toBe(awaited)
      expect(nextLookIn(at({ observations: shown({ status: "processing" }) }), after(age))).toBe(confirming)
      expect(nextLookIn(at({ askedAt: START + age, answeredAt: null }), after(age))).toBe(confirming)
      expect(nextLookIn(at({ supersededAt: START }), after(age))).toBe(left)
    },
  )

  it("is not looked at any more when its time is over, and nothing is in doubt", () => {
    expect(nextLookIn(at({ observations: shown({}), ...fresh(72 * HOUR) }), after(72 * HOUR))).toBeNull()
    expect(nextLookIn(at({ observations: shown({ status: "canceled" }) }), after(100 * HOUR))).toBeNull()
  })

  it("is looked at on and on while it is in confirmation, up to half a year", () => {
    const confirming = at({ observations: shown({ status: "processing" }) })
    expect(nextLookIn(confirming, after(4 * DAY))).toBe(HOUR)
    expect(nextLookIn(confirming, after(8 * DAY))).toBe(6 * HOUR)
    expect(nextLookIn(confirming, after(31 * DAY))).toBe(DAY)
    expect(nextLookIn(confirming, after(181 * DAY))).toBeNull()
  })

  it("is looked at when a further payment of its link has been in confirmation for too long", () => {
    const observations = shown(
      { gatewayId: "701", status: "canceled" },
      { gatewayId: "702", status: "processing" },
    )
    const further = at({ observations, gatewayId: "701", resolutions: [], ...fresh(72 * HOUR - 5 * MINUTE) })
    expect(nextLookIn(further, after(72 * HOUR - 5 * MINUTE))).toBe(5 * MINUTE)
  })
})

describe("an order that waits for its money", () => {
  const waiting = (facts: Parameters<typeof attempt>[0] = {}, more = {}) => ({
    ...at({ policy: ORDER_FIRST, observations: shown({}), ...facts }),
    order: order({ placedAt: START + DAY }),
    ...more,
  })

  it("is looked at in the moment in which it may be canceled", () => {
    expect(nextLookIn(waiting(), after(DAY + HOUR - 3 * SECOND))).toBe(3 * SECOND)
  })

  it("is looked at then though the payment's own time is over long since", () => {
    const old = { order: order({ placedAt: START + 10 * DAY }) }
    expect(nextLookIn(waiting({ ...fresh(10 * DAY) }, old), after(10 * DAY))).toBe(HOUR)
  })

  it("is looked at for a payment that a person has dealt with, too", () => {
    const settled = waiting({
      observations: paid({ test: true }),
      resolutions: [resolution({ kind: "test_payment", gatewayId: "701" })],
    })
    expect(nextLookIn(settled, after(DAY))).toBe(HOUR)
    expect(nextLookIn({ ...settled, order: null }, after(73 * HOUR))).toBeNull()
  })

  it("is looked at for one that a person has dealt with, while the gateway answers about another payment", () => {
    const stray = { "?": observation({ reference: "ref-9" }) }
    const settled = at({
      observations: { ...paid({ test: true }), ...stray },
      resolutions: [resolution({ kind: "test_payment", gatewayId: "701" })],
    })
    expect(nextLookIn(settled, after(MINUTE))).toBe(10 * SECOND)
    expect(nextLookIn(settled, after(4 * DAY))).toBe(HOUR)
    expect(nextLookIn(settled, after(181 * DAY))).toBeNull()
  })

  it("is looked at slowly as long as it lives and is not paid: what covers it may go", () => {
    const covered = waiting({ ...fresh(5 * DAY) }, { order: order({ outstanding: rub("1.00") }) })
    expect(nextLookIn(covered, after(5 * DAY))).toBe(2 * DAY)
    expect(nextLookIn({ ...covered, payments: [captured(second())] }, after(5 * DAY))).toBeNull()
    expect(nextLookIn({ ...covered, order: order({ isCanceled: true }) }, after(5 * DAY))).toBeNull()
  })

  it("is looked at while its entry is not configured, since nobody knows then whether it may be canceled", () => {
    const over = {
      ...fresh(5 * DAY),
      status: "canceled",
      observations: shown({ status: "canceled" }),
    } as const
    for (const policy of [null, { ...ORDER_FIRST, isConfigured: false }]) {
      const alone = waiting({ ...over, policy })
      expect(nextLookIn(alone, after(5 * DAY))).toBe(6 * HOUR)
      expect(nextLookIn({ ...alone, payments: [captured()] }, after(5 * DAY))).not.toBe(6 * HOUR)
    }
  })
})

describe("captured money", () => {
  const sold = (facts: Parameters<typeof attempt>[0] = {}, more = {}) => ({
    ...at({ observations: paid(), clearedAt: START, ...facts }),
    payments: [captured()],
    order: order({ entries: [{ id: "entry", captureId: "capt_payatt_1" }] }),
    ...more,
  })

  it("that is about to be captured is looked at at once", () => {
    expect(nextLookIn(at({ observations: paid() }))).toBe(30 * SECOND)
    expect(nextLookIn(at({ observations: paid(), clearedAt: START + HOUR }), after(HOUR))).toBe(30 * SECOND)
    expect(nextLookIn(at({ observations: paid(), clearedAt: START }), after(HOUR))).toBe(10 * MINUTE)
  })

  it.each([
    [MINUTE, 20 * MINUTE],
    [2 * HOUR, 6 * HOUR],
    [2 * DAY, 2 * DAY],
    [30 * DAY, 14 * DAY],
    [100 * DAY, 60 * DAY],
  ])("in its order is looked at since Medusa's events may be lost: after %d ms in %d ms", (age, every) => {
    expect(nextLookIn(sold(), after(age))).toBe(every)
  })

  it("is left alone after a year", () => {
    expect(nextLookIn(sold(), after(401 * DAY))).toBeNull()
  })

  it.each([
    [MINUTE, 30 * SECOND],
    [HOUR, 10 * MINUTE],
    [5 * DAY, 6 * HOUR],
    [40 * DAY, DAY],
  ])("without an order is looked at, since the goods may come back: after %d ms in %d ms", (age, every) => {
    expect(nextLookIn(sold({}, { order: null }), after(age))).toBe(every)
  })

  it("without an order that a person has dealt with, or that went back, is left to Medusa's records", () => {
    expect(
      nextLookIn(sold({ resolutions: [resolution({ kind: "no_order" })] }, { order: null }), after(HOUR - 1)),
    ).toBe(20 * MINUTE)
    const refunded = [captured(attempt(), { refunds: [{ id: "ref", amount: PRICE }] })]
    expect(nextLookIn(sold({}, { order: null, payments: refunded }), after(HOUR - 1))).toBe(20 * MINUTE)
  })

  it("that waits for a person is looked at as long as that may change something", () => {
    const held = { ...at({ observations: paid() }), sessions: [] }
    expect(nextLookIn(held, after(MINUTE))).toBe(10 * SECOND)
    expect(nextLookIn(held, after(4 * DAY))).toBe(HOUR)
    expect(nextLookIn(held, after(181 * DAY))).toBeNull()
  })
})

describe("after a step that failed", () => {
  const failed = ["placeOrder payatt_1"]
  const paidCart = { ...at({ observations: paid(), clearedAt: START }), payments: [captured()] }

  it("the next look comes soon, and later the longer the money waits", () => {
    expect(nextLookIn(paidCart, { ...after(20 * MINUTE), failed })).toBe(2 * MINUTE)
    expect(nextLookIn(paidCart, { ...after(10 * DAY), failed })).toBe(30 * MINUTE)
    expect(nextLookIn(paidCart, { ...after(11 * MINUTE), failed: ["observe payatt_1"] })).toBe(66 * SECOND)
  })

  it("no sooner than in half a minute", () => {
    const expired = at({
      observations: shown({ status: "canceled" }),
      createdAt: START - 80 * HOUR,
      clearedAt: START,
    })
    expect(nextLookIn(expired, { ...after(SECOND), failed })).toBe(30 * SECOND)
  })
})
