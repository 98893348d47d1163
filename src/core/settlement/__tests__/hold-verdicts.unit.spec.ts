import {
  attempt,
  captured,
  CART,
  eur,
  MINUTE,
  money,
  order,
  planOf,
  PRICE,
  problemsOf,
  rub,
  second,
  session,
  SHOP,
  START,
  stepOf,
  verdictOf,
} from "./support/facts"
import { authorizedIn, captures, held, holding, operation, showing, soldOn, taken } from "./support/holds"

/** Whether held money may be authorized, stays the merchant's to capture, or is given up, and why. */

const cart = (facts: Partial<ReturnType<typeof money>> = {}) => money({ attempts: [held()], ...facts })
const otherMoney = captured(attempt({ sessionId: "payses_card" }), { id: "pay_card", providerId: "pp_card" })
const DEARER = order({ placedTotal: rub("140.00"), total: rub("140.00") })

describe("money that is held for a cart", () => {
  it("is authorized, and the session that Medusa has authorized already stays so", () => {
    expect(verdictOf(cart())).toEqual({ kind: "authorize" })
    const payment = authorizedIn(held())
    expect(verdictOf(cart({ payments: [payment] }))).toEqual({ kind: "authorized", payment })
  })

  it("is authorized for an order that was placed before it", () => {
    expect(verdictOf(cart({ order: order() }))).toEqual({ kind: "authorize" })
  })

  it.each([
    ["of another currency", { currency: "USD" }, "currency_mismatch no. 701"],
    ["that is play money", { test: true }, "test_payment 100.00 no. 701"],
    ["that is less than was asked", { received: "99.99" }, "underpaid 99.99 no. 701"],
  ])("waits for a person: money %s", (_, facts, problem) => {
    const observations = { "701": { ...holding()["701"], ...facts } }
    const faulty = cart({ attempts: [held({ observations, gatewayId: null })] })
    expect(problemsOf(faulty)).toEqual([problem])
    expect(stepOf(faulty)).toEqual({ kind: "none" })
  })

  it.each([
    ["was renamed", { ...SHOP, isConfigured: false }],
    ["was removed", null],
  ])("waits while its entry is missing, since Medusa cannot authorize it: the entry %s", (_, policy) => {
    expect(verdictOf(cart({ attempts: [held({ policy })] }))).toMatchObject({
      kind: "hold",
      problem: "entry_missing",
      amount: PRICE,
    })
  })

  it("is the attempt's own by its number, authorized or not", () => {
    for (const payments of [[], [authorizedIn(held())]]) {
      const plan = planOf(cart({ attempts: [held({ gatewayId: null })], payments })).attempts.get("payatt_1")
      expect(plan).toMatchObject({ gatewayId: "701", status: "authorized", heldFor: null })
    }
  })
})

describe("held money is given up", () => {
  it("when other money has paid for the cart", () => {
    expect(verdictOf(cart({ payments: [otherMoney] }))).toEqual({ kind: "void", problem: "paid_twice" })
  })

  it("when its order is canceled, though Medusa still has the payment as authorized", () => {
    const canceled = { order: order({ isCanceled: true }) }
    for (const payments of [[], [authorizedIn(held())]]) {
      expect(verdictOf(cart({ ...canceled, payments }))).toEqual({ kind: "void", problem: "paid_late" })
    }
  })

  it("when Medusa has canceled the payment of a living order; that of a cart may be authorized again", () => {
    const payments = [authorizedIn(held(), { isCanceled: true })]
    expect(verdictOf(cart({ order: order(), payments }))).toEqual({ kind: "void", problem: "orphan" })
    expect(verdictOf(cart({ payments }))).toEqual({ kind: "authorize" })
  })

  it("when its void was begun, whatever the cart asks for by now", () => {
    const operations = [operation({ kind: "void", state: "asked", nextTryAt: START + MINUTE })]
    const begun = held({ operations })
    expect(verdictOf(cart({ attempts: [begun] }))).toEqual({ kind: "void", problem: "orphan" })
    expect(verdictOf(soldOn(begun))).toEqual({ kind: "void", problem: "orphan" })
    const refused = held({ operations: [operation({ kind: "void", state: "failed" })] })
    expect(verdictOf(cart({ attempts: [refused] }))).toEqual({ kind: "authorize" })
  })

  it("and nobody is told: the attempt shows as authorized until the gateway shows the end", () => {
    const plan = planOf(cart({ payments: [otherMoney] })).attempts.get("payatt_1")
    expect(plan).toMatchObject({ status: "authorized", heldFor: null, gatewayId: null })
  })
})

describe("what a living order has authorized stays the merchant's to capture", () => {
  const edits: [string, Partial<ReturnType<typeof money>>][] = [
    ["costs another sum", { order: DEARER }],
    ["has lost its session", { sessions: [] }],
    ["has a session that asks another sum", { sessions: [session(held(), { amount: rub("80.00") })] }],
    ["has an entry no more", { attempts: [held({ policy: null })] }],
  ]

  it.each(edits)("when the order %s", (_, facts) => {
    const sold = { ...soldOn(held()), ...facts }
    expect(verdictOf(sold)).toEqual({ kind: "authorized", payment: sold.payments[0] })
  })

  it.each(edits.slice(0, 3))(
    "and is recorded once the merchant has captured it, when the order %s",
    (_, facts) => {
      const sold = { ...soldOn(taken("100.00", { operations: [operation()] })), ...facts }
      expect(verdictOf(sold)).toEqual({ kind: "capture", excess: null })
    },
  )

  it.each([
    ["nobody has captured it in Medusa", soldOn(taken("100.00")), "orphan"],
    [
      "Medusa has canceled the payment",
      soldOn(taken("100.00", { operations: [operation()] }), { isCanceled: true }),
      "orphan",
    ],
    [
      "Medusa has no payment of it",
      { ...soldOn(taken("100.00", { operations: [operation()] })), payments: [] },
      "orphan",
    ],
  ])("but a capture waits for a person where the order costs another sum and %s", (_, facts, problem) => {
    expect(verdictOf({ ...facts, order: DEARER })).toMatchObject({ kind: "hold", problem, amount: PRICE })
  })

  it("but a capture waits for a person where the order is canceled, or there is none of this sum", () => {
    const sold = soldOn(taken("100.00", { operations: [operation()] }))
    expect(problemsOf({ ...sold, order: order({ isCanceled: true }) })).toEqual(["paid_late 100.00"])
    const dearer = { ...CART, total: rub("140.00") }
    expect(problemsOf({ ...sold, cart: dearer, order: null })).toEqual(["orphan 100.00"])
  })
})

describe("a hold that has ended", () => {
  const ended = held({ observations: showing({ status: "canceled" }) })

  it("is told where a living order was placed on it, not where Medusa has canceled its payment", () => {
    expect(problemsOf(soldOn(ended))).toEqual(["hold_expired 100.00"])
    expect(problemsOf(soldOn(ended, { isCanceled: true }))).toEqual([])
    expect(problemsOf({ ...soldOn(ended), payments: [] })).toEqual([])
    expect(problemsOf({ ...soldOn(ended), order: null })).toEqual([])
  })

  it("is told of a canceled order where Medusa shows money that it has not sent back", () => {
    const canceled = { order: order({ isCanceled: true }) }
    const sold = soldOn(ended, { captures: captures("60.00"), isCanceled: true })
    expect(problemsOf({ ...sold, ...canceled })).toEqual(["hold_expired 100.00"])
    expect(problemsOf({ ...soldOn(ended, { isCanceled: true }), ...canceled })).toEqual([])
  })
})

describe("money that pays for the order in part, or in another currency, does not stand in for held money", () => {
  const edit = second({ collectionId: "paycol_edit", sessionId: "payses_edit" })
  const other = (of: Partial<typeof edit>) => captured({ ...edit, ...of }, { id: "pay_edit" })

  it.each([
    ["a part", other({ asked: rub("40.00") }), order()],
    ["the same number of another currency", other({ asked: eur("100.00") }), order()],
    ["an order in another currency", other({}), order({ total: eur("100.00"), placedTotal: PRICE })],
  ])("%s", (_, payment, placed) => {
    expect(verdictOf(cart({ payments: [payment], order: placed }))).toEqual({ kind: "authorize" })
  })

  it("all of it does", () => {
    expect(verdictOf(cart({ payments: [other({})], order: order() }))).toMatchObject({
      problem: "paid_twice",
    })
  })
})
