import { ownObservation } from "../index"
import {
  attempt,
  captured,
  HOUR,
  MINUTE,
  money,
  order,
  paid,
  problemsOf,
  resolution,
  second,
  session,
  shown,
  START,
  stepOf,
  verdictOf,
} from "./support/facts"
import { captures, held, showing } from "./support/holds"

/** Which of the payments that one link may make is the attempt's own, and what is told of the others. */

const END = { now: START + 72 * HOUR }
const at = (facts: Parameters<typeof attempt>[0]) => money({ attempts: [attempt(facts)] })
const ownOf = (gatewayId: string | null, ...payments: Parameters<typeof shown>) =>
  ownObservation(attempt({ gatewayId, observations: shown(...payments) }))?.gatewayId
const CAPTURE = { kind: "capture", attemptId: "payatt_1" }

describe("the attempt's own payment", () => {
  it("is the one whose number is known, whichever came first or further", () => {
    expect(ownOf("702", { gatewayId: "701", status: "paid" }, { gatewayId: "702" })).toBe("702")
  })

  it("is the one that came further, whichever number is lower", () => {
    expect(ownOf(null, { gatewayId: "702", status: "processing" }, { gatewayId: "701" })).toBe("702")
    expect(ownOf(null, { gatewayId: null }, { gatewayId: "701", status: "processing" })).toBe("701")
  })

  it("is told without its number once that is known for good", () => {
    const part = { observations: paid({ received: "20.00" }) }
    expect(problemsOf(at(part))).toEqual(["underpaid 20.00 no. 701"])
    expect(problemsOf(at({ ...part, gatewayId: "701" }))).toEqual(["underpaid 20.00"])
  })

  it("is captured though the gateway tells no number any more, or names the currency", () => {
    expect(stepOf(at({ gatewayId: "701", observations: paid({ gatewayId: null }) }))).toMatchObject(CAPTURE)
    expect(stepOf(at({ observations: paid({ currency: "RUB" }) }))).toMatchObject(CAPTURE)
  })
})

describe("another payment of the link", () => {
  const beside = (...others: Parameters<typeof shown>) => ({
    ...at({
      observations: shown({ gatewayId: "701", status: "paid" }, ...others),
      gatewayId: "701",
    }),
    payments: [captured()],
    order: order({ entries: [{ id: "entry", captureId: "capt_payatt_1" }] }),
  })

  it.each(["created", "awaiting", "canceled", "expired", "failed", "refunded"] as const)(
    "that is %s is no money: nobody is told",
    (status) => {
      expect(problemsOf(beside({ gatewayId: "702", status }), END)).toEqual([])
    },
  )

  it.each(["processing", "underpaid", "authorized"] as const)("that stays %s is told", (status) => {
    expect(problemsOf(beside({ gatewayId: "702", status }), END)).toEqual(["unconfirmed no. 702"])
  })

  it("is none where the gateway told no number: that was the same payment", () => {
    expect(problemsOf(beside({ gatewayId: null, status: "paid" }), END)).toEqual([])
  })

  it("does not say that the captured one went back", () => {
    const observations = shown({ gatewayId: "702", status: "refunded" })
    expect(problemsOf({ ...beside(), attempts: [attempt({ gatewayId: "701", observations })] })).toEqual([])
  })
})

describe("more money than was asked", () => {
  const sold = (facts: Parameters<typeof attempt>[0]) => ({
    ...at({ gatewayId: "701", ...facts }),
    payments: [captured()],
  })

  it("is an excess only once the gateway calls it paid", () => {
    const processing = shown({ status: "processing", received: "105.00" })
    expect(problemsOf(sold({ observations: processing }))).toEqual(["no_order 100.00"])
    expect(problemsOf(sold({ observations: paid({ received: "105.00" }) }))).toEqual([
      "no_order 100.00",
      "overpaid 5.00",
    ])
  })

  it("that went back leaves what was asked in hand", () => {
    const resolutions = [resolution({ kind: "overpaid", amount: "5.00" })]
    const returned = sold({ observations: paid({ received: "105.00" }), resolutions })
    expect(problemsOf(returned)).toEqual(["no_order 100.00"])
  })
})

it("a hold that has ended does not stand for money, though Medusa shows a capture: the next payment is captured", () => {
  const ended = held({ observations: showing({ status: "canceled" }), supersededAt: START })
  const next = second({ observations: paid({ reference: "ref-2" }) })
  const facts = money({
    attempts: [ended, next],
    sessions: [session(next)],
    payments: [captured(ended, { captures: captures("100.00") })],
  })
  expect(verdictOf(facts, { now: START + MINUTE }, "payatt_2")).toMatchObject({ kind: "capture" })
})
