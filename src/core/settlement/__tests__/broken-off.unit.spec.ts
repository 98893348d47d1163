import {
  attempt,
  attemptPlan,
  captured,
  HOUR,
  MINUTE,
  money,
  order,
  ORDER_FIRST,
  paid,
  problemsOf,
  rub,
  second,
  session,
  shown,
  START,
  stepOf,
  word,
} from "./support/facts"

/** What Medusa has begun and not finished is finished; what it does not let be done is told. */

const ENTRIES = [{ id: "entry_1", captureId: "capt_payatt_1" }]
const bought = attempt({ observations: paid(), gatewayId: "701", clearedAt: START, settledAt: START })
const sold = (facts: Parameters<typeof order>[0] = {}) =>
  money({ attempts: [bought], payments: [captured()], order: order({ entries: ENTRIES, ...facts }) })

describe("an order that a broken-off completion left without its links", () => {
  const LINK = { kind: "linkOrder", orderId: "order", cartId: "cart" }

  it("gets them before anything else is done about it", () => {
    expect(stepOf(sold({ isUnlinked: true, entries: [] }))).toEqual(LINK)
    expect(stepOf(sold({ isUnlinked: true, isCanceled: true }))).toEqual(LINK)
    expect(stepOf(sold())).toEqual({ kind: "none" })
  })

  it("is settled as far as it can be when that fails", () => {
    expect(stepOf(sold({ isUnlinked: true, entries: [] }), { failed: ["linkOrder order"] })).toMatchObject({
      kind: "repairAccount",
    })
  })

  it("is nothing to be linked without a cart", () => {
    expect(stepOf({ ...sold({ isUnlinked: true }), cart: null })).toEqual({ kind: "none" })
  })
})

describe("a paid order that does not show its payment", () => {
  it.each([
    ["its links are missing", { isUnlinked: true }],
    ["its entry is missing", { entries: [] }],
    ["an entry stands there twice", { entries: [...ENTRIES, { ...ENTRIES[0]!, id: "entry_2" }] }],
  ])("is told when that could not be mended for six hours: %s", (_, facts) => {
    const failed = ["linkOrder order", "repairAccount order"]
    expect(problemsOf(sold(facts), { now: START + 6 * HOUR - 1, failed })).toEqual([])
    expect(problemsOf(sold(facts), { now: START + 6 * HOUR, failed })).toEqual(["order_unfinished 100.00"])
  })
})

describe("an account with a capture that Medusa has taken back", () => {
  it("loses its entry, whatever else was captured", () => {
    const gone = { id: "entry_0", captureId: "capt_0", isGone: true }
    const repair = { kind: "repairAccount", orderId: "order", missing: [], surplus: ["entry_0"] }
    expect(stepOf(sold({ entries: [gone, ...ENTRIES] }))).toEqual(repair)
    const held = attempt({ observations: shown({ status: "authorized", held: "100.00" }), voids: true })
    const payments = [captured(held, { captures: [] })]
    const facts = money({ attempts: [held], payments, order: order({ entries: [gone] }) })
    expect(stepOf(facts)).toEqual(repair)
  })

  it("gets no entry of what the gateway still holds", () => {
    const held = attempt({ observations: shown({ status: "authorized", held: "100.00" }), voids: true })
    const facts = money({ attempts: [held], payments: [captured(held)], order: order() })
    expect(stepOf(facts).kind).not.toBe("repairAccount")
  })
})

describe("a payment that Medusa's pages do not show as it is", () => {
  const RECOUNT = { kind: "recountPayment", attemptId: "payatt_1", paymentId: "pay_payatt_1" }
  const uncounted = (at: number | null) =>
    money({
      attempts: [bought],
      payments: [captured(bought, { uncountedSince: at })],
      order: order({ entries: ENTRIES }),
    })

  it("is counted anew as soon as Medusa must have done it", () => {
    const late = START + 3 * MINUTE
    expect(stepOf(uncounted(START), { now: late })).toEqual(RECOUNT)
    expect(stepOf(uncounted(START), { now: late - 1 })).toEqual({ kind: "none" })
    expect(stepOf(uncounted(null), { now: late })).toEqual({ kind: "none" })
    expect(attemptPlan(uncounted(START)).nextLook).toBe(late)
  })

  it("is left alone where it is not ours to count: the gateway shows no such money", () => {
    const unpaid = attempt({ observations: shown({ status: "canceled" }), voids: true })
    const facts = { ...uncounted(START), attempts: [unpaid] }
    expect(stepOf(facts, { now: START + HOUR }).kind).not.toBe("recountPayment")
  })
})

describe("an unpaid order that Medusa does not cancel", () => {
  const DUE = START + HOUR
  const NOW = DUE + 6 * HOUR
  const unpaid = (facts: Parameters<typeof attempt>[0] = {}) => {
    const first = attempt({
      policy: ORDER_FIRST,
      observations: shown({}),
      askedAt: NOW,
      answeredAt: NOW,
      ...facts,
    })
    const sessions = [session(first, { status: "pending_authorization" })]
    return money({ attempts: [first], sessions, order: order() })
  }
  const told = (facts: Parameters<typeof unpaid>[0] = {}, now = NOW) => problemsOf(unpaid(facts), { now })

  it("is told six hours after it was due", () => {
    expect(told({}, NOW - 1)).toEqual([])
    expect(told()).toEqual(["order_not_canceled"])
  })

  it("is told as long as the gateway has answered since it was due, though it is silent now", () => {
    expect(told({ answeredAt: DUE })).toEqual(["order_not_canceled"])
    expect(told({ answeredAt: DUE - 1 })).toEqual([])
  })

  it("is told when a gateway has been silent about one of its tries for days", () => {
    const over = second({
      policy: ORDER_FIRST,
      status: "canceled",
      askedAt: NOW,
      answeredAt: START,
      observations: shown({ reference: "ref-2", status: "canceled" }),
    })
    const silent = { ...unpaid(), attempts: [...unpaid().attempts, over] }
    const at = (now: number) => {
      const [first] = silent.attempts
      const fresh = { ...first!, askedAt: now, answeredAt: now }
      return problemsOf({ ...silent, attempts: [fresh, over] }, { now })
    }
    expect(at(NOW + 96 * HOUR - 1)).toEqual([])
    expect(at(NOW + 96 * HOUR)).toEqual(["order_not_canceled"])
  })

  it("is told when a credit covers a part of it, so that a person decides; and not when it covers all", () => {
    const covered = (facts: Parameters<typeof order>[0]) =>
      problemsOf({ ...unpaid(), order: order(facts) }, { now: NOW })
    const inPart = { total: rub("80.00"), outstanding: rub("80.00"), credited: rub("20.00") }
    expect(covered(inPart)).toEqual(["order_not_canceled"])
    // Nobody is asked for its sake, so it is told by what is known.
    const unasked = { ...unpaid({ answeredAt: DUE - 1 }), order: order(inPart) }
    expect(problemsOf(unasked, { now: NOW })).toEqual(["order_not_canceled"])
    expect(covered({ outstanding: rub("80.00") })).toEqual(["order_not_canceled"])
    expect(covered({ ...inPart, total: rub("0.00"), outstanding: rub("0.00") })).toEqual([])
    expect(covered({ ...inPart, isClosed: true })).toEqual([])
  })

  it("is told when it has lost its session in a further try that failed: nobody pays it by itself any more", () => {
    const lost = {
      ...unpaid(),
      sessions: [],
      attempts: [
        attempt({ policy: ORDER_FIRST, supersededAt: START + MINUTE, observations: shown({}) }),
        second({ policy: ORDER_FIRST, status: "failed", askedAt: null, answeredAt: null }),
      ],
    }
    expect(problemsOf(lost, { now: NOW - 1 })).toEqual([])
    expect(problemsOf(lost, { now: NOW })).toEqual(["order_not_canceled"])
    expect(stepOf(lost, { now: NOW })).toEqual({ kind: "none" })
    for (const now of [START + MINUTE, DUE, NOW]) {
      expect(attemptPlan(lost, { now }, "payatt_2").nextLook).not.toBeNull()
    }
    // Another provider's session may bring the money.
    const card = session(attempt({ sessionId: "payses_card", providerId: "pp_card" }))
    expect(problemsOf({ ...lost, sessions: [card] }, { now: NOW })).toEqual([])
  })

  it("is not told once it is canceled, or was paid", () => {
    expect(problemsOf({ ...unpaid(), order: order({ isCanceled: true }) }, { now: NOW })).toEqual([])
    expect(told({ observations: paid(), gatewayId: "701" })).toEqual([])
  })

  it("is kept, and not told again, when a person has said that it is settled", () => {
    const words = [word({ action: "resolved", kind: "order_not_canceled", amount: null })]
    expect(told({ words })).toEqual([])
    expect(stepOf(unpaid({ words }), { now: NOW })).toEqual({ kind: "none" })
    expect(stepOf(unpaid(), { now: NOW })).toMatchObject({ kind: "cancelOrder" })
  })
})
