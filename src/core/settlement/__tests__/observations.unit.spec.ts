import fc from "fast-check"
import type { Observation } from "../../gateway"
import { PAYMENT_STATUSES } from "../../payment/payment-status"
import { keepAnswer, observedAmounts, ownObservation, type Observations } from "../index"
import { attempt, observation, rub } from "./support/facts"

const answer = (facts: Partial<Observation> = {}): Observation => ({
  ...observation(),
  raw: { id: 1 },
  ...facts,
})
const keep = (answers: readonly (Observation | null)[], before: Observations = {}) =>
  answers.reduce<Observations>((kept, one) => keepAnswer(kept, "ref-1", one), before)

describe("what a gateway has shown of a payment", () => {
  it("is kept by the gateway's number, without the raw answer", () => {
    expect(keep([answer()])).toEqual({ "701": observation() })
    expect(Object.keys(keep([answer({ gatewayId: null })]))).toEqual([""])
  })

  it("is not taken back by a late answer", () => {
    expect(keep([answer({ status: "paid" }), answer({ status: "awaiting" })])["701"]?.status).toBe("paid")
  })

  it("is not taken back by an answer to an earlier question, unless that one is a step forward", () => {
    const part = keep([answer({ status: "underpaid", received: "50" })])
    const late = (one: Observation | null) => keepAnswer(part, "ref-1", one, { isLate: true })
    expect(late(answer({ status: "underpaid", received: "30" }))).toEqual(part)
    expect(late(answer({ reference: "ref-2" }))).toEqual(part)
    expect(late(null)).toEqual(part)
    expect(late(answer({ status: "paid" }))["701"]?.status).toBe("paid")
    const unknown = keep([answer(), null])
    expect(keepAnswer(unknown, "ref-1", answer(), { isLate: true })).toEqual(unknown)
  })

  it("is the newer one of two that are as far", () => {
    expect(keep([answer({ received: "20" }), answer({ received: "30" })])["701"]?.received).toBe("30")
  })

  it.each(["processing", "underpaid"] as const)("goes on when what was over is %s again", (status) => {
    expect(keep([answer({ status: "canceled" }), answer({ status })])["701"]?.status).toBe(status)
    expect(keep([answer({ status: "canceled" }), answer({ status: "awaiting" })])["701"]?.status).toBe(
      "canceled",
    )
  })

  it("is told apart for each payment of a link", () => {
    expect(Object.keys(keep([answer(), answer({ gatewayId: "702" })]))).toEqual(["701", "702"])
  })

  it("stays when the gateway answers about another payment, or knows none; until it answers about this one", () => {
    const strange = keep([answer({ status: "processing" }), answer({ reference: "ref-9" })])
    expect(strange).toMatchObject({ "701": { status: "processing" }, "?": { reference: "ref-9" } })
    expect(keep([null], strange)).toMatchObject({
      "701": { status: "processing" },
      "?": { code: "not_found" },
    })
    expect(Object.keys(keep([answer()], strange))).toEqual(["701"])
  })

  it("is the same in any order, where nothing was called over and taken up again", () => {
    const statuses = PAYMENT_STATUSES.filter((status) => !["expired", "canceled", "failed"].includes(status))
    const answers = fc.array(
      fc.record({ status: fc.constantFrom(...statuses), gatewayId: fc.constantFrom("701", "702") }),
    )
    fc.assert(
      fc.property(answers, (facts) => {
        const all = facts.map(answer)
        expect(keep(all)).toEqual(keep(all.toReversed()))
      }),
    )
  })
})

describe("the payment of a link that counts", () => {
  const ownOf = (gatewayId: string | null, ...answers: Partial<Observation>[]) =>
    ownObservation(attempt({ gatewayId, observations: keep(answers.map(answer)) }))?.gatewayId

  it("is the one whose number is known", () => {
    expect(ownOf("701", {}, { gatewayId: "702", status: "paid" })).toBe("701")
  })

  it("is the only one, whatever its number", () => {
    expect(ownOf("701", { gatewayId: "702" })).toBe("702")
    expect(ownOf(null)).toBeUndefined()
  })

  it("is one that may be captured", () => {
    expect(ownOf(null, { status: "refunded" }, { gatewayId: "702", status: "paid" })).toBe("702")
    expect(ownOf(null, { status: "paid", test: true }, { gatewayId: "702", status: "paid" })).toBe("702")
  })

  it("is the one that came furthest, and the first of equals", () => {
    expect(ownOf(null, {}, { gatewayId: "702", status: "processing" })).toBe("702")
    expect(ownOf(null, { status: "processing" }, { gatewayId: "702" })).toBe("701")
    expect(ownOf(null, { gatewayId: "1000" }, { gatewayId: "999" })).toBe("999")
    expect(ownOf(null, {}, { gatewayId: null })).toBeNull()
  })
})

describe("the sums of an answer", () => {
  const sums = (facts: Partial<Observation>) => {
    const { asked, received } = observedAmounts(observation(facts), rub("100.00")) ?? {}
    return [asked?.amount, received?.amount]
  }

  it("are cut to the currency: less is never taken for more", () => {
    expect(sums({ asked: "100.009", received: "99.999" })).toEqual(["100.00", "99.99"])
  })

  it("are without the fee where the rest is what was asked, and with it where it is not", () => {
    expect(sums({ asked: "107.025", fee: "7.025" })).toEqual(["100.00", undefined])
    expect(sums({ asked: "108.00", fee: "7.00" })).toEqual(["108.00", undefined])
    expect(sums({ asked: "100.00", fee: "7.00" })).toEqual(["100.00", undefined])
  })

  it("are none where they are no amounts", () => {
    expect(observedAmounts(observation({ asked: "many" }), rub("100.00"))).toBeUndefined()
  })
})
