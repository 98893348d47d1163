import {
  attempt,
  attemptPlan,
  captured,
  DAY,
  HOUR,
  MINUTE,
  money,
  observation,
  order,
  ORDER_FIRST,
  paid,
  planOf,
  problemsOf,
  shown,
  START,
  verdictOf,
} from "./support/facts"

/** Rule 3: what a gateway calls more than pending ends as money, as over by its word, or as a problem. */

const at = (facts: Parameters<typeof attempt>[0]) => money({ attempts: [attempt(facts)] })
const END = START + 72 * HOUR

describe("a payment in confirmation", () => {
  const confirming = at({ observations: shown({ status: "processing" }), askedAt: END, answeredAt: END })

  it("is waited for as long as usual", () => {
    expect(verdictOf(confirming)).toEqual({ kind: "wait", inConfirmation: true })
    expect(problemsOf(confirming, { now: END - 1 })).toEqual([])
  })

  it("is told to a person then, and does not expire", () => {
    expect(problemsOf(confirming, { now: END })).toEqual(["unconfirmed no. 701"])
    expect(attemptPlan(confirming, { now: END }).status).toBe("processing")
  })

  it("is told by its claim alone, where a claim says all of it", () => {
    const claimed = at({
      observations: shown({ status: "processing", received: "100.00" }),
      claimedAt: START,
      claims: { paid: { received: "100.00", currency: null } },
      answeredAt: END,
    })
    expect(problemsOf(claimed, { now: END })).toEqual(["claim_denied 100.00"])
  })

  it("is told with its sum, where the gateway shows that all of it came", () => {
    const all = at({ observations: shown({ status: "processing", received: "100.00" }), answeredAt: END })
    expect(problemsOf(all, { now: END })).toEqual(["unconfirmed 100.00 no. 701"])
  })

  it("of another currency or shop is waited for as well", () => {
    const foreign = at({ observations: shown({ status: "processing", currency: "USD" }), answeredAt: END })
    const elsewhere = at({
      observations: shown({ status: "canceled", account: "somebody's" }),
      answeredAt: END,
    })
    expect(verdictOf(foreign)).toEqual({ kind: "wait", inConfirmation: true })
    expect(verdictOf(elsewhere)).toEqual({ kind: "wait", inConfirmation: true })
    expect(problemsOf(elsewhere, { now: END })).toEqual(["unconfirmed no. 701"])
  })

  it("further payment of a link is told when its time is over", () => {
    const further = at({
      observations: shown({ gatewayId: "701", status: "paid" }, { gatewayId: "702", status: "processing" }),
      gatewayId: "701",
    })
    expect(problemsOf(further, { now: END - 1 })).toEqual([])
    expect(problemsOf(further, { now: END })).toContain("unconfirmed no. 702")
  })
})

describe("a part of the money", () => {
  const part = (facts: Parameters<typeof attempt>[0] = {}) =>
    at({ observations: shown({ status: "underpaid", received: "20.00" }), answeredAt: END, ...facts })

  it("is told when nothing more is awaited", () => {
    expect(problemsOf(part(), { now: END - 1 })).toEqual([])
    expect(problemsOf(part(), { now: END })).toEqual(["underpaid 20.00 no. 701"])
  })

  it("is told when the order could be canceled but for it", () => {
    const first = { ...part({ policy: ORDER_FIRST }), order: order() }
    expect(problemsOf(first, { now: START + HOUR - 1 })).toEqual([])
    expect(problemsOf(first, { now: START + HOUR })).toEqual(["underpaid 20.00 no. 701"])
  })

  it("is told at once when the gateway cancels the payment after it", () => {
    const canceled = at({ observations: shown({ status: "canceled", received: "20.00" }) })
    expect(problemsOf(canceled)).toEqual(["canceled_after_part 20.00 no. 701"])
    expect(attemptPlan(canceled).status).toBe("canceled")
  })
})

describe("a payment that stays pending", () => {
  const pending = at({ observations: shown({}), askedAt: END, answeredAt: END })

  it("expires by the gateway's answer alone, when its time is over", () => {
    expect(attemptPlan(pending, { now: END - 1 }).status).toBe("awaiting")
    expect(attemptPlan(pending, { now: END }).status).toBe("expired")
    expect(problemsOf(pending, { now: END + 365 * DAY })).toEqual([])
  })

  it("that nobody has opened expires, too: the gateway does not know it, and never did", () => {
    const unopened = at({
      observations: { "?": observation({ code: "not_found", gatewayId: null }) },
      askedAt: END,
      answeredAt: END,
    })
    expect(attemptPlan(unopened, { now: END }).status).toBe("expired")
    expect(problemsOf(unopened, { now: END })).toEqual([])
  })

  it("waits longer where its order does", () => {
    const policy = { ...ORDER_FIRST, order: { ...ORDER_FIRST.order, cancelUnpaidAfterMs: 5 * DAY } }
    const first = { ...at({ policy, observations: shown({}), answeredAt: END }), order: order() }
    expect(attemptPlan(first, { now: END }).status).toBe("awaiting")
    expect(attemptPlan({ ...first, order: order({ isCanceled: true }) }, { now: END }).status).toBe("expired")
    expect(attemptPlan({ ...first, sessions: [] }, { now: END }).status).toBe("expired")
  })

  it("is over at once by the gateway's word", () => {
    const failed = at({ observations: shown({ status: "failed" }) })
    expect(attemptPlan(failed)).toMatchObject({
      status: "failed",
      heldFor: null,
      verdict: { kind: "release" },
    })
  })

  it("and came back after it was called over is in confirmation again", () => {
    expect(verdictOf(at({ status: "canceled", observations: shown({ status: "processing" }) }))).toEqual({
      kind: "wait",
      inConfirmation: true,
    })
  })
})

describe("how far a payment has come, and what its money waits for", () => {
  it.each([
    ["underpaid", { received: "20.00" }, "underpaid"],
    ["test_payment", { test: true }, "processing"],
    ["currency_mismatch", { currency: "USD" }, "processing"],
  ] as const)("%s", (heldFor, facts, status) => {
    expect(attemptPlan(at({ observations: paid(facts) }))).toMatchObject({ status, heldFor })
  })

  it("paid, where only the cart does not ask for it", () => {
    expect(attemptPlan({ ...at({ observations: paid() }), sessions: [] })).toMatchObject({
      status: "paid",
      heldFor: "orphan",
    })
  })

  it("paid and captured", () => {
    const settled = { ...at({ observations: paid() }), payments: [captured()], order: order() }
    expect(attemptPlan(settled)).toMatchObject({ status: "paid", heldFor: null, isSettled: false })
  })

  it("paid, with an excess that waits", () => {
    const more = {
      ...at({ observations: paid({ received: "105.00" }) }),
      payments: [captured()],
      order: order(),
    }
    expect(attemptPlan(more)).toMatchObject({ status: "paid", heldFor: "overpaid" })
    expect(attemptPlan(at({ observations: paid({ received: "105.00" }) }))).toMatchObject({
      heldFor: "overpaid",
    })
  })

  it("refunded, where the gateway took it back", () => {
    const back = {
      ...at({ observations: shown({ status: "refunded" }) }),
      payments: [captured()],
      order: order(),
    }
    expect(attemptPlan(back)).toMatchObject({ status: "refunded", heldFor: "refunded_at_gateway" })
    expect(attemptPlan(at({ observations: shown({ status: "refunded" }) }))).toMatchObject({
      status: "refunded",
      heldFor: null,
    })
  })

  it("as it was, where nobody has asked yet", () => {
    expect(attemptPlan(at({ status: "created", askedAt: null, answeredAt: null }))).toMatchObject({
      status: "created",
      verdict: { kind: "wait", inConfirmation: false },
    })
  })

  it("settled, once it is captured in an order that is whole, and stands in its account", () => {
    const entries = [{ id: "entry", captureId: "capt_payatt_1" }]
    const whole = { ...at({ observations: paid() }), payments: [captured()], order: order({ entries }) }
    expect(attemptPlan(whole).isSettled).toBe(true)
    expect(attemptPlan({ ...whole, order: order({ entries, unreservedItems: 1 }) }).isSettled).toBe(false)
    expect(attemptPlan({ ...whole, order: null }).isSettled).toBe(false)
    expect(attemptPlan(whole, { failed: ["capture payatt_1"] }).isSettled).toBe(false)
  })

  it("settled for good: goods that are not reserved later on are the merchant's doing", () => {
    const entries = [{ id: "entry", captureId: "capt_payatt_1" }]
    const taken = {
      ...at({ observations: paid(), settledAt: START + MINUTE }),
      payments: [captured()],
      order: order({ entries, unreservedItems: 1 }),
    }
    expect(attemptPlan(taken).isSettled).toBe(true)
    expect(problemsOf(taken, { now: START + DAY })).toEqual([])
  })
})

describe("the payment of a link that becomes the attempt's own", () => {
  const numberOf = (facts: Parameters<typeof attempt>[0], sessions?: []) =>
    planOf({ ...at(facts), ...(sessions && { sessions }) }).attempts.get("payatt_1")?.gatewayId

  it("is the one that is captured", () => {
    expect(numberOf({ observations: paid() })).toBe("701")
    expect(numberOf({ observations: paid(), gatewayId: "701" })).toBe("701")
  })

  it("is the one that would be captured but for the cart", () => {
    expect(numberOf({ observations: paid() }, [])).toBe("701")
  })

  it("is not one with a fault of its own: a better one may come", () => {
    expect(numberOf({ observations: paid({ test: true }) })).toBeNull()
    expect(numberOf({ observations: shown({ status: "processing" }) })).toBeNull()
  })
})
