import {
  attempt,
  captured,
  DAY,
  HOUR,
  MINUTE,
  money,
  nextLookIn,
  order,
  ORDER_FIRST,
  paid,
  SECOND,
  second,
  session,
  SHOP,
  shown,
  START,
} from "./support/facts"
import type { authorizedIn } from "./support/holds"
import { held, showing, soldOn } from "./support/holds"

/** The moments at which something changes by the time alone: an attempt is looked at then, and never in the past. */

const at = (facts: Parameters<typeof attempt>[0] = {}) => money({ attempts: [attempt(facts)] })
const after = (ms: number) => ({ now: START + ms })
const fresh = (ms: number) => ({ askedAt: START + ms, answeredAt: START + ms })

describe("a payment that a notification calls paid and the gateway does not", () => {
  // So old that only the claim keeps it in sight.
  const denied = at({ observations: shown({}), createdAt: START - 40 * DAY, claimedAt: START })

  it.each([
    [MINUTE, 10 * SECOND],
    [10 * MINUTE, 2 * MINUTE],
    [HOUR, 30 * MINUTE],
    [2 * DAY, 30 * MINUTE],
    [4 * DAY, 6 * HOUR],
    [29 * DAY, 6 * HOUR],
    [31 * DAY, null],
  ])("is looked at by the age of the claim: after %d ms in %d ms", (age, delay) => {
    expect(nextLookIn(denied, after(age))).toBe(delay)
  })
})

describe("a payment that nobody can be asked about", () => {
  it.each([
    [MINUTE, 30 * SECOND],
    [HOUR, 10 * MINUTE],
    [5 * DAY, 6 * HOUR],
    [100 * DAY, DAY],
    [181 * DAY, null],
  ])("is looked at since its entry may come back: after %d ms in %d ms", (age, delay) => {
    expect(nextLookIn(at({ policy: null }), after(age))).toBe(delay)
  })
})

describe("a payment that the gateway calls over", () => {
  const over = (facts = {}) => at({ observations: shown({ status: "canceled" }), ...facts })

  it("is looked at seldom from the first answer on, also while the gateway does not answer again", () => {
    expect(nextLookIn(over(), after(MINUTE))).toBe(20 * MINUTE)
    expect(nextLookIn(over({ askedAt: START + MINUTE }), after(MINUTE))).toBe(20 * MINUTE)
  })
})

describe("a further payment of a link", () => {
  const further = (status: "paid" | "processing") => ({
    ...at({
      observations: shown({ status: "paid" }, { gatewayId: "702", status }),
      gatewayId: "701",
      clearedAt: START,
    }),
    payments: [captured()],
    order: order({ entries: [{ id: "entry", captureId: "capt_payatt_1" }] }),
  })

  it("is looked at when its confirmation takes too long, not when it is paid", () => {
    const now = 72 * HOUR - 5 * MINUTE
    expect(nextLookIn(further("processing"), after(now))).toBe(5 * MINUTE)
    expect(nextLookIn(further("paid"), after(now))).toBe(2 * DAY)
  })

  it("is looked at no more often from then on", () => {
    expect(nextLookIn(further("processing"), after(72 * HOUR))).toBe(2 * DAY)
    expect(nextLookIn(further("processing"), after(80 * HOUR))).toBe(2 * DAY)
  })
})

describe("an order that waits for its money", () => {
  const old = attempt({ policy: ORDER_FIRST, observations: shown({}), ...fresh(5 * DAY) })
  const waiting = (facts: Partial<ReturnType<typeof money>> = {}) =>
    money({ attempts: [old], order: order(), ...facts })
  const card = attempt({ sessionId: "payses_card", providerId: "pp_card" })

  it("is looked at slowly from the moment on in which it may be canceled", () => {
    const first = attempt({ policy: ORDER_FIRST, observations: shown({}), ...fresh(DAY + HOUR) })
    const placed = waiting({ attempts: [first], order: order({ placedAt: START + DAY }) })
    expect(nextLookIn(placed, after(DAY + HOUR))).toBe(20 * MINUTE)
  })

  it("is looked at though another provider's session is there, or holds money that it has not captured", () => {
    const sessions = [session(card), session(old)]
    expect(nextLookIn(waiting({ sessions }), after(5 * DAY))).toBe(2 * DAY)
    const payments = [captured(card, { captures: [] })]
    expect(nextLookIn(waiting({ payments }), after(5 * DAY))).toBe(2 * DAY)
  })

  it("is not looked at for a payment whose session gave way to another provider's", () => {
    expect(nextLookIn(waiting({ sessions: [session(card)] }), after(5 * DAY))).toBeNull()
  })

  it("is looked at when its time is over, though its entry was renamed and other money has come", () => {
    const order5Days = { ...ORDER_FIRST.order, cancelUnpaidAfterMs: 5 * DAY }
    const renamed = attempt({
      policy: { ...ORDER_FIRST, order: order5Days, isConfigured: false },
      observations: shown({}),
      ...fresh(4 * DAY),
    })
    const paidOtherwise = waiting({ attempts: [renamed], payments: [captured(card)] })
    expect(nextLookIn(paidOtherwise, after(4 * DAY))).toBe(DAY)
  })
})

describe("what Medusa has authorized is looked at for its order's sake", () => {
  const later = START + 20 * DAY
  const look = (status: "canceled" | "awaiting", facts: Parameters<typeof authorizedIn>[1] = {}) => {
    const of = held({ status, observations: showing({ status }), ...fresh(20 * DAY) })
    return nextLookIn(soldOn(of, facts), { now: later })
  }

  it("where its hold has ended, and not where Medusa has canceled it or money is still awaited", () => {
    expect(look("canceled")).toBe(14 * DAY)
    expect(look("canceled", { isCanceled: true })).toBeNull()
    expect(look("awaiting")).toBeNull()
  })
})

describe("captured money", () => {
  const sold = (facts: Parameters<typeof attempt>[0] = {}, payment = {}, more = {}) => ({
    ...at({ observations: paid(), ...facts }),
    payments: [captured(attempt(), payment)],
    order: order({ entries: [{ id: "entry", captureId: "capt_payatt_1" }], ...more }),
  })

  it("is looked at by the time since it came, or since the payment began where nobody has noted that", () => {
    expect(nextLookIn(sold({ clearedAt: START + 10 * DAY }), after(10 * DAY + MINUTE))).toBe(20 * MINUTE)
    expect(nextLookIn(sold(), after(10 * DAY))).toBe(14 * DAY)
  })

  it("is looked at when Medusa must have counted it, and as usual from then on", () => {
    const uncounted = sold({}, { uncountedSince: START })
    expect(nextLookIn(uncounted, after(MINUTE))).toBe(2 * MINUTE)
    expect(nextLookIn(uncounted, after(3 * MINUTE))).toBe(20 * MINUTE)
    expect(nextLookIn(uncounted, after(4 * MINUTE))).toBe(20 * MINUTE)
    expect(nextLookIn(sold({}, { uncountedSince: null }), after(MINUTE))).toBe(20 * MINUTE)
  })

  it("is looked at when Medusa must have placed its order, and as usual from then on", () => {
    const unfinished = sold({}, {}, { unreservedItems: 1 })
    expect(nextLookIn(unfinished, after(MINUTE))).toBe(2 * MINUTE)
    expect(nextLookIn(unfinished, after(3 * MINUTE))).toBe(20 * MINUTE)
    expect(nextLookIn(unfinished, after(4 * MINUTE))).toBe(20 * MINUTE)
    expect(nextLookIn(sold({ settledAt: START }, {}, { unreservedItems: 1 }), after(MINUTE))).toBe(
      20 * MINUTE,
    )
  })

  it("is looked at when a refund must have reached a gateway that carries it out, not where people send it", () => {
    const refunds = [{ id: "ref", amount: attempt().asked, createdAt: START }]
    expect(nextLookIn(sold({ refundsAtGateway: true }, { refunds }), after(MINUTE))).toBe(2 * MINUTE)
    expect(nextLookIn(sold({}, { refunds }), after(MINUTE))).toBe(20 * MINUTE)
  })
})

it("an unpaid order is looked at slowly when its session is lost, but not for the sake of an edit that waits for its own money", () => {
  const lost = attempt({ policy: ORDER_FIRST, observations: shown({}), ...fresh(5 * DAY) })
  const facts = money({ attempts: [lost], sessions: [], order: order() })
  expect(nextLookIn(facts, after(5 * DAY))).toBe(2 * DAY)
  const edit = second({
    policy: SHOP,
    collectionId: "paycol_edit",
    observations: shown({}),
    ...fresh(5 * DAY),
  })
  const edited = { ...facts, attempts: [edit], sessions: [session(edit)] }
  expect(nextLookIn(edited, after(5 * DAY))).toBeNull()
})
