import {
  attempt,
  captured,
  CART,
  eur,
  MINUTE,
  money,
  order,
  paid,
  PRICE,
  problemsOf,
  rub,
  second,
  session,
  SHOP,
  shown,
  START,
  stepOf,
  verdictOf,
} from "./support/facts"

/** Rule 1: captured at most once, never more than asked, never for less, nor for another currency, shop or play money. */

const paidCart = (facts: Parameters<typeof paid>[0] = {}, more: Parameters<typeof attempt>[0] = {}) =>
  money({ attempts: [attempt({ observations: paid(facts), ...more })] })

const CAPTURE = { kind: "capture", attemptId: "payatt_1", sessionId: "payses_1" }

describe("a paid payment is captured", () => {
  it("when the gateway shows what was asked", () => {
    expect(stepOf(paidCart())).toEqual(CAPTURE)
  })

  it("when the gateway tells no sums", () => {
    expect(stepOf(paidCart({ asked: null, account: null, gatewayId: null }))).toEqual(CAPTURE)
  })

  it("when the buyer bears the fee, which is finer than the currency", () => {
    expect(stepOf(paidCart({ asked: "107.02500000", fee: "7.02500000" }))).toEqual(CAPTURE)
    expect(problemsOf(paidCart({ asked: "107.02500000", fee: "7.02500000" }))).toEqual([])
  })

  it("when a part of a kopeck came on top", () => {
    expect(verdictOf(paidCart({ asked: "100.00000001" }))).toEqual({ kind: "capture", excess: null })
  })

  it("up to what was asked when more came, and the rest is told", () => {
    expect(verdictOf(paidCart({ received: "105.25" }))).toEqual({ kind: "capture", excess: rub("5.25") })
    expect(problemsOf(paidCart({ received: "105.25" }))).toEqual(["overpaid 5.25"])
  })

  it("when the gateway shows more as asked, and tells nothing of what came", () => {
    expect(verdictOf(paidCart({ asked: "105.25" }))).toEqual({ kind: "capture", excess: rub("5.25") })
  })

  it("in a test shop, when it is play money", () => {
    expect(stepOf(paidCart({ test: true }, { policy: { ...SHOP, acceptsTestPayments: true } }))).toEqual(
      CAPTURE,
    )
  })

  it("for an order that costs what was asked when it was placed, though it was edited since", () => {
    const edited = order({ total: rub("140.00") })
    expect(stepOf({ ...paidCart(), order: edited })).toEqual(CAPTURE)
  })

  it("for an order whose totals Medusa does not tell", () => {
    expect(stepOf({ ...paidCart(), order: order({ total: null, placedTotal: null }) })).toEqual(CAPTURE)
  })

  it("for an order's later edit, which has a collection of its own", () => {
    const edit = attempt({
      collectionId: "paycol_edit",
      asked: rub("40.00"),
      observations: paid({ asked: "40.00" }),
    })
    expect(stepOf(money({ attempts: [edit], order: order() }))).toEqual(CAPTURE)
  })

  it("not before the cart's total was read", () => {
    const unread = { ...CART, total: null }
    expect(stepOf({ ...paidCart(), cart: unread })).toEqual({ kind: "none" })
    expect(stepOf({ ...paidCart(), cart: unread, order: order() })).toEqual(CAPTURE)
  })
})

describe("money waits for a person", () => {
  const held = (facts: Parameters<typeof paid>[0]) => problemsOf(paidCart(facts))

  it("when less arrived", () => {
    expect(held({ received: "99.99" })).toEqual(["underpaid 99.99 no. 701"])
  })

  it("when the gateway shows less as asked", () => {
    expect(held({ asked: "99.99" })).toEqual(["amount_mismatch 99.99 no. 701"])
  })

  it("when its sums are no amounts", () => {
    expect(held({ received: "many" })).toEqual(["amount_mismatch no. 701"])
  })

  it("when it is another currency", () => {
    expect(held({ currency: "USD" })).toEqual(["currency_mismatch no. 701"])
  })

  it("when it is play money in a live shop", () => {
    expect(held({ test: true })).toEqual(["test_payment 100.00 no. 701"])
  })

  it("when it was paid to another shop", () => {
    expect(held({ account: "somebody's" })).toEqual(["reference_mismatch"])
  })

  it("when the number is another one than the gateway told", () => {
    expect(problemsOf(paidCart({ gatewayId: "702" }, { gatewayId: "701" }))).toEqual(["reference_mismatch"])
  })

  it("when the session is gone", () => {
    expect(problemsOf({ ...paidCart(), sessions: [] })).toEqual(["orphan 100.00"])
  })

  it("when another session took its place, though Medusa still has this one", () => {
    expect(problemsOf(paidCart({}, { supersededAt: START }))).toEqual(["orphan 100.00"])
  })

  it("when the session asks another sum by now", () => {
    const asks = session(attempt(), { amount: rub("120.00") })
    expect(problemsOf({ ...paidCart(), sessions: [asks] })).toEqual(["orphan 100.00"])
  })

  it("when Medusa has canceled what it authorized for the session", () => {
    const canceled = captured(attempt(), { captures: [], isCanceled: true })
    expect(problemsOf({ ...paidCart(), payments: [canceled] })).toEqual(["orphan 100.00"])
  })

  it("when the cart costs another sum", () => {
    expect(problemsOf({ ...paidCart(), cart: { ...CART, total: rub("140.00") } })).toEqual(["orphan 100.00"])
  })

  it("when the cart costs the same number in another currency", () => {
    const cart = { ...CART, currency: "EUR", total: eur("100.00") }
    expect(problemsOf({ ...paidCart(), cart })).toEqual(["orphan 100.00"])
  })

  it("when its order costs another sum, then and now", () => {
    const other = order({ placedTotal: rub("120.00"), total: rub("140.00") })
    expect(problemsOf({ ...paidCart(), order: other })).toEqual(["orphan 100.00"])
  })

  it("when its order was canceled before", () => {
    expect(problemsOf({ ...paidCart(), order: order({ isCanceled: true }) })).toEqual(["paid_late 100.00"])
  })

  it("when it could not be captured for hours, whatever the reason; and is tried on", () => {
    const stuck = paidCart({}, { clearedAt: START })
    expect(problemsOf(stuck, { now: START + 5 * 60 * MINUTE })).toEqual([])
    expect(problemsOf(stuck, { now: START + 6 * 60 * MINUTE })).toEqual(["orphan 100.00"])
    expect(stepOf(stuck, { now: START + 6 * 60 * MINUTE })).toEqual(CAPTURE)
  })
})

describe("a cart is paid once", () => {
  const other = second({ observations: paid({ reference: "ref-2" }) })

  it("by the first payment; the second one is told", () => {
    const both = money({ attempts: [attempt(), other], payments: [captured()] })
    expect(stepOf(both)).toMatchObject({ kind: "placeOrder", attemptId: "payatt_1" })
    expect(problemsOf(both)).toContain("paid_twice 100.00")
  })

  it("whoever the other provider is", () => {
    const cash = captured(attempt({ sessionId: "payses_cash" }), { providerId: "pp_cash" })
    expect(problemsOf({ ...paidCart(), payments: [cash], order: order() })).toEqual(["paid_twice 100.00"])
  })

  it("whatever the other payment's currency is: the region was changed in between", () => {
    const euros = captured(attempt({ sessionId: "payses_0", asked: eur("9.00") }))
    expect(problemsOf({ ...paidCart(), payments: [euros] })).toEqual(["paid_twice 100.00"])
  })

  it("by several payments that make up the order", () => {
    const parts = ["60.00", "40.00"].map((sum, n) =>
      captured(attempt({ sessionId: `payses_${sum}`, collectionId: `paycol_${n}`, asked: rub(sum) }), {
        id: `pay_${n}`,
      }),
    )
    expect(problemsOf({ ...paidCart(), payments: parts, order: order() })).toEqual(["paid_twice 100.00"])
    expect(stepOf({ ...paidCart(), payments: parts.slice(1), order: order() })).toEqual(CAPTURE)
  })

  it("again, when the first payment was refunded", () => {
    const refunded = captured(attempt(), { refunds: [{ id: "ref", amount: PRICE }] })
    const both = {
      ...money({ attempts: [attempt(), other], payments: [refunded] }),
      sessions: [session(other)],
    }
    expect(stepOf(both)).toMatchObject({ kind: "capture", attemptId: "payatt_2" })
  })

  it("again, when a person has returned the first payment", () => {
    const returned = attempt({
      resolutions: [
        { action: "returned", kind: "no_order", amount: "100.00", refundId: null, gatewayId: null },
      ],
    })
    const both = {
      ...money({ attempts: [returned, other], payments: [captured()] }),
      sessions: [session(other)],
    }
    expect(stepOf(both)).toMatchObject({ kind: "capture", attemptId: "payatt_2" })
  })

  it("also where Medusa has captured both: the later one is told", () => {
    const both = money({
      attempts: [attempt(), second()],
      payments: [captured(attempt(), { id: "pay_1" }), captured(second(), { id: "pay_2" })],
      order: order(),
    })
    expect(problemsOf(both)).toEqual(["paid_twice 100.00"])
  })

  it("also where another provider has captured the cart once more, before or after: ours is told, with its sum", () => {
    for (const id of ["pay_0", "pay_2"]) {
      const other = captured(attempt({ sessionId: "payses_card" }), { id, providerId: "pp_card" })
      const both = money({ payments: [captured(attempt(), { id: "pay_1" }), other], order: order() })
      expect(problemsOf(both)).toEqual(["paid_twice 100.00"])
      const back = { ...other, refunds: [{ id: "ref", amount: PRICE }] }
      expect(problemsOf({ ...both, payments: [both.payments[0]!, back] })).toEqual([])
    }
  })
})

describe("a link that was opened twice", () => {
  const twice = (...payments: Parameters<typeof shown>) =>
    money({ attempts: [attempt({ observations: shown(...payments) })] })

  it("is paid by the one that is sound, and the other is told with its own fault", () => {
    const facts = twice(
      { gatewayId: "701", status: "paid", test: true },
      { gatewayId: "702", status: "paid" },
    )
    expect(stepOf(facts)).toEqual(CAPTURE)
    expect(problemsOf(facts)).toEqual(["test_payment 100.00 no. 701"])
  })

  it("is paid by the first number, and the second payment is told with its sum", () => {
    const facts = twice(
      { gatewayId: "702", status: "paid", asked: "105.25" },
      { gatewayId: "701", status: "paid" },
    )
    expect(stepOf(facts)).toEqual(CAPTURE)
    expect(problemsOf(facts)).toEqual(["paid_twice 105.25 no. 702"])
  })

  it("waits for the one that came further while none is paid", () => {
    const facts = twice({ gatewayId: "701", status: "awaiting" }, { gatewayId: "702", status: "processing" })
    expect(verdictOf(facts)).toEqual({ kind: "wait", inConfirmation: true })
  })
})
