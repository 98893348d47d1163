import { inHand, refundsOwed } from "../facts/refunds"
import { attempt, captured, money, order, paid, problemsOf, rub, shown, resolution } from "./support/facts"

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
