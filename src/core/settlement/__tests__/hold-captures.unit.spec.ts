import {
  attempt,
  captured,
  HOUR,
  MINUTE,
  money,
  order,
  PRICE,
  problemsOf,
  rub,
  START,
  stepOf,
  verdictOf,
} from "./support/facts"
import { captures, held, operation, showing, soldOn, taken } from "./support/holds"

/** What was captured of a hold, by the merchant in Medusa or in the gateway's cabinet, and what of it Medusa records. */

const NONE = { kind: "none" }
const LATER = { now: START + HOUR }
const UNDER_WAY = { state: "asked", nextTryAt: START + 2 * HOUR } as const
const sixty = (facts: Parameters<typeof operation>[0] = {}) => operation({ amount: rub("60.00"), ...facts })

describe("a capture that Medusa has written down and the gateway never got", () => {
  const written = (...operations: ReturnType<typeof operation>[]) =>
    soldOn(held({ operations }), { captures: captures("60.00") })
  const AGAIN = { kind: "captureHold", captureId: "capt_1", amount: rub("60.00") }

  it("is begun as soon as Medusa must have begun it itself", () => {
    expect(stepOf(written(), { now: START + 3 * MINUTE - 1 })).toEqual(NONE)
    expect(stepOf(written(), { now: START + 3 * MINUTE })).toMatchObject(AGAIN)
  })

  it("is begun anew when the gateway has refused it, and not while it is under way or done", () => {
    expect(stepOf(written(sixty({ state: "failed" })), LATER)).toMatchObject(AGAIN)
    expect(stepOf(written(sixty(UNDER_WAY)), LATER)).toEqual(NONE)
    expect(stepOf(written(sixty()), LATER)).toEqual(NONE)
  })
})

describe("a captured part of a hold", () => {
  const recorded = (shown: string | null, operations = [sixty()]) =>
    verdictOf(soldOn(taken(shown, { operations })))

  it("is what the merchant has asked for, where the gateway tells no sum", () => {
    expect(recorded(null)).toEqual({ kind: "capture", excess: null, part: rub("60.00") })
  })

  it("is no more than the gateway shows", () => {
    expect(recorded("50.00")).toMatchObject({ kind: "capture", part: rub("50.00") })
  })

  it("is the sum of all captures that the gateway has not refused", () => {
    const more = sixty({ id: "payop_2", amount: rub("30.00"), subjectId: "capt_2" })
    expect(recorded("100.00", [sixty(), more])).toMatchObject({ part: rub("90.00") })
    expect(recorded("100.00", [sixty(), { ...more, state: "failed" }])).toMatchObject({ part: rub("60.00") })
  })

  it("is not known where the gateway's sum is no amount: a person compares it", () => {
    expect(recorded("many")).toMatchObject({ kind: "hold", problem: "amount_mismatch", amount: null })
  })
})

describe("what Medusa records of a captured hold", () => {
  const facts = (shown: string, recordedSum: string, operations: ReturnType<typeof operation>[] = []) =>
    soldOn(taken(shown, { operations }), { captures: captures(recordedSum) })

  it("is what the merchant's own captures took, though the gateway goes on showing all that was held", () => {
    expect(stepOf(facts("100.00", "60.00", [sixty()]))).toEqual(NONE)
  })

  it("is not a further capture that is still under way", () => {
    const rest = operation({ id: "payop_2", amount: rub("40.00"), subjectId: "capt_2", ...UNDER_WAY })
    expect(stepOf(facts("100.00", "60.00", [sixty(), rest]))).toEqual(NONE)
    expect(stepOf(facts("100.00", "60.00", [sixty(), { ...rest, state: "done" }]))).toMatchObject({
      kind: "capture",
      part: rub("40.00"),
    })
  })

  it("is not a refund that the gateway has carried out since", () => {
    const back = operation({ id: "payop_2", kind: "refund", amount: rub("20.00"), subjectId: "ref_1" })
    const refunds = [{ id: "ref_1", amount: rub("20.00") }]
    const sold = soldOn(taken("60.00", { operations: [sixty(), back] }), {
      captures: captures("60.00"),
      refunds,
    })
    expect(stepOf(sold)).toEqual(NONE)
    expect(problemsOf(sold)).toEqual([])
  })

  it("is nothing that the gateway's cabinet shows as in confirmation", () => {
    const confirming = held({ observations: showing({ status: "processing", received: "100.00" }) })
    expect(stepOf(soldOn(confirming, { captures: captures("40.00") }))).toEqual(NONE)
  })

  it("is also what was captured and sent back in the gateway's cabinet", () => {
    const back = held({ observations: showing({ status: "refunded", received: "100.00" }) })
    expect(stepOf(soldOn(back, { captures: captures("40.00") }))).toMatchObject({
      kind: "capture",
      part: rub("60.00"),
    })
  })

  it("is nothing where the cabinet's sum is no amount, or no sum is told", () => {
    expect(stepOf(facts("many", "40.00"))).toEqual(NONE)
    expect(problemsOf(facts("many", "40.00"), LATER)).toEqual([])
    expect(stepOf(soldOn(taken(null), { captures: captures("40.00") }))).toEqual(NONE)
  })

  it("is nothing of a gateway that holds no money: what Medusa has captured there counts, whatever is shown", () => {
    const sold = money({
      attempts: [attempt({ observations: showing({ status: "paid", received: "100.00" }) })],
      payments: [captured(attempt(), { captures: captures("40.00") })],
      order: order({ entries: [{ id: "ordtrx", captureId: "capt_1" }] }),
    })
    expect(stepOf(sold)).toEqual(NONE)
  })

  it("counts as captured before the gateway has shown anything", () => {
    const unseen = soldOn(held({ observations: {}, gatewayId: null }), { captures: captures("100.00") })
    expect(verdictOf(unseen)).toMatchObject({ kind: "captured" })
  })
})

describe("what Medusa shows as captured beyond what the gateway has taken has gone back", () => {
  const beyond = (shown: string, ...operations: ReturnType<typeof operation>[]) =>
    problemsOf(soldOn(taken(shown, { operations }), { captures: captures("60.00", "40.00") }), LATER)
  const REST = operation({ id: "payop_2", amount: rub("40.00"), subjectId: "capt_2" })

  it.each(["60.00", "100.00"])("when the merchant's captures took less; the gateway shows %s", (shown) => {
    expect(beyond(shown, sixty())).toEqual(["refunded_at_gateway 40.00"])
  })

  it("when less was captured in the cabinet", () => {
    expect(beyond("60.00")).toEqual(["refunded_at_gateway 40.00"])
    expect(beyond("100.00")).toEqual([])
  })

  it("but not while the rest is being captured, nor when it was", () => {
    expect(beyond("60.00", sixty(), { ...REST, ...UNDER_WAY })).toEqual([])
    expect(beyond("100.00", sixty(), REST)).toEqual([])
  })

  it("which is told as soon as Medusa must have handed the capture over", () => {
    const sold = soldOn(taken("60.00", { operations: [sixty()] }), { captures: captures("60.00", "40.00") })
    expect(problemsOf(sold, { now: START + 3 * MINUTE - 1 })).toEqual([])
    expect(problemsOf(sold, { now: START + 3 * MINUTE })).toEqual(["refunded_at_gateway 40.00"])
  })

  it("but not while the gateway calls the payment in confirmation", () => {
    const confirming = held({ observations: showing({ status: "processing", received: "60.00" }) })
    const sold = soldOn(confirming, { captures: [{ id: "capt_1", amount: PRICE, createdAt: START }] })
    expect(problemsOf(sold, LATER)).toEqual([])
  })
})
