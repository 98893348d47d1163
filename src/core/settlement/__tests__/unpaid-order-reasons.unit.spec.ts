import {
  attempt,
  captured,
  eur,
  HOUR,
  MINUTE,
  money,
  order,
  ORDER_FIRST,
  paid,
  problemsOf,
  resolution,
  second,
  session,
  SHOP,
  shown,
  START,
  stepOf,
} from "./support/facts"

/** Why an unpaid order is not canceled yet, or who must be asked before: one reason each. */

const DUE = START + HOUR
const NOW = DUE + 6 * HOUR
const PENDING = { status: "pending_authorization" }
const first = (facts: Parameters<typeof attempt>[0] = {}) =>
  attempt({ policy: ORDER_FIRST, askedAt: NOW, answeredAt: NOW, observations: shown({}), ...facts })
const other = (facts: Parameters<typeof attempt>[0] = {}) =>
  second({
    policy: ORDER_FIRST,
    askedAt: NOW,
    answeredAt: NOW,
    observations: shown({ reference: "ref-2" }),
    ...facts,
  })
const unpaid = (attempts: ReturnType<typeof first>[], facts: Partial<ReturnType<typeof money>> = {}) =>
  money({ attempts, sessions: [session(attempts[0], PENDING)], order: order(), ...facts })
const step = (facts: ReturnType<typeof unpaid>, now = NOW) => stepOf(facts, { now })
const card = session(second({ sessionId: "payses_card", providerId: "pp_card" }), {
  collectionId: "paycol_edit",
})
const OBSERVE = { kind: "observe", attemptId: "payatt_2" }
const CANCEL = { kind: "cancelOrder" }

describe("an unpaid order is canceled only after an answer", () => {
  it("about every payment that exists at a gateway", () => {
    expect(step(unpaid([first(), other({ askedAt: null, answeredAt: null })]))).toEqual(OBSERVE)
    expect(step(unpaid([first(), other({ answeredAt: NOW - 1 })]))).toEqual(OBSERVE)
    expect(step(unpaid([first(), other({ status: "failed", answeredAt: NOW - 1 })]))).toEqual(OBSERVE)
  })

  it("but not about one that the gateway refused to begin", () => {
    const refused = other({ status: "failed", askedAt: null, answeredAt: null, observations: {} })
    expect(step(unpaid([first(), refused]))).toMatchObject(CANCEL)
  })
})

describe("an unpaid order is kept", () => {
  it("when a person has settled one of its payments with a note, whichever", () => {
    const resolutions = [resolution({ action: "resolved", kind: "unconfirmed", amount: null })]
    expect(step(unpaid([first(), other({ resolutions })]))).toEqual({ kind: "none" })
    expect(step(unpaid([first({ resolutions }), other()]))).toEqual({ kind: "none" })
    expect(step(unpaid([first(), other()]))).toMatchObject(CANCEL)
  })

  it("when what it owes is counted in another currency than its payment", () => {
    const total = eur("100.00")
    expect(step(unpaid([first()], { order: order({ outstanding: total, total }) }))).toEqual({ kind: "none" })
  })
})

it("the session that waits for an order's money is found beside another provider's", () => {
  const own = session(first(), PENDING)
  expect(step(unpaid([first()], { sessions: [{ ...card, status: "error" }, own] }))).toMatchObject(CANCEL)
  const lost = session(first(), { status: "error" })
  expect(step(unpaid([first()], { sessions: [{ ...card, status: "pending" }, lost] }))).toEqual({
    kind: "none",
  })
})

describe("a try whose entry is gone is told to keep an unpaid order", () => {
  // Over by our own time, so that nobody waits for it, and not by the gateway's word.
  const over = other({ policy: null, status: "expired", askedAt: START, answeredAt: START })
  const told = (now: number, facts: Partial<ReturnType<typeof money>> = {}) => {
    const fresh = first({ askedAt: now, answeredAt: now })
    return problemsOf(unpaid([fresh, over], facts), { now })
  }

  it("six hours after the order was due", () => {
    expect(told(NOW - 1)).toEqual([])
    expect(told(NOW)).toEqual(["entry_missing"])
  })

  it("but not of an order that other money pays for", () => {
    const cash = captured(second({ sessionId: "payses_cash", providerId: "pp_cash" }))
    expect(told(NOW, { payments: [cash] })).toEqual([])
  })
})

describe("an order without an attempt that may cancel it", () => {
  const LATER = START + 78 * HOUR
  const placed = (facts: Parameters<typeof attempt>[0], sessions = [session(first(), PENDING)]) =>
    problemsOf(unpaid([first({ askedAt: LATER, answeredAt: LATER, ...facts })], { sessions }), { now: LATER })
  const renamed = { policy: { ...SHOP, isConfigured: false } }

  it("is told where the entry that placed it is missing, also beside another provider's session", () => {
    expect(placed(renamed)).toEqual(["entry_missing"])
    expect(placed(renamed, [card, session(first(), PENDING)])).toEqual(["entry_missing"])
  })

  it("is not told of a missing entry where the entry is there: the payment began after the order", () => {
    expect(placed({ policy: SHOP, createdAt: START + 2 * MINUTE })).toEqual([])
  })
})

describe("an order that nobody has canceled for six hours is told", () => {
  const told = (facts: Parameters<typeof attempt>[0], now = NOW) =>
    problemsOf(unpaid([first(facts)]), { now })

  it("not while its money may be there, nor when it was never asked about", () => {
    expect(told({})).toEqual(["order_not_canceled"])
    expect(told({ observations: shown({ status: "processing" }) })).toEqual([])
    expect(told({ observations: paid(), gatewayId: "701" })).toEqual([])
    expect(told({ askedAt: NOW, answeredAt: null })).toEqual([])
  })
})
