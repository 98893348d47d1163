import {
  attempt,
  captured,
  HOUR,
  money,
  order,
  ORDER_FIRST,
  paid,
  problemsOf,
  resolution,
  rub,
  second,
  session,
  shown,
  START,
  stepOf,
} from "./support/facts"

/** What becomes of orders whose money a person has returned or settled, and of money that is in hand for one. */

const resolved = (facts: Parameters<typeof resolution>[0]) => resolution({ action: "resolved", ...facts })
const ENTRIES = [{ id: "entry", captureId: "capt_payatt_1" }]

describe("an unpaid order", () => {
  const NOW = START + 2 * HOUR
  const step = (facts: Parameters<typeof attempt>[0]) => {
    const first = attempt({
      policy: ORDER_FIRST,
      askedAt: NOW,
      answeredAt: NOW,
      observations: shown({}),
      ...facts,
    })
    const sessions = [session(first, { status: "pending_authorization" })]
    return stepOf(money({ attempts: [first], sessions, order: order() }), { now: NOW }).kind
  }
  const processing = { observations: shown({ status: "processing" }) }

  it("is canceled though a person has noted something that is not about its money", () => {
    expect(step({ resolutions: [resolved({ kind: "operation_unclear", amount: null })] })).toBe("cancelOrder")
    expect(step({ resolutions: [resolved({ kind: "unconfirmed", amount: null })] })).toBe("none")
  })

  it("is canceled when a person has returned the money in doubt, not when that was other money", () => {
    const back = (facts: Parameters<typeof resolution>[0]) =>
      step({ ...processing, resolutions: [resolution({ kind: "unconfirmed", amount: null, ...facts })] })
    expect(back({})).toBe("cancelOrder")
    expect(back({ gatewayId: "701" })).toBe("cancelOrder")
    expect(back({ gatewayId: "702" })).toBe("none")
    expect(back({ refundId: "ref" })).toBe("none")
    expect(back({ kind: "underpaid" })).toBe("none")
  })

  it("is canceled then though the gateway's sum is no amount", () => {
    const observations = shown({ status: "processing", received: "many" })
    const resolutions = [resolution({ kind: "unconfirmed", amount: null })]
    expect(step({ observations, resolutions })).toBe("cancelOrder")
  })
})

describe("an order that Medusa has made of money that a person had returned", () => {
  const other = second({ providerId: "pp_card" })
  const told = (facts: Parameters<typeof resolution>[0], paying: ("own" | "other")[] = ["own"]) => {
    const own = attempt({ observations: paid(), gatewayId: "701", resolutions: [resolution(facts)] })
    const payments = [captured(own), captured(other, { collectionId: "paycol_edit" })]
    const entries = paying.map((one) => ({
      id: one,
      captureId: one === "own" ? "capt_payatt_1" : "capt_payatt_2",
    }))
    return problemsOf(money({ attempts: [own], payments, order: order({ entries }) }))
  }

  it("is told where its account has the capture, beside others or not", () => {
    expect(told({ kind: "no_order" })).toEqual(["order_total_differs 100.00"])
    expect(told({ kind: "no_order" }, ["other", "own"])).toEqual(["order_total_differs 100.00"])
    expect(told({ kind: "no_order" }, ["other"])).toEqual([])
    expect(told({ kind: "no_order" }, [])).toEqual([])
  })

  it("is not told where other money went back, or where a person has only noted that there was no order", () => {
    expect(told({ kind: "orphan", amount: "20.00" })).toEqual([])
    expect(told({ kind: "no_order", action: "resolved" })).toEqual([])
  })

  it("is told where one of several captures is in its account", () => {
    const own = attempt({ observations: paid(), resolutions: [resolution({ kind: "no_order" })] })
    const captures = ["60.00", "40.00"].map((sum, n) => ({
      id: `capt_${n}`,
      amount: rub(sum),
      createdAt: START,
    }))
    const entries = [{ id: "entry", captureId: "capt_1" }]
    const sold = money({
      attempts: [own],
      payments: [captured(own, { captures })],
      order: order({ entries }),
    })
    expect(problemsOf(sold)).toEqual(["order_total_differs 100.00"])
  })
})

describe("money in hand", () => {
  const bought = attempt({ observations: paid(), gatewayId: "701" })

  it("of an edit pays for the order beside the cart's, and is no second payment", () => {
    const edit = second({ collectionId: "paycol_edit", asked: rub("40.00") })
    const payments = [captured(bought, { id: "pay_1" }), captured(edit, { id: "pay_2" })]
    const entries = [...ENTRIES, { id: "entry_2", captureId: "capt_payatt_2" }]
    expect(problemsOf(money({ attempts: [bought, edit], payments, order: order({ entries }) }))).toEqual([])
  })

  it("is told as not shown by its order six hours after it came, where that is later than the order", () => {
    const late = { ...bought, clearedAt: START + 10 * HOUR }
    const unlinked = (of: typeof bought, hours: number) =>
      problemsOf(
        money({
          attempts: [of],
          payments: [captured(of)],
          order: order({ entries: ENTRIES, isUnlinked: true }),
        }),
        { now: START + hours * HOUR },
      )
    expect(unlinked(late, 15.9)).toEqual([])
    expect(unlinked(late, 16)).toEqual(["order_unfinished 100.00"])
    expect(unlinked(bought, 6)).toEqual(["order_unfinished 100.00"])
  })
})
