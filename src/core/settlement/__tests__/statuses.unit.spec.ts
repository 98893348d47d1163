import {
  attempt,
  attemptPlan,
  captured,
  HOUR,
  MINUTE,
  money,
  observation,
  order,
  paid,
  resolution,
  rub,
  shown,
  START,
} from "./support/facts"
import { authorizedIn, held, holding, soldOn } from "./support/holds"

/** The status and the reason for waiting that the merchant sees of a payment. */

const at = (facts: Parameters<typeof attempt>[0] = {}) => money({ attempts: [attempt(facts)] })
const END = START + 72 * HOUR
const ENTRIES = [{ id: "entry", captureId: "capt_payatt_1" }]

it.each([
  ["held for a cart", money({ attempts: [held({ status: "awaiting" })] }), "authorized"],
  ["held for an order", soldOn(held({ status: "awaiting" })), "authorized"],
  [
    "held for nothing",
    money({ attempts: [held({ status: "awaiting", supersededAt: START })] }),
    "authorized",
  ],
  ["about to be captured", at({ observations: paid() }), "paid"],
  ["refunded before it was captured", at({ observations: shown({ status: "refunded" }) }), "refunded"],
] as const)("money that is %s waits for nobody", (_, facts, status) => {
  expect(attemptPlan(facts)).toMatchObject({ status, heldFor: null })
})

it("a payment that is over waits for nobody, though an answer about another payment is told", () => {
  const stray = { "?": observation({ reference: "ref-9", status: "paid" }) }
  const over = at({ observations: { ...shown({ status: "canceled" }), ...stray } })
  expect(attemptPlan(over)).toMatchObject({ status: "canceled", heldFor: null })
})

describe("a payment that a person has dealt with", () => {
  const settled = (facts: Parameters<typeof attempt>[0]) => ({
    ...at({ heldFor: "orphan", resolutions: [resolution()], ...facts }),
    sessions: [],
  })

  it("keeps what it waited for, with the gateway's status", () => {
    expect(attemptPlan(settled({ observations: paid(), gatewayId: "701" }))).toMatchObject({
      status: "paid",
      heldFor: "orphan",
      verdict: { kind: "settled_by_person" },
    })
  })
})

describe("a payment that is waited for", () => {
  it("shows what the gateway shows, or what it was where nothing was shown", () => {
    expect(attemptPlan(at({ observations: shown({ status: "processing" }) })).status).toBe("processing")
    expect(attemptPlan(at({ status: "created" })).status).toBe("created")
    const unanswered = at({ status: "created", askedAt: END, answeredAt: null })
    expect(attemptPlan(unanswered, { now: END }).status).toBe("created")
    expect(attemptPlan(at({ status: "created" }), { now: END }).status).toBe("expired")
  })

  it("expires though people have returned all of a part that came: nothing more is on its way", () => {
    const part = at({
      observations: shown({ status: "awaiting", received: "20.00" }),
      resolutions: [resolution({ kind: "underpaid", amount: "20.00" })],
      answeredAt: END,
    })
    expect(attemptPlan(part, { now: END }).status).toBe("expired")
  })

  it("does not expire while it is in confirmation, though people have returned the part that came", () => {
    const part = at({
      observations: shown({ status: "underpaid", received: "20.00" }),
      resolutions: [resolution({ kind: "underpaid", amount: "20.00" })],
      answeredAt: END,
    })
    expect(attemptPlan(part, { now: END }).status).toBe("underpaid")
  })

  it("does not expire while a part of it has come, whatever the gateway calls it", () => {
    const part = at({ observations: shown({ status: "awaiting", received: "20.00" }), answeredAt: END })
    expect(attemptPlan(part, { now: END }).status).toBe("awaiting")
  })

  it("waits for a person only for a mismatch, not for any other problem that it has", () => {
    const confirming = at({ observations: shown({ status: "processing" }), answeredAt: END })
    expect(attemptPlan(confirming, { now: END }).heldFor).toBeNull()
    const stray = { "?": observation({ reference: "ref-9", status: "paid" }) }
    const claimed = at({
      observations: { ...shown({}), ...stray },
      claimedAt: START,
      claims: { paid: { received: "100.00", currency: null } },
    })
    expect(attemptPlan(claimed, { now: START + HOUR }).heldFor).toBe("reference_mismatch")
  })
})

describe("captured money waits for a person", () => {
  const sold = (facts: Parameters<typeof attempt>[0] = {}, more: Partial<ReturnType<typeof money>> = {}) => ({
    ...at({ observations: paid(), ...facts }),
    payments: [captured()],
    order: order({ entries: ENTRIES }),
    ...more,
  })
  const heldFor = (facts: ReturnType<typeof sold>) => attemptPlan(facts, { now: START + HOUR }).heldFor

  it("when more came than was asked, when it was paid twice, or when it went back at the gateway", () => {
    expect(heldFor(sold({ observations: paid({ received: "105.00" }) }))).toBe("overpaid")
    const other = captured(attempt({ sessionId: "payses_card" }), { id: "pay_card", providerId: "pp_card" })
    expect(heldFor(sold({}, { payments: [captured(), other] }))).toBe("paid_twice")
    expect(heldFor(sold({ observations: paid({ refunded: "40.00" }) }))).toBe("refunded_at_gateway")
  })

  it("not when a refund is owed, or its order is missing or costs another sum", () => {
    const refunds = [{ id: "ref", amount: rub("40.00") }]
    expect(heldFor(sold({}, { payments: [captured(attempt(), { refunds })] }))).toBeNull()
    expect(heldFor(sold({}, { order: null }))).toBeNull()
    const dearer = order({ entries: ENTRIES, total: rub("140.00"), placedTotal: rub("140.00") })
    expect(heldFor(sold({}, { order: dearer }))).toBeNull()
  })
})

describe("a denied claim shows", () => {
  const claimed = { claimedAt: START, observations: shown({}) }

  it("as long as the money is not captured: Medusa's record counts more than the gateway's silence", () => {
    expect(attemptPlan(at(claimed)).isDenied).toBe(true)
    const sold = { ...at(claimed), payments: [captured()], order: order({ entries: ENTRIES }) }
    expect(attemptPlan(sold).isDenied).toBe(false)
  })

  it("of a payment that is held, until the gateway shows that it was captured", () => {
    const payments = [authorizedIn(held())]
    const of = held({ claimedAt: START, observations: holding() })
    expect(attemptPlan(money({ attempts: [of], payments }), { now: START + MINUTE }).isDenied).toBe(true)
  })
})

describe("the gateway's payment that becomes the attempt's own", () => {
  const numberOf = (facts: ReturnType<typeof money>) => attemptPlan(facts).gatewayId

  it("is the one that Medusa has captured, or that waits only since the cart changed", () => {
    expect(numberOf({ ...at({ observations: paid() }), payments: [captured()] })).toBe("701")
    expect(numberOf({ ...at({ observations: paid() }), order: order({ isCanceled: true }) })).toBe("701")
    const other = captured(attempt({ sessionId: "payses_card" }), { id: "pay_card", providerId: "pp_card" })
    expect(numberOf({ ...at({ observations: paid() }), payments: [other] })).toBe("701")
  })

  it("is none that is waited for, over, or has a fault of its own", () => {
    expect(numberOf(at({ observations: shown({ status: "processing" }) }))).toBeNull()
    expect(numberOf(at({ observations: shown({ status: "canceled" }) }))).toBeNull()
    expect(numberOf(at({ observations: paid({ received: "20.00" }) }))).toBeNull()
    expect(numberOf(at({ observations: paid({ currency: "USD" }) }))).toBeNull()
  })
})
