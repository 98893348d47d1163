import {
  attempt,
  attemptPlan,
  captured,
  DAY,
  HOUR,
  MINUTE,
  money,
  nextLookIn,
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

/** Which attempts have placed an order unpaid, and how long such an order may wait. */

const NOW = START + 2 * DAY
const CANCEL = { kind: "cancelOrder", orderId: "order" }
const NONE = { kind: "none" }
const first = (facts: Parameters<typeof attempt>[0] = {}) =>
  attempt({ policy: ORDER_FIRST, askedAt: NOW, answeredAt: NOW, observations: shown({}), ...facts })
const next = (facts: Parameters<typeof attempt>[0] = {}) =>
  first({ id: "payatt_2", reference: "ref-2", sessionId: "payses_2", ...facts })
const patient = (ms: number, placeOrder: "before_payment" | "after_payment" = "before_payment") => ({
  ...SHOP,
  order: { placeOrder, cancelUnpaidAfterMs: ms },
})
const PENDING = { status: "pending_authorization" }
const unpaid = (attempts: ReturnType<typeof first>[], facts: Partial<ReturnType<typeof money>> = {}) =>
  money({ attempts, sessions: attempts.map((one) => session(one)), order: order(), ...facts })
const step = (facts: ReturnType<typeof unpaid>, now = NOW) => stepOf(facts, { now })

describe("an order was placed by an attempt", () => {
  it("that began before it, or within a minute after it: two clocks write the times", () => {
    const begun = (after: number) => step(unpaid([first({ createdAt: START + after })]))
    expect(begun(MINUTE)).toMatchObject(CANCEL)
    expect(begun(MINUTE + 1)).toEqual(NONE)
  })

  it("that had not given way to another one more than a minute before", () => {
    const placedAt = START + HOUR
    const superseded = (before: number) => {
      const attempts = [first({ supersededAt: placedAt - before }), next({ policy: SHOP })]
      return step(unpaid(attempts, { sessions: [session(attempts[1])], order: order({ placedAt }) }))
    }
    expect(superseded(MINUTE)).toMatchObject(CANCEL)
    expect(superseded(MINUTE + 1)).toEqual(NONE)
  })

  it("of the cart's collection, not of an edit that began in the same minute", () => {
    expect(step(unpaid([first({ collectionId: "paycol_edit" })]))).toEqual(NONE)
  })

  it("whose own session Medusa notes as such, where its entry takes the money first by now", () => {
    const own = first({ policy: SHOP })
    const card = session(second({ sessionId: "payses_card", providerId: "pp_card" }))
    const by = (status: string, cardStatus: string) =>
      step(unpaid([own], { sessions: [{ ...card, status: cardStatus }, session(own, { status })] }))
    expect(by("pending_authorization", "pending")).toMatchObject(CANCEL)
    expect(by("pending", "pending_authorization")).toEqual(NONE)
    expect(by("pending", "pending")).toEqual(NONE)
  })
})

describe("an unpaid order waits for the longest time", () => {
  /** Whether the order is still kept after so many hours. */
  const keptAt = (
    hours: number,
    attempts: ReturnType<typeof first>[],
    sessions: ReturnType<typeof session>[],
  ) => {
    const now = START + hours * HOUR
    const fresh = attempts.map((one) => ({ ...one, askedAt: now, answeredAt: now }))
    return step(unpaid(fresh, { sessions }), now).kind === "none"
  }

  it("of the entry that placed it and of the one that waits for its money by now", () => {
    const attempts = [first({ supersededAt: START }), next({ policy: patient(5 * HOUR) })]
    const sessions = [session(attempts[1])]
    expect(keptAt(4.9, attempts, sessions)).toBe(true)
    expect(keptAt(5, attempts, sessions)).toBe(false)
    const reversed = [first({ supersededAt: START, policy: patient(5 * HOUR) }), next()]
    expect(keptAt(4.9, reversed, sessions)).toBe(true)
    expect(keptAt(5, reversed, sessions)).toBe(false)
  })

  it("of a further try that began long after the order, as long as its session waits for the money", () => {
    const further = { createdAt: START + 2 * MINUTE, policy: patient(5 * HOUR) }
    const attempts = [first({ supersededAt: START + 2 * MINUTE }), next(further)]
    const sessions = [session(attempts[1])]
    expect(keptAt(4.9, attempts, sessions)).toBe(true)
    expect(keptAt(5.1, attempts, sessions)).toBe(false)
    expect(keptAt(4.9, attempts, [session(attempts[0])])).toBe(false)
    expect(keptAt(4.9, attempts, [session(attempts[0]), session(attempts[1])])).toBe(true)
  })

  it("but not of one that takes the money first, nor of one whose session is gone", () => {
    const sessions = [session(first(), PENDING), session(next())]
    const other = next({ policy: patient(5 * HOUR, "after_payment") })
    expect(keptAt(1, [first(), other], sessions)).toBe(false)
    const gone = next({ policy: patient(5 * HOUR), createdAt: START - HOUR, supersededAt: START - HOUR })
    expect(keptAt(1, [first(), gone], sessions.slice(0, 1))).toBe(false)
  })

  it("counted from its newest attempt on", () => {
    const attempts = [first({ supersededAt: START }), next({ createdAt: START + 3 * HOUR })]
    expect(keptAt(3.9, attempts, [session(attempts[1])])).toBe(true)
    expect(keptAt(4, attempts, [session(attempts[1])])).toBe(false)
  })

  it("an order of another provider waits for nothing of an edit's: the edit expires as usual", () => {
    const edit = first({ collectionId: "paycol_edit", policy: patient(5 * DAY), askedAt: null })
    const facts = unpaid([edit])
    const at = (age: number) => {
      const answered = { ...edit, answeredAt: START + age }
      return attemptPlan({ ...facts, attempts: [answered] }, { now: START + age }).status
    }
    expect(at(72 * HOUR - 1)).toBe("awaiting")
    expect(at(72 * HOUR)).toBe("expired")
  })

  it("and a payment that lost its session to another provider's expires as usual", () => {
    const own = first({ policy: patient(5 * DAY), answeredAt: START + 3 * DAY })
    const card = session(second({ sessionId: "payses_card", providerId: "pp_card" }))
    const statusOf = (sessions: ReturnType<typeof session>[]) =>
      attemptPlan(unpaid([own], { sessions }), { now: START + 3 * DAY }).status
    expect(statusOf([card])).toBe("expired")
    expect(statusOf([card, session(own)])).toBe("awaiting")
  })
})

describe("a payment about which nobody has asked yet", () => {
  const unasked = money({ attempts: [attempt({ askedAt: null, answeredAt: null })] })

  it("does not expire, and is asked about as if money were on its way", () => {
    expect(attemptPlan(unasked, { now: START + 72 * HOUR }).status).toBe("awaiting")
    expect(nextLookIn(unasked)).toBe(10_000)
  })
})

describe("an order whose goods were never reserved", () => {
  const sold = (...resolutions: ReturnType<typeof resolution>[]) =>
    money({
      attempts: [attempt({ observations: paid(), gatewayId: "701", resolutions })],
      payments: [captured()],
      order: order({ entries: [{ id: "entry", captureId: "capt_payatt_1" }], unreservedItems: 1 }),
    })

  it("is told until a person has dealt with just that", () => {
    const done = resolution({ action: "resolved", kind: "order_unfinished", amount: null })
    const other = resolution({ action: "resolved", kind: "overpaid", amount: "1.00" })
    expect(problemsOf(sold(), { now: NOW })).toEqual(["order_unfinished 100.00"])
    expect(problemsOf(sold(other), { now: NOW })).toEqual(["order_unfinished 100.00"])
    expect(problemsOf(sold(other, done), { now: NOW })).toEqual([])
    expect(attemptPlan(sold(other)).isSettled).toBe(false)
    expect(attemptPlan(sold(done, other)).isSettled).toBe(true)
  })

  it("is told three minutes after it was placed, and not of a canceled one", () => {
    expect(problemsOf(sold(), { now: START + 3 * MINUTE - 1 })).toEqual([])
    expect(problemsOf(sold(), { now: START + 3 * MINUTE })).toEqual(["order_unfinished 100.00"])
    const canceled = { ...sold(), order: order({ unreservedItems: 1, isCanceled: true }) }
    expect(problemsOf(canceled, { now: NOW })).toEqual(["refund_owed 100.00"])
  })
})
