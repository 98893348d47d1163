import {
  attempt,
  attemptPlan,
  captured,
  HOUR,
  money,
  order,
  ORDER_FIRST,
  paid,
  planOf,
  problemsOf,
  second,
  session,
  SHOP,
  shown,
  START,
  verdictOf,
} from "./support/facts"

/** A payment whose entry was renamed or removed: Medusa cannot take its money, and nobody may forget it. */

const RENAMED = { ...SHOP, isConfigured: false }
/** Longer than a deployment takes. */
const LATER = { now: START + 2 * HOUR }
const at = (facts: Parameters<typeof attempt>[0]) => money({ attempts: [attempt(facts)] })
const resolution = (amount: string | null) =>
  ({ action: "resolved", kind: "entry_missing", amount, refundId: null, gatewayId: null }) as const

describe("another entry of its account answers for it", () => {
  it("waits as usual while nothing has come", () => {
    expect(problemsOf(at({ policy: RENAMED }))).toEqual([])
    expect(attemptPlan(at({ policy: RENAMED }), { now: START + 73 * HOUR }).status).toBe("expired")
  })

  it("tells the money that came, and captures nothing", () => {
    const came = at({ policy: RENAMED, observations: paid() })
    expect(planOf(came, LATER).step).toEqual({ kind: "none" })
    expect(problemsOf(came, { now: START })).toEqual([])
    expect(problemsOf(came, LATER)).toEqual(["entry_missing 100.00"])
    expect(attemptPlan(came, LATER)).toMatchObject({ status: "paid", heldFor: "entry_missing" })
  })

  it("is captured when the entry is back", () => {
    expect(verdictOf(at({ observations: paid(), heldFor: "entry_missing" }))).toMatchObject({
      kind: "capture",
    })
  })
})

describe("no entry of its account is there", () => {
  it("is told, since money may come unseen, and does not expire meanwhile", () => {
    const alone = at({ policy: null })
    expect(problemsOf(alone, { now: START })).toEqual([])
    expect(problemsOf(alone, LATER)).toEqual(["entry_missing"])
    expect(attemptPlan(alone, { now: START + 73 * HOUR })).toMatchObject({ status: "awaiting" })
    expect(attemptPlan(alone).nextLook).not.toBeNull()
  })

  it.each(["canceled", "expired", "failed"] as const)("says nothing of one that is %s", (status) => {
    expect(problemsOf(at({ policy: null, status }), LATER)).toEqual([])
  })

  it("is told of a try that is over by our own time, where it keeps an unpaid order from being canceled", () => {
    const facts = (placing: Partial<Parameters<typeof attempt>[0]>, status: "expired" | "canceled") => {
      const over = second({
        policy: null,
        status: "expired",
        observations: shown({ reference: "ref-2", status }),
      })
      const first = attempt({ policy: ORDER_FIRST, observations: shown({}), ...placing })
      const sessions = [session(first, { status: "pending_authorization" })]
      return money({ attempts: [first, over], sessions, order: order() })
    }
    const now = START + 100 * HOUR
    const pending = second({ policy: null, status: "expired", observations: shown({ reference: "ref-2" }) })
    const blocked = facts({ askedAt: now, answeredAt: now }, "expired")
    const told = { ...blocked, attempts: [blocked.attempts[0]!, pending] }
    expect(problemsOf(told, { now })).toEqual(["entry_missing"])
    expect(problemsOf({ ...told, order: null }, { now })).toEqual([])
    // What the gateway itself has ended keeps nothing.
    expect(problemsOf(facts({ askedAt: now, answeredAt: now }, "canceled"), { now })).toEqual([
      "order_not_canceled",
    ])
  })

  it.each([
    ["was renamed", RENAMED],
    ["is gone, though the gateway has ended it", null],
  ])("is told of an order that it has placed unpaid, since nobody cancels it: the entry %s", (_, policy) => {
    const placing = attempt({ policy, observations: shown({ status: policy ? "awaiting" : "canceled" }) })
    const unpaid = money({
      attempts: [placing],
      sessions: [session(placing, { status: "pending_authorization" })],
      order: order(),
    })
    const at = (hours: number, facts: Partial<typeof unpaid> = {}) =>
      problemsOf({ ...unpaid, ...facts }, { now: START + hours * HOUR })
    expect(at(77)).toEqual([])
    expect(at(78)).toEqual(["entry_missing"])
    expect(at(78, { order: order({ isCanceled: true }) })).toEqual([])
    expect(at(78, { attempts: [{ ...placing, resolutions: [resolution(null)] }] })).toEqual([])
    expect(at(78, { sessions: [session(placing)] })).toEqual([])
  })

  it("says nothing of what Medusa has captured: nobody needs to be asked about it", () => {
    const of = attempt({ policy: null, observations: paid() })
    expect(problemsOf(money({ attempts: [of], payments: [captured(of)], order: order() }))).toEqual([])
  })

  it("is not told again when a person has dealt with it, unless money shows that nobody had seen", () => {
    expect(problemsOf(at({ policy: null, resolutions: [resolution(null)] }), LATER)).toEqual([])
    const came = { policy: RENAMED, observations: paid() }
    expect(problemsOf(at({ ...came, resolutions: [resolution(null)] }), LATER)).toEqual([
      "entry_missing 100.00",
    ])
    expect(problemsOf(at({ ...came, resolutions: [resolution("100.00")] }), LATER)).toEqual([])
  })

  it("is over when a person has returned what came, also when the entry comes back", () => {
    for (const amount of ["100.00", null]) {
      const resolutions = [{ ...resolution(amount), action: "returned" }] as const
      expect(problemsOf(at({ policy: null, resolutions: [...resolutions] }), LATER)).toEqual([])
      for (const policy of [RENAMED, SHOP]) {
        const returned = at({ policy, observations: paid(), resolutions: [...resolutions] })
        expect(verdictOf(returned, LATER)).toEqual({ kind: "settled_by_person", wentBack: true })
        expect(problemsOf(returned, LATER)).toEqual([])
      }
    }
  })

  it("is not captured by itself when the entry comes back after a person has dealt with it", () => {
    expect(verdictOf(at({ observations: paid(), resolutions: [resolution(null)] }))).toMatchObject({
      problem: "orphan",
    })
  })
})
