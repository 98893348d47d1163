import type { PayoutState } from "../../payout/payout-state"
import { inHand, refundsOwed } from "../facts/refunds"
import {
  attempt,
  captured,
  HOUR,
  MINUTE,
  money,
  observation,
  order,
  paid,
  problemsOf,
  resolution,
  rub,
  shown,
  START,
} from "./support/facts"
import { operation } from "./support/holds"

/** What a person has returned is not returned once more by the refund that records it. */

const refund = (id: string, amount: string) => ({ id, amount: rub(amount) })
const returned = (amount: string | null, facts = {}) => resolution({ kind: "no_order", amount, ...facts })
const owed = (of: Parameters<typeof attempt>[0], ...refunds: ReturnType<typeof refund>[]) => {
  const own = attempt(of)
  const payment = captured(own, { refunds })
  const left = Object.fromEntries([...refundsOwed(own, payment)].map(([id, { amount }]) => [id, amount]))
  return { ...left, inHand: inHand(payment, [own]).amount }
}

it("owes each refund in full, where nobody has returned anything", () => {
  expect(owed({}, refund("a", "30.00"), refund("b", "20.00"))).toEqual({
    a: "30.00",
    b: "20.00",
    inHand: "50.00",
  })
})

it("owes nothing for a refund of what a person has returned before", () => {
  expect(owed({ resolutions: [returned("100.00")] }, refund("a", "100.00"))).toEqual({
    a: "0.00",
    inHand: "0.00",
  })
})

it("owes the rest, the oldest refund first", () => {
  const resolutions = [returned("40.00")]
  expect(owed({ resolutions }, refund("a", "30.00"), refund("b", "20.00"))).toEqual({
    a: "0.00",
    b: "10.00",
    inHand: "50.00",
  })
})

it("counts what a payout or a person carries out for the refund once", () => {
  const payouts = [{ refundId: "a", amount: rub("30.00"), state: "paid" as const }]
  expect(owed({ payouts, resolutions: [returned("70.00")] }, refund("a", "30.00"))).toEqual({
    a: "0.00",
    inHand: "0.00",
  })
  const resolutions = [returned("20.00"), resolution({ kind: "refund_owed", amount: "10.00", refundId: "a" })]
  expect(owed({ resolutions }, refund("a", "30.00"))).toEqual({ a: "0.00", inHand: "70.00" })
  const all = [resolution({ kind: "refund_owed", amount: null, refundId: "a" })]
  expect(owed({ resolutions: all }, refund("a", "30.00"))).toEqual({ a: "0.00", inHand: "70.00" })
})

it("owes a refund again whose payout did not come about", () => {
  const payouts = [{ refundId: "a", amount: rub("30.00"), state: "declined" as const }]
  expect(owed({ payouts }, refund("a", "30.00"))).toEqual({ a: "30.00", inHand: "70.00" })
})

describe("a payout whose refund Medusa has taken back", () => {
  const paidOut = (state: PayoutState, refundId: string | null = "gone") => ({
    payouts: [{ refundId, amount: rub("40.00"), state }],
  })

  it.each(["sending", "sent", "paid"] as const)(
    "has gone back for the next refund, when it is %s",
    (state) => {
      expect(owed(paidOut(state), refund("b", "40.00"))).toEqual({ b: "0.00", inHand: "60.00" })
      expect(owed(paidOut(state), refund("b", "50.00"))).toEqual({ b: "10.00", inHand: "50.00" })
      expect(owed(paidOut(state), refund("b", "40.00"), refund("c", "20.00"))).toMatchObject({ c: "20.00" })
    },
  )

  it.each(["draft", "approved", "canceled", "declined"] as const)("has not left, when it is %s", (state) => {
    expect(owed(paidOut(state), refund("b", "40.00"))).toEqual({ b: "40.00", inHand: "60.00" })
    expect(owed(paidOut(state))).toEqual({ inHand: "100.00" })
  })

  it("is none where a person sent it for no refund", () => {
    expect(owed(paidOut("paid", null))).toEqual({ inHand: "100.00" })
  })

  it("is told, until a refund or a person takes it", () => {
    const own = attempt({ observations: paid(), ...paidOut("paid") })
    const told = (refunds: ReturnType<typeof refund>[] = [], facts = {}) =>
      problemsOf(
        money({
          attempts: [{ ...own, ...facts }],
          payments: [captured(own, { refunds })],
          order: order({ entries: [{ id: "entry", captureId: "capt_payatt_1" }] }),
        }),
      )
    expect(told()).toEqual(["refunded_at_gateway 40.00"])
    expect(told([refund("b", "40.00")])).toEqual([])
    expect(told([], { resolutions: [resolution({ kind: "refunded_at_gateway", amount: "40.00" })] })).toEqual(
      [],
    )
  })
})

it("tells of an order that Medusa has made of money that a person had returned", () => {
  const own = attempt({ observations: paid(), resolutions: [returned("100.00")] })
  const entries = [{ id: "entry", captureId: "capt_payatt_1" }]
  const sold = money({ attempts: [own], payments: [captured(own)], order: order({ entries }) })
  expect(problemsOf(sold)).toEqual(["order_total_differs 100.00"])
  expect(problemsOf({ ...sold, order: order({ entries, isCanceled: true }) })).toEqual([])
})

it("owes nothing for refunds of a payment that went back in the gateway's cabinet", () => {
  const observations = shown({ status: "refunded", code: "3" })
  expect(owed({ observations }, refund("a", "30.00"), refund("b", "20.00"))).toEqual({
    a: "0.00",
    b: "0.00",
    inHand: "50.00",
  })
})

describe("what is under way for one refund", () => {
  const a = refund("a", "30.00")
  const b = refund("b", "20.00")
  const back = (facts: Parameters<typeof operation>[0]) =>
    operation({ kind: "refund", subjectId: "b", amount: rub("20.00"), ...facts })

  it("leaves another one owed: a payout", () => {
    const payouts = [{ refundId: "b", amount: rub("20.00"), state: "approved" as const }]
    expect(owed({ payouts }, a, b)).toMatchObject({ a: "30.00", b: "0.00" })
  })

  it("leaves another one owed: a refund at the gateway, or a person's word", () => {
    expect(owed({ operations: [back({})] }, a, b)).toMatchObject({ a: "30.00", b: "0.00" })
    expect(owed({ operations: [back({ state: "failed" })] }, a, b)).toMatchObject({ a: "30.00", b: "20.00" })
    const resolutions = [resolution({ kind: "refund_owed", amount: "20.00", refundId: "b" })]
    expect(owed({ resolutions }, a, b)).toMatchObject({ a: "30.00", b: "0.00" })
  })

  it("is no capture, which names a capture", () => {
    const captures = [operation({ subjectId: "capt_payatt_1" })]
    expect(owed({ operations: captures }, a)).toMatchObject({ a: "30.00" })
  })
})

describe("what the gateway shows as refunded", () => {
  const shows = (refunded: string) => ({ "701": observation({ status: "paid", refunded }) })
  const both = [refund("a", "30.00"), refund("b", "20.00")] as const

  it("is what a person has sent back for one refund, and leaves the other one owed", () => {
    const resolutions = [resolution({ kind: "refund_owed", amount: "30.00", refundId: "a" })]
    expect(owed({ resolutions, observations: shows("30.00") }, ...both)).toEqual({
      a: "0.00",
      b: "20.00",
      inHand: "50.00",
    })
  })

  it("has gone back beside a refund that a person has settled without returning money", () => {
    const resolutions = [
      resolution({ action: "resolved", kind: "refund_owed", amount: "30.00", refundId: "a" }),
    ]
    expect(owed({ resolutions, observations: shows("20.00") }, ...both)).toMatchObject({
      a: "0.00",
      b: "0.00",
    })
  })

  it("is the same money that a person has returned; the larger sum counts", () => {
    const resolutions = [returned("10.00")]
    expect(owed({ resolutions, observations: shows("30.00") })).toEqual({ inHand: "70.00" })
    expect(owed({ resolutions: [returned("40.00")], observations: shows("30.00") })).toEqual({
      inHand: "60.00",
    })
  })

  it("may count a refund that is on its way or not: Medusa took its record back, and it is not done yet", () => {
    const gone = (state: "asked" | "done") =>
      operation({ kind: "refund", subjectId: "gone", amount: rub("30.00"), state })
    expect(owed({ operations: [gone("asked")], observations: shows("0.00") })).toEqual({ inHand: "100.00" })
    expect(owed({ operations: [gone("done")], observations: shows("0.00") })).toEqual({ inHand: "70.00" })
    expect(owed({ operations: [gone("done")], observations: shows("50.00") })).toEqual({ inHand: "50.00" })
    const recorded = owed({ operations: [gone("done")], observations: shows("0.00") }, refund("a", "20.00"))
    expect(recorded).toEqual({ a: "0.00", inHand: "70.00" })
  })
})

describe("a refund that Medusa has written down is owed", () => {
  const at = (minutes: number) => START + minutes * MINUTE
  const told = (facts: Parameters<typeof attempt>[0], now: number, ...minutes: number[]) => {
    const own = attempt({ observations: paid(), refundsAtGateway: true, ...facts })
    const refunds = minutes.map((minute, n) => ({ ...refund(`ref_${n}`, "30.00"), createdAt: at(minute) }))
    const payments = [captured(own, { refunds })]
    const entries = [{ id: "entry", captureId: "capt_payatt_1" }]
    return problemsOf(money({ attempts: [own], payments, order: order({ entries }) }), { now })
  }
  const refused = (subjectId: string) => operation({ kind: "refund", state: "failed", subjectId })

  it("at once, where the gateway carries no refunds out", () => {
    expect(told({ refundsAtGateway: false }, at(0), 0)).toEqual(["refund_owed 30.00 ref_0"])
  })

  it("only after the time in which Medusa hands it to the gateway", () => {
    expect(told({}, at(3) - 1, 0)).toEqual([])
    expect(told({}, at(3), 0)).toEqual(["refund_owed 30.00 ref_0"])
    expect(told({}, at(60), 0, 59)).toEqual(["refund_owed 30.00 ref_0"])
  })

  it("at once, where the gateway has refused it, whatever it did with another one", () => {
    expect(told({ operations: [refused("ref_0")] }, at(1), 0)).toEqual(["refund_owed 30.00 ref_0"])
    expect(told({ operations: [refused("ref_9")] }, at(1), 0)).toEqual([])
    expect(told({ operations: [operation({ state: "failed" })] }, at(1), 0)).toEqual([])
  })

  it("and the problem names the refund whose operation has no clear answer", () => {
    const asked = { state: "asked", createdAt: START, nextTryAt: START + 9 * HOUR } as const
    const own = operation({ kind: "refund", subjectId: "ref_0", amount: rub("30.00"), ...asked })
    expect(told({ operations: [own] }, START + 6 * HOUR, 0)).toEqual(["operation_unclear 30.00 ref_0"])
  })
})
