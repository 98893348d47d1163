import type { OrderMoney } from "../index"
import {
  attempt,
  captured,
  DAY,
  HOUR,
  MINUTE,
  money,
  order,
  ORDER_FIRST,
  paid,
  rub,
  second,
  session,
  SHOP,
  shown,
  START,
  stepOf,
  resolution,
  type When,
} from "./support/facts"

/**
 * Rule 2: an order is canceled as unpaid only if this plugin's own session placed it unpaid, nothing of it is paid, on its
 * way or owed in another way, it has waited long enough, and the gateway was asked and has answered.
 */

const NOW = START + 2 * HOUR
const first = (facts: Parameters<typeof attempt>[0] = {}) =>
  attempt({ policy: ORDER_FIRST, askedAt: NOW, answeredAt: NOW, observations: shown({}), ...facts })

const unpaid = (facts: Partial<OrderMoney> = {}): OrderMoney => {
  const attempts = facts.attempts ?? [first()]
  const sessions = [session(attempts[0], { status: "pending_authorization" })]
  return money({ attempts, sessions, order: order(), ...facts })
}

const NONE = { kind: "none" }
const CANCEL = { kind: "cancelOrder", orderId: "order" }
const step = (facts: OrderMoney, when: When = { now: NOW }) => stepOf(facts, when)

describe("an unpaid order is canceled", () => {
  it("when it has waited long enough and the gateway says that nothing came", () => {
    expect(step(unpaid())).toMatchObject(CANCEL)
  })

  it.each(["canceled", "expired", "failed"] as const)(
    "when its payment is %s by the gateway's word",
    (status) => {
      expect(step(unpaid({ attempts: [first({ observations: shown({ status }) })] }))).toMatchObject(CANCEL)
    },
  )

  it("when its first payment was refunded in the gateway's cabinet", () => {
    expect(
      step(unpaid({ attempts: [first({ observations: shown({ status: "refunded" }) })] })),
    ).toMatchObject(CANCEL)
  })

  it("when a person has returned what had come", () => {
    const returned = first({
      observations: paid({ test: true }),
      resolutions: [resolution({ kind: "test_payment", gatewayId: "701" })],
    })
    expect(step(unpaid({ attempts: [returned] }))).toMatchObject(CANCEL)
  })

  it.each(["unconfirmed", "claim_denied"])("when a person has returned money in doubt: %s", (kind) => {
    const back = [resolution({ kind, amount: null })]
    const processing = first({ observations: shown({ status: "processing" }), resolutions: back })
    expect(step(unpaid({ attempts: [processing] }))).toMatchObject(CANCEL)
    const denied = first({ claimedAt: START, observations: shown({ status: "canceled" }), resolutions: back })
    expect(step(unpaid({ attempts: [denied] }))).toMatchObject(CANCEL)
    // A part that shows by now is other money.
    const some = [resolution({ kind, amount: "10.00" })]
    const part = first({ observations: shown({ status: "underpaid", received: "40.00" }), resolutions: some })
    expect(step(unpaid({ attempts: [part] }))).toEqual(NONE)
  })

  it("when the session that took the first one's place waits for its money", () => {
    const attempts = [
      first({ supersededAt: START }),
      second({ ...first(), id: "payatt_2", sessionId: "payses_2" }),
    ]
    expect(step(unpaid({ attempts, sessions: [session(attempts[1])] }))).toMatchObject(CANCEL)
  })

  it("when the session that took the first one's place is of an entry that takes the money first", () => {
    const attempts = [
      first({ supersededAt: START }),
      second({ ...first(), id: "payatt_2", sessionId: "payses_2", policy: SHOP }),
    ]
    expect(step(unpaid({ attempts, sessions: [session(attempts[1])] }))).toMatchObject(CANCEL)
  })

  it("when the merchant has changed its entry since, and takes the money first by now", () => {
    expect(step(unpaid({ attempts: [first({ policy: SHOP })] }))).toMatchObject(CANCEL)
  })

  it("when nobody can be asked any more about an attempt that its gateway has ended", () => {
    const attempts = [
      first(),
      second({
        policy: null,
        answeredAt: START,
        observations: shown({ reference: "ref-2", status: "canceled" }),
      }),
    ]
    expect(step(unpaid({ attempts }))).toMatchObject(CANCEL)
  })

  it("when an edit has made it cheaper, or dearer, than what was asked", () => {
    const cheaper = order({ total: rub("80.00"), outstanding: rub("80.00") })
    expect(step(unpaid({ order: cheaper }))).toMatchObject(CANCEL)
    const dearer = order({ total: rub("140.00"), outstanding: rub("140.00") })
    expect(step(unpaid({ order: dearer }))).toMatchObject(CANCEL)
  })

  it("when its cart is deleted by now", () => {
    expect(step(unpaid({ cart: null }))).toMatchObject(CANCEL)
  })

  it("when the gateway refused the payment at once, and has nothing to be asked about", () => {
    const attempts = [
      first(),
      second({ status: "failed", askedAt: null, answeredAt: null, policy: ORDER_FIRST }),
    ]
    expect(step(unpaid({ attempts }))).toMatchObject(CANCEL)
  })
})

describe("the gateway is asked first", () => {
  it("about every attempt that has no fresh answer", () => {
    const attempts = [first(), second({ policy: ORDER_FIRST, answeredAt: NOW - 1 })]
    expect(step(unpaid({ attempts }))).toEqual({ kind: "observe", attemptId: "payatt_2" })
  })

  it("and one that does not answer keeps the order alive", () => {
    const attempts = [first({ answeredAt: START }), second({ policy: ORDER_FIRST, answeredAt: START })]
    expect(step(unpaid({ attempts }), { now: NOW, failed: ["observe payatt_1"] })).toEqual(NONE)
  })
})

describe("an order is not canceled", () => {
  const otherwise = (facts: Partial<OrderMoney>) => step(unpaid(facts))

  it("before its time since it was placed is over, however old its session is", () => {
    expect(otherwise({ order: order({ placedAt: NOW - HOUR + 1 }) })).toEqual(NONE)
  })

  it("before the time since its newest attempt is over", () => {
    expect(
      otherwise({ attempts: [first(), second({ createdAt: NOW - HOUR + 1, answeredAt: NOW })] }),
    ).toEqual(NONE)
  })

  it("when it was placed by an entry that takes the money first", () => {
    const attempts = [first({ policy: SHOP })]
    expect(otherwise({ attempts, sessions: [session(attempts[0])] })).toEqual(NONE)
  })

  it.each(["unconfirmed", "claim_denied", "entry_missing", "reference_mismatch", "test_payment"])(
    "when a person has settled %s with a note, whatever the gateway says afterwards",
    (kind) => {
      for (const status of ["awaiting", "canceled", "expired"] as const) {
        for (const amount of ["100.00", null]) {
          const settled = first({
            observations: shown({ status }),
            resolutions: [resolution({ action: "resolved", kind, amount })],
          })
          expect(otherwise({ attempts: [settled] })).toEqual(NONE)
        }
      }
    },
  )

  it("by an answer whose time is still to come, since a clock was put back", () => {
    expect(otherwise({ attempts: [first({ answeredAt: NOW + HOUR })] })).toMatchObject({ kind: "observe" })
  })

  it("when that entry is not configured any more", () => {
    expect(otherwise({ attempts: [first({ policy: null })] })).toEqual(NONE)
  })

  it("when it is canceled already, or is none", () => {
    expect(otherwise({ order: order({ isCanceled: true }) })).toEqual(NONE)
    expect(otherwise({ order: null })).toEqual(NONE)
  })

  it("when its session is gone, or waits for nothing", () => {
    expect(otherwise({ sessions: [] })).toEqual(NONE)
    expect(otherwise({ sessions: [session(first(), { status: "error" })] })).toEqual(NONE)
    expect(otherwise({ sessions: [session(first(), { collectionId: "paycol_edit" })] })).toEqual(NONE)
  })

  it("when any payment of it is captured or authorized, whoever the provider is", () => {
    const cash = captured(second(), { providerId: "pp_cash", captures: [] })
    expect(otherwise({ payments: [cash] })).toEqual(NONE)
    expect(otherwise({ payments: [{ ...captured(second()), isCanceled: true }] })).toEqual(NONE)
    expect(otherwise({ payments: [{ ...cash, isCanceled: true }] })).toMatchObject(CANCEL)
  })

  it.each(["pending_authorization", "requires_more", "authorized", "captured"])(
    "when another provider's session is %s",
    (status) => {
      const cash = { ...session(), id: "payses_cash", providerId: "pp_cash", status }
      const own = session(first(), { status: "pending_authorization" })
      expect(otherwise({ sessions: [own, cash] })).toEqual(NONE)
      expect(otherwise({ sessions: [own, { ...cash, status: "pending" }] })).toMatchObject(CANCEL)
    },
  )

  it("when credit lines cover a part of it, or all, or nobody knows what is owed", () => {
    expect(otherwise({ order: order({ outstanding: rub("99.99") }) })).toEqual(NONE)
    expect(otherwise({ order: order({ outstanding: rub("0.00") }) })).toEqual(NONE)
    expect(otherwise({ order: order({ outstanding: null }) })).toEqual(NONE)
    expect(otherwise({ order: order({ total: null }) })).toEqual(NONE)
    // Dearer by an edit, so that more is outstanding than was asked.
    const dearer = { total: rub("140.00"), outstanding: rub("140.00") }
    expect(otherwise({ order: order(dearer) })).toMatchObject(CANCEL)
    expect(otherwise({ order: order({ ...dearer, credited: rub("20.00") }) })).toEqual(NONE)
    expect(otherwise({ order: order({ ...dearer, outstanding: rub("120.00") }) })).toEqual(NONE)
  })

  it("when another provider holds its money and has not captured it yet, which is no money in hand either", () => {
    const held = captured(second(), { providerId: "pp_stripe", captures: [] })
    expect(otherwise({ payments: [held] })).toEqual(NONE)
    const paidToo = unpaid({ attempts: [first({ observations: paid() })], payments: [held] })
    expect(step(paidToo)).toMatchObject({ kind: "capture" })
  })

  it("when an edit has made it cost nothing", () => {
    expect(otherwise({ order: order({ total: rub("0.00"), outstanding: rub("0.00") }) })).toEqual(NONE)
  })

  it("when it never had a cart, and its payment was begun at once: a draft, or made by the merchant's own code", () => {
    const begun = [first({ createdAt: START + MINUTE / 2 })]
    expect(otherwise({ cart: null, attempts: begun, sessions: [session(begun[0])] })).toEqual(NONE)
  })

  it("when its cart is deleted, and another provider had placed it", () => {
    const later = [first({ createdAt: START + 30 * MINUTE, collectionId: "paycol_edit" })]
    const sessions = [session(later[0])]
    expect(otherwise({ cart: null, attempts: later, sessions })).toEqual(NONE)
  })

  const alive: [string, Parameters<typeof attempt>[0]][] = [
    ["is paid", { observations: paid() }],
    ["is paid with a fault", { observations: paid({ currency: "USD" }) }],
    ["is in confirmation", { observations: shown({ status: "processing" }) }],
    ["has brought a part", { observations: shown({ status: "underpaid", received: "20.00" }) }],
    ["was canceled after a part", { observations: shown({ status: "canceled", received: "20.00" }) }],
    ["is said to be paid by a genuine notification", { claimedAt: START }],
    [
      "is one that the gateway does not know any more",
      { gatewayId: "701", observations: { "?": { ...shown({})["701"]!, code: "not_found" } } },
    ],
    [
      "was answered about as another payment",
      { observations: { ...shown({}), "?": { ...shown({})["701"]!, reference: "ref-9" } } },
    ],
    [
      "has a second payment of its link in confirmation",
      { observations: shown({}, { gatewayId: "702", status: "processing" }), gatewayId: "701" },
    ],
    [
      "is settled by a person in another way",
      {
        observations: paid({ test: true }),
        resolutions: [resolution({ action: "resolved", kind: "test_payment", gatewayId: "701" })],
      },
    ],
  ]
  it.each(alive)("when an attempt of it %s", (_, facts) => {
    const attempts = [first(), second({ policy: ORDER_FIRST, answeredAt: NOW, askedAt: NOW, ...facts })]
    const sessions = [session(attempts[0], { status: "pending_authorization" })]
    expect(stepOf(money({ attempts, sessions, order: order() }), { now: NOW })).toEqual(NONE)
  })

  it("again and again, when Medusa refuses to", () => {
    expect(step(unpaid(), { now: NOW, failed: ["cancelOrder payatt_1"] })).toEqual(NONE)
  })
})

it("waits as long as the merchant wants it to", () => {
  const patient = { ...ORDER_FIRST, order: { ...ORDER_FIRST.order, cancelUnpaidAfterMs: 5 * DAY } }
  const at = (now: number) =>
    step(unpaid({ attempts: [first({ policy: patient, answeredAt: now })] }), { now })
  expect(at(START + 5 * DAY - 1)).toEqual(NONE)
  expect(at(START + 5 * DAY)).toMatchObject(CANCEL)
})
