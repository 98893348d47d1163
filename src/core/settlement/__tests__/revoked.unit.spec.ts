import type { Observation } from "../../gateway"
import { furtherPayments, keepAnswer, ownObservation } from "../facts/observations"
import type { Observations } from "../facts/facts"
import {
  attempt,
  attemptPlan,
  captured,
  DAY,
  HOUR,
  MINUTE,
  money,
  nextLookIn,
  observation,
  order,
  ORDER_FIRST,
  paid,
  problemsOf,
  resolution,
  session,
  START,
  stepOf,
} from "./support/facts"

/** A gateway that has called a payment paid, and calls it canceled later: a chargeback, or a mistake of its own. */

const answer = (facts: Partial<Observation>): Observation => ({ ...observation(), raw: {}, ...facts })
const keep = (...statuses: Observation["status"][]): Observations =>
  statuses.reduce<Observations>((kept, status) => keepAnswer(kept, "ref-1", answer({ status })), {})
const once = paid({ revoked: 1 })
const twice = paid({ revoked: 2 })

describe("what the gateway has shown as paid", () => {
  it.each(["canceled", "failed"] as const)("is kept as revoked when it is %s later", (status) => {
    expect(keep("paid", status)["701"]).toMatchObject({ status: "paid", revoked: 1 })
    expect(keep("paid", status, status, status)["701"]).toMatchObject({ status: "paid", revoked: 2 })
  })

  it.each(["created", "awaiting", "processing", "expired"] as const)("is not revoked by %s", (status) => {
    expect(keep("paid", status)["701"]).toEqual(observation({ status: "paid" }))
  })

  it("is not revoked by an answer to an earlier question", () => {
    const before = keep("paid")
    expect(keepAnswer(before, "ref-1", answer({ status: "canceled" }), { isLate: true })).toBe(before)
  })

  it("stays revoked until the gateway calls it paid again", () => {
    expect(keep("paid", "canceled", "awaiting")["701"]?.revoked).toBe(1)
    expect(keep("paid", "canceled", "paid")["701"]).toEqual(observation({ status: "paid" }))
    expect(keep("paid", "canceled", "refunded")["701"]).toEqual(observation({ status: "refunded" }))
  })

  it("is never revoked where it was canceled first: money may come after a cancel", () => {
    expect(keep("canceled", "paid")["701"]).toEqual(observation({ status: "paid" }))
  })
})

describe("captured money that the gateway has revoked", () => {
  const sold = (facts = {}) =>
    money({
      attempts: [attempt({ status: "paid", gatewayId: "701", observations: twice, ...facts })],
      payments: [captured()],
      order: order(),
    })

  it("is told, as money that went back; its status stays, since the gateway may call it paid again", () => {
    expect(problemsOf(sold(), { now: DAY })).toEqual(["refunded_at_gateway 100.00"])
    expect(attemptPlan(sold())).toMatchObject({ status: "paid", heldFor: "refunded_at_gateway" })
  })

  it("is asked about once more before, since one answer may be a mistake", () => {
    expect(problemsOf(sold({ observations: once }), { now: DAY })).toEqual([])
    expect(nextLookIn(sold({ observations: once }))).toBe(5 * MINUTE)
    expect(nextLookIn(sold())).toBe(nextLookIn(sold({ observations: paid() })))
  })

  it("is told no more when it is paid again", () => {
    expect(problemsOf(sold({ observations: paid() }))).toEqual([])
  })
})

describe("money that was not captured before the gateway revoked it", () => {
  const open = money({ attempts: [attempt({ status: "paid", observations: once })] })

  it("is not captured, and waits for a person while the gateway is asked again", () => {
    expect(stepOf(open).kind).toBe("none")
    expect(problemsOf(open, { now: START + HOUR })).toEqual(["reference_mismatch"])
    expect(nextLookIn(open, { now: START + 4 * DAY })).toBe(HOUR)
  })

  const now = START + 2 * HOUR
  const unpaid = (facts: Parameters<typeof attempt>[0]) => {
    const attempts = [attempt({ policy: ORDER_FIRST, askedAt: now, answeredAt: now, ...facts })]
    const sessions = [session(attempts[0], { status: "pending_authorization" })]
    return money({ attempts, sessions, order: order() })
  }

  it("does not let its order be canceled as unpaid", () => {
    expect(stepOf(unpaid({ observations: keep("canceled") }), { now }).kind).toBe("cancelOrder")
    expect(stepOf(unpaid({ observations: once }), { now }).kind).toBe("none")
  })

  it("stays with the person who has returned it, and its order may be canceled then", () => {
    const returned = resolution({ kind: "paid_late", action: "returned", amount: "100.00" })
    const sentBack = unpaid({ observations: once, resolutions: [returned] })
    expect(problemsOf(sentBack, { now })).toEqual([])
    expect(stepOf(sentBack, { now }).kind).toBe("cancelOrder")
  })

  it("is captured when the gateway calls it paid again", () => {
    const again = attempt({ observations: keep("paid", "failed", "paid") })
    expect(stepOf(money({ attempts: [again] })).kind).toBe("capture")
  })
})

describe("two payments of one link", () => {
  const other = { ...once, ...paid({ gatewayId: "702" }) }

  it("the one that is still paid counts, whichever came first", () => {
    expect(ownObservation(attempt({ observations: other }))?.gatewayId).toBe("702")
  })

  it("a revoked one is no further payment", () => {
    expect(furtherPayments(attempt({ gatewayId: "702", observations: other }))).toEqual([])
  })
})
