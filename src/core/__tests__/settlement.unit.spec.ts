import fc from "fast-check"
import type { Observation } from "../gateway"
import { Money } from "../money"
import { PAYMENT_STATUSES } from "../payment-status"
import { decide, type Decision, type Expectation } from "../settlement"

const rub = (amount: string) => Money.of(amount, "RUB")

const EXPECTED: Expectation = {
  reference: "mpg-1",
  gatewayId: "755555",
  asked: rub("1490.50"),
  captured: rub("0"),
  session: "open",
  order: "none",
  coveredByAnother: false,
}

const PAID: Observation = {
  status: "paid",
  code: "1",
  reference: "mpg-1",
  gatewayId: "755555",
  account: null,
  asked: "1490.50000000",
  received: null,
  currency: null,
  fee: null,
  test: false,
  paidAt: "2024-01-01 10:00:00",
  raw: {},
}

const LIVE = { acceptTestPayments: false }

const decision = (
  observed: Partial<Observation> = {},
  expected: Partial<Expectation> = {},
  policy = LIVE,
): Decision => decide({ ...EXPECTED, ...expected }, { ...PAID, ...observed }, policy)

const holds = (problem: string, amount: string | null) => ({
  kind: "hold",
  problem,
  amount: amount === null ? null : rub(amount),
})

describe("a payment that is paid", () => {
  it("is captured in full", () => {
    expect(decision()).toEqual({ kind: "capture", amount: rub("1490.50"), excess: null })
  })

  it("is captured when the gateway tells neither amount nor currency", () => {
    expect(decision({ asked: null, gatewayId: null })).toMatchObject({ kind: "capture" })
  })

  it("is captured once: a second notification changes nothing", () => {
    expect(decision({}, { captured: rub("1490.50") })).toEqual({ kind: "nothing" })
  })

  it("is topped up to what was asked when only a part had been captured", () => {
    expect(decision({}, { captured: rub("1000") })).toEqual({
      kind: "capture",
      amount: rub("490.50"),
      excess: null,
    })
  })

  it("waits for a person when less arrived", () => {
    expect(decision({ received: "1490.49" })).toEqual(holds("underpaid", "1490.49"))
  })

  it("is captured up to the amount when more arrived, and the rest is reported", () => {
    expect(decision({ received: "2000" })).toEqual({
      kind: "capture",
      amount: rub("1490.50"),
      excess: rub("509.50"),
    })
  })

  it("reports what more arrives after the capture", () => {
    expect(decision({ received: "2000" }, { captured: rub("1490.50") })).toEqual(holds("overpaid", "509.50"))
  })

  it("waits for a person when the cart has changed meanwhile", () => {
    expect(decision({}, { session: "gone" })).toEqual(holds("orphan", "1490.50"))
  })

  it("waits for a person when another payment has covered the cart already", () => {
    expect(decision({}, { coveredByAnother: true })).toEqual(holds("paid_twice", "1490.50"))
  })

  it("is captured after a cancel: money may come late", () => {
    expect(decision({ status: "paid" })).toMatchObject({ kind: "capture" })
  })
})

describe("an amount at the gateway that is not the one asked for", () => {
  it.each(["1490.49", "14.90", "0", "-1490.50"])("waits for a person when it is %s", (asked) => {
    expect(decision({ asked })).toEqual(holds("amount_mismatch", asked))
  })

  it("is captured up to what was asked when more was paid there, and the rest is reported", () => {
    expect(decision({ asked: "1490.51" })).toEqual({
      kind: "capture",
      amount: rub("1490.50"),
      excess: rub("0.01"),
    })
  })

  it("reports nothing when the shopper just bore the gateway's fee on top", () => {
    const paid = { asked: "1564.50", fee: "74.00" }
    expect(decision(paid)).toEqual({ kind: "capture", amount: rub("1490.50"), excess: null })
    expect(decision(paid, { captured: rub("1490.50") })).toEqual({ kind: "nothing" })
  })

  it("is not explained away by a negative fee", () => {
    expect(decision({ asked: "1416.50", fee: "-74.00" })).toEqual(holds("amount_mismatch", "1416.50"))
  })

  it.each(["1490.505", "a lot", "", "1e3"])(
    "waits for a person when it is no amount at all (%j)",
    (asked) => {
      expect(decision({ asked })).toEqual(holds("amount_mismatch", null))
      expect(decision({ received: asked })).toEqual(holds("amount_mismatch", null))
    },
  )

  it("does not disturb a payment that nobody has paid", () => {
    expect(decision({ status: "awaiting", asked: "a lot" })).toEqual({ kind: "wait" })
  })
})

describe("an answer about something else", () => {
  it("never captures another reference", () => {
    expect(decision({ reference: "mpg-2" })).toEqual(holds("reference_mismatch", null))
  })

  it("never captures another of the gateway's own numbers", () => {
    expect(decision({ gatewayId: "755556" })).toEqual(holds("reference_mismatch", null))
  })

  it("never captures another currency", () => {
    expect(decision({ currency: "USD" })).toEqual(holds("currency_mismatch", null))
    expect(decision({ currency: "RUB" })).toMatchObject({ kind: "capture" })
  })

  it.each(["awaiting", "canceled", "failed", "refunded"] as const)(
    "is left alone while it is %s",
    (status) => {
      expect(decision({ status, reference: "mpg-2" })).toEqual({ kind: "wait" })
    },
  )
})

describe("play money", () => {
  it("never buys anything in a live store", () => {
    expect(decision({ test: true })).toEqual(holds("test_payment", "1490.50"))
  })

  it("buys in a store that is set up for tests", () => {
    expect(decision({ test: true }, {}, { acceptTestPayments: true })).toMatchObject({ kind: "capture" })
  })
})

describe("a payment that is not paid", () => {
  it.each(["created", "awaiting", "processing", "underpaid"] as const)("waits while it is %s", (status) => {
    expect(decision({ status, received: "100" })).toEqual({ kind: "wait" })
    expect(decision({ status }, { captured: rub("1490.50") })).toEqual({ kind: "nothing" })
  })

  it.each(["canceled", "failed", "expired"] as const)("gives the cart back when it is %s", (status) => {
    expect(decision({ status })).toEqual({ kind: "release", status })
    expect(decision({ status, received: "0" })).toEqual({ kind: "release", status })
  })

  it.each(["canceled", "failed", "expired"] as const)(
    "waits for a person when a part arrived before it was %s",
    (status) => {
      expect(decision({ status, received: "200" })).toEqual(holds("canceled_after_part", "200"))
    },
  )

  it.each(["canceled", "failed", "expired"] as const)("keeps captured money when it is %s", (status) => {
    expect(decision({ status }, { captured: rub("1490.50") })).toEqual({ kind: "nothing" })
  })

  it("tells a person when the gateway refunded captured money", () => {
    expect(decision({ status: "refunded" }, { captured: rub("1490.50") })).toEqual(
      holds("refunded_at_gateway", "1490.50"),
    )
    expect(decision({ status: "refunded" })).toEqual({ kind: "nothing" })
  })
})

/** Amounts near the asked one, where the mistakes are, and texts that are no amounts. */
const amountText = fc.oneof(
  fc.constantFrom("1490.50", "1490.50000000", "1490.49", "1490.51", "0", "-1490.50", "2981.00", "1416.50"),
  fc.integer({ min: 0, max: 300_000 }).map((minor) => Money.fromMinor(BigInt(minor), "RUB").amount),
  fc.constantFrom("", "much", "1e9", "1490.505"),
)
const orNull = (texts: fc.Arbitrary<string>) => fc.option(texts, { nil: null, freq: 3 })

const observation: fc.Arbitrary<Observation> = fc.record({
  status: fc.constantFrom("paid", "paid", ...PAYMENT_STATUSES),
  code: fc.constantFrom("0", "1", "cancel"),
  account: fc.constant(null),
  reference: fc.constantFrom("mpg-1", "mpg-1", "mpg-1", "mpg-2"),
  gatewayId: fc.constantFrom("755555", "755555", null, "755556"),
  asked: orNull(amountText),
  received: orNull(amountText),
  currency: fc.constantFrom(null, null, "RUB", "USD"),
  fee: orNull(fc.constantFrom("74.00", "-74.00", "0", "1")),
  test: fc.boolean(),
  paidAt: fc.constant(null),
  raw: fc.constant({}),
})
const situation = fc.record({
  session: fc.constantFrom("open" as const, "gone" as const),
  coveredByAnother: fc.boolean(),
  acceptTestPayments: fc.boolean(),
})
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never

/** The books after a row of observations: each decision is applied before the next one is looked at. */
function settle(observations: readonly Observation[], { acceptTestPayments, ...about }: Situation) {
  let captured = rub("0")
  const captures: { amount: Money; by: Observation }[] = []
  for (const observed of observations) {
    const decided = decide({ ...EXPECTED, ...about, captured }, observed, { acceptTestPayments })
    if (decided.kind === "capture") {
      captures.push({ amount: decided.amount, by: observed })
      captured = captured.plus(decided.amount)
    }
  }
  return { captured, captures }
}

describe("any history of observations", () => {
  const history = fc.array(observation, { maxLength: 8 })
  const RUNS = { numRuns: 10_000 }

  it("captures at most once, and exactly what was asked", () => {
    fc.assert(
      fc.property(history, situation, (observations, about) => {
        const { captured, captures } = settle([...observations, ...observations], about)
        expect(captures.length).toBeLessThanOrEqual(1)
        expect(captured.equals(captures.length === 1 ? EXPECTED.asked : rub("0"))).toBe(true)
      }),
      RUNS,
    )
  })

  it("captures only real money, all of it, for this very payment, into an open cart", () => {
    fc.assert(
      fc.property(history, situation, (observations, about) => {
        for (const { by } of settle(observations, about).captures) {
          expect(by.status).toBe("paid")
          expect(by.reference).toBe("mpg-1")
          expect([null, "755555"]).toContain(by.gatewayId)
          expect([null, "RUB"]).toContain(by.currency)
          expect(by.test && !about.acceptTestPayments).toBe(false)
          expect(by.received === null || !rub(by.received).lessThan(EXPECTED.asked)).toBe(true)
          expect(by.asked === null || !rub(by.asked).lessThan(EXPECTED.asked)).toBe(true)
          expect(about).toMatchObject({ session: "open", coveredByAnother: false })
        }
      }),
      RUNS,
    )
  })

  it("ends with the same books in whatever order and however often the news arrives", () => {
    const histories = history.chain((observations) =>
      fc.tuple(
        fc.constant(observations),
        fc.shuffledSubarray([...observations, ...observations], { minLength: observations.length * 2 }),
      ),
    )
    fc.assert(
      fc.property(histories, situation, ([observations, shuffled], about) => {
        const [first, second] = [settle(observations, about), settle(shuffled, about)]
        expect(first.captured.equals(second.captured)).toBe(true)
      }),
      RUNS,
    )
  })

  it("reports the same excess whether it arrived before the capture or after", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), (extra) => {
        const received = EXPECTED.asked.plus(Money.fromMinor(extra, "RUB"))
        const before = decision({ received: received.amount })
        const after = decision({ received: received.amount }, { captured: EXPECTED.asked })
        const excess = received.minus(EXPECTED.asked)
        expect(before).toEqual({ kind: "capture", amount: EXPECTED.asked, excess })
        expect(after).toEqual({ kind: "hold", problem: "overpaid", amount: excess })
      }),
    )
  })

  it("gives the cart back only when nothing has arrived", () => {
    fc.assert(
      fc.property(observation, situation, (observed, { acceptTestPayments, ...about }) => {
        const decided = decide({ ...EXPECTED, ...about }, observed, { acceptTestPayments })
        if (decided.kind !== "release") return
        expect(["canceled", "failed", "expired"]).toContain(observed.status)
        expect(observed.received === null || !rub(observed.received).isPositive).toBe(true)
      }),
      RUNS,
    )
  })
})
