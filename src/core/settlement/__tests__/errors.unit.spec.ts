import {
  attempt,
  attemptPlan,
  DAY,
  HOUR,
  MINUTE,
  money,
  nextLookIn,
  observation,
  paid,
  problemsOf,
  shown,
  START,
  stepOf,
  verdictOf,
} from "./support/facts"

/** Rules 4 and 5: an error is no answer, "not found" contradicts a number that was told, a denied "paid" is told. */

const at = (facts: Parameters<typeof attempt>[0]) => money({ attempts: [attempt(facts)] })
const END = START + 72 * HOUR
const notFound = { "?": observation({ code: "not_found", gatewayId: null }) }
const stray = (status: "awaiting" | "paid") => ({ "?": observation({ reference: "ref-9", status }) })

describe("a gateway that gives no answer", () => {
  const silent = at({ observations: shown({}), askedAt: END + 100 * HOUR, answeredAt: START + HOUR })

  it("does not let a payment expire", () => {
    expect(attemptPlan(silent, { now: END }).status).toBe("awaiting")
    expect(nextLookIn(silent, { now: END })).toBe(HOUR)
  })

  it("is told to a person when it is silent for days after the usual time", () => {
    expect(problemsOf(silent, { now: END + 96 * HOUR - 1 })).toEqual([])
    expect(problemsOf(silent, { now: END + 96 * HOUR })).toEqual(["unconfirmed"])
  })

  it("that has answered after the usual time is believed: what was over stays over", () => {
    const over = at({ observations: shown({}), answeredAt: END, askedAt: END + DAY, status: "expired" })
    expect(attemptPlan(over, { now: END + 200 * HOUR }).status).toBe("expired")
    expect(problemsOf(over, { now: END + 200 * HOUR })).toEqual([])
    expect(nextLookIn(over, { now: END + 200 * HOUR })).toBeNull()
  })

  it("and was never asked is no trouble yet", () => {
    const unasked = at({ askedAt: null, answeredAt: null })
    expect(problemsOf(unasked, { now: END + 200 * HOUR })).toEqual([])
  })
})

describe("a gateway that does not know a payment", () => {
  it("is believed where it never told a number: the link was not opened", () => {
    expect(problemsOf(at({ observations: notFound }), { now: START + HOUR })).toEqual([])
  })

  it.each([
    ["told its number when it was asked for", { gatewayId: "701", observations: notFound }],
    ["showed it before", { observations: { ...shown({}), ...notFound } }],
  ])("is not believed where it %s", (_, facts) => {
    expect(problemsOf(at(facts), { now: START + MINUTE })).toEqual([])
    expect(problemsOf(at(facts), { now: START + 2 * MINUTE })).toEqual(["reference_mismatch"])
    expect(attemptPlan(at(facts), { now: START + 2 * MINUTE }).heldFor).toBe("reference_mismatch")
    expect(attemptPlan({ ...at(facts) }, { now: END }).status).toBe("awaiting")
    expect(nextLookIn(at(facts), { now: END })).toBe(HOUR)
  })
})

describe("an answer about another payment", () => {
  it("tells nothing of this one, and is told to a person", () => {
    const facts = at({ observations: { ...shown({ status: "processing" }), ...stray("awaiting") } })
    expect(verdictOf(facts)).toEqual({ kind: "wait", inConfirmation: true })
    expect(problemsOf(facts, { now: START + 2 * MINUTE })).toEqual(["reference_mismatch"])
  })

  it("that is paid is told at once, and captures nothing", () => {
    expect(problemsOf(at({ observations: stray("paid") }), { now: START })).toEqual(["reference_mismatch"])
    expect(stepOf(at({ observations: stray("paid") }))).toEqual({ kind: "none" })
  })

  it("takes back nothing that was told", () => {
    const facts = { ...at({ observations: { ...paid(), ...stray("paid") } }), sessions: [] }
    expect(problemsOf(facts)).toEqual(["orphan 100.00", "reference_mismatch"])
  })

  it("is told once where the payment itself has another number than the gateway told", () => {
    const other = { ...paid({ gatewayId: "702" }), ...stray("paid") }
    expect(problemsOf(at({ gatewayId: "701", observations: other }))).toEqual(["reference_mismatch"])
  })

  it("does not keep a payment from being captured by what was shown before", () => {
    expect(stepOf(at({ observations: { ...paid(), ...stray("awaiting") } }))).toMatchObject({
      kind: "capture",
    })
  })

  it("counts for a payment that the gateway calls over, too", () => {
    const facts = at({ observations: { ...shown({ status: "canceled" }), ...stray("awaiting") } })
    expect(problemsOf(facts, { now: START + 2 * MINUTE })).toEqual(["reference_mismatch"])
  })
})

describe("a genuine notification says paid, and the gateway's own answer does not", () => {
  const denied = (facts: Parameters<typeof attempt>[0] = {}) =>
    at({
      observations: shown({}),
      claimedAt: START,
      claims: { paid: { received: "100.00", currency: null } },
      ...facts,
    })

  it("so it is asked again and again", () => {
    expect(attemptPlan(denied()).isDenied).toBe(true)
    expect(nextLookIn(denied(), { now: START + MINUTE })).toBe(10_000)
    expect(nextLookIn(denied({ createdAt: START - 10 * DAY }), { now: START + 3 * MINUTE })).toBe(2 * MINUTE)
  })

  it("and is told to a person after half an hour", () => {
    expect(problemsOf(denied(), { now: START + 30 * MINUTE - 1 })).toEqual([])
    expect(problemsOf(denied(), { now: START + 30 * MINUTE })).toEqual(["claim_denied 100.00"])
  })

  it("without a sum where the claim has none", () => {
    expect(
      problemsOf(denied({ claims: { paid: { received: null, currency: null } } }), { now: END }),
    ).toEqual(["claim_denied"])
  })

  it("also where the gateway calls it over, or has shown nothing yet", () => {
    const canceled = denied({ observations: shown({ status: "canceled" }) })
    expect(problemsOf(canceled, { now: START + HOUR })).toEqual(["claim_denied 100.00"])
    expect(problemsOf(denied({ observations: {} }), { now: START + HOUR })).toEqual(["claim_denied 100.00"])
  })

  it("and does not expire", () => {
    expect(attemptPlan(denied({ answeredAt: END }), { now: END }).status).toBe("awaiting")
  })

  it("until the answer shows it", () => {
    expect(attemptPlan(denied({ observations: paid() })).isDenied).toBe(false)
    expect(problemsOf(denied({ observations: paid() }), { now: END })).not.toContain("claim_denied 100.00")
    expect(problemsOf(denied({ observations: shown({ status: "refunded" }) }), { now: END })).toEqual([])
  })
})

describe("a genuine notification of a part that no answer shows yet", () => {
  const told = at({
    claims: { underpaid: { received: "40.00", currency: null } },
    observations: shown({}),
    answeredAt: END,
  })

  it("does not let the payment expire", () => {
    expect(attemptPlan(told, { now: END + HOUR }).status).toBe("awaiting")
    expect(attemptPlan(at({ observations: shown({}), answeredAt: END }), { now: END + HOUR }).status).toBe(
      "expired",
    )
  })
})
