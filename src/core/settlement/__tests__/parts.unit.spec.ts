import {
  attempt,
  DAY,
  eur,
  CART,
  HOUR,
  MINUTE,
  money,
  observation,
  order,
  captured,
  paid,
  PRICE,
  problemsOf,
  resolution,
  rub,
  second,
  session,
  shown,
  START,
  stepOf,
  verdictOf,
} from "./support/facts"

/** Money of which a part has come, or that may be coming: whether it is waited for, and what is told of it. */

const END = START + 72 * HOUR
const at = (facts: Parameters<typeof attempt>[0] = {}) => money({ attempts: [attempt(facts)] })
const part = (status: "awaiting" | "processing" | "underpaid", returned: string | null = null) =>
  at({
    observations: shown({ status, received: "20.00" }),
    answeredAt: END,
    resolutions: returned === null ? [] : [resolution({ kind: "underpaid", amount: returned })],
  })
const waits = (inConfirmation: boolean) => ({ kind: "wait", inConfirmation })

describe("the rest of a part is waited for", () => {
  it.each(["awaiting", "processing", "underpaid"] as const)("while the gateway calls it %s", (status) => {
    expect(verdictOf(part(status))).toEqual(waits(true))
  })

  it("when a person has returned some of it, and the problem names what is left", () => {
    expect(verdictOf(part("underpaid", "5.00"))).toEqual(waits(true))
    expect(problemsOf(part("underpaid", "5.00"), { now: END })).toEqual(["underpaid 15.00 no. 701"])
  })

  it("no more when all of it went back, unless further money is in confirmation", () => {
    expect(verdictOf(part("underpaid", "20.00"))).toEqual(waits(false))
    expect(verdictOf(part("awaiting", "20.00"))).toEqual(waits(false))
    expect(verdictOf(part("processing", "20.00"))).toEqual(waits(true))
  })

  it("when a person has settled the part without returning it: it is still there", () => {
    const resolutions = [resolution({ action: "resolved", kind: "underpaid", amount: "20.00" })]
    const facts = part("underpaid")
    const noted = { ...facts, attempts: [{ ...facts.attempts[0]!, resolutions }] }
    expect(verdictOf(noted)).toEqual(waits(true))
  })

  it("where the gateway tells no sum, only while it calls more than pending", () => {
    expect(verdictOf(at({ observations: shown({ status: "awaiting" }) }))).toEqual(waits(false))
    expect(verdictOf(at({ observations: shown({ status: "awaiting", received: "0.00" }) }))).toEqual(
      waits(false),
    )
    expect(verdictOf(at({ observations: shown({ status: "underpaid" }) }))).toEqual(waits(true))
  })

  it("though its sum is no amount, and is told then without one", () => {
    const broken = at({ observations: shown({ status: "processing", received: "many" }), answeredAt: END })
    expect(verdictOf(broken)).toEqual(waits(true))
    expect(problemsOf(broken, { now: END })).toEqual(["unconfirmed no. 701"])
  })
})

describe("an answer about another payment", () => {
  const stray = (status: "awaiting" | "paid") => ({ "?": observation({ reference: "ref-9", status }) })

  it("means that money may be on its way if it says paid", () => {
    expect(verdictOf(at({ observations: stray("paid") }))).toEqual(waits(true))
    expect(verdictOf(at({ observations: stray("awaiting") }))).toEqual(waits(false))
  })

  it("is nothing to compare once the payment itself was refunded at the gateway", () => {
    const back = { ...shown({ status: "refunded" }), ...stray("paid") }
    expect(problemsOf(at({ observations: back }), { now: START + HOUR })).toEqual([])
  })
})

describe("what the session or its collection asks by now decides whether money is captured", () => {
  const asks = (collectionAmount: typeof PRICE | null) => ({
    ...at({ observations: paid() }),
    sessions: [session(attempt(), { collectionAmount })],
  })

  it.each([
    ["as much", PRICE],
    ["more, by an edit that is paid apart", rub("140.00")],
    ["nothing any more", null],
  ])("it is, where the collection asks %s", (_, amount) => {
    expect(verdictOf(asks(amount))).toEqual({ kind: "capture", excess: null })
  })

  it.each([
    ["less, by an edit", rub("80.00")],
    ["the same number of another currency", eur("100.00")],
    ["more of another currency", eur("140.00")],
  ])("it is not, where the collection asks %s", (_, amount) => {
    expect(problemsOf(asks(amount))).toEqual(["orphan 100.00"])
  })

  it("it is not, where the cart changed its currency and its total was not read", () => {
    const cart = { ...CART, currency: "EUR", total: null }
    expect(verdictOf({ ...at({ observations: paid() }), cart })).toMatchObject({ problem: "orphan" })
  })
})

describe("money for an order's later edit is captured beside", () => {
  const edit = attempt({ collectionId: "paycol_edit", observations: paid() })
  const cash = (asked: typeof PRICE) =>
    captured(second({ asked, collectionId: "paycol" }), { id: "pay_cash" })
  const beside = (asked: typeof PRICE, total: typeof PRICE | null) =>
    verdictOf(money({ attempts: [edit], payments: [cash(asked)], order: order({ total }) })).kind

  it("a payment of another currency, or less than the order costs, or where its total is not known", () => {
    expect(beside(eur("100.00"), PRICE)).toBe("capture")
    expect(beside(rub("99.99"), PRICE)).toBe("capture")
    expect(beside(PRICE, null)).toBe("capture")
    expect(beside(PRICE, eur("100.00"))).toBe("capture")
  })

  it("but not one that covers all of the order", () => {
    expect(beside(PRICE, PRICE)).toBe("hold")
  })
})

describe("a payment whose entry is missing", () => {
  it("is told as soon as no deployment explains it", () => {
    const alone = at({ policy: null })
    expect(problemsOf(alone, { now: START + HOUR - 1 })).toEqual([])
    expect(problemsOf(alone, { now: START + HOUR })).toEqual(["entry_missing"])
  })

  it("is told with the money that had come before its entry was removed", () => {
    const came = at({ policy: null, observations: paid() })
    expect(problemsOf(came, { now: START + HOUR })).toEqual(["entry_missing 100.00"])
    expect(stepOf(came)).toEqual({ kind: "none" })
  })

  it("is told once, though it also keeps an unpaid order from being canceled", () => {
    const now = START + DAY
    const policy = {
      ...attempt().policy!,
      order: { placeOrder: "before_payment", cancelUnpaidAfterMs: HOUR },
    } as const
    const placing = attempt({ policy, observations: shown({}), askedAt: now, answeredAt: now })
    const blocking = second({ policy: null, observations: shown({ reference: "ref-2" }) })
    const sessions = [session(placing, { status: "pending_authorization" })]
    const facts = money({ attempts: [placing, blocking], sessions, order: order() })
    expect(problemsOf(facts, { now })).toEqual(["entry_missing"])
  })
})

it("what is waited for is captured by nobody", () => {
  for (const facts of [part("underpaid"), part("processing"), at()]) {
    expect(stepOf(facts, { now: START + MINUTE })).toEqual({ kind: "none" })
  }
})
