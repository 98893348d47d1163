import { captureBefore } from "../index"
import {
  DAY,
  HOUR,
  MINUTE,
  money,
  nextLookIn,
  PRICE,
  problemsOf,
  SECOND,
  START,
  stepOf,
} from "./support/facts"
import { captures, END, held, holding, operation, soldOn } from "./support/holds"

/** Holds end by themselves: when the merchant is warned, when a hold is given up, and when it is looked at. */

const on = (facts: Parameters<typeof held>[0] = {}) => soldOn(held(facts))
const until = (end: number | null) => on({ observations: holding(end) })
const told = (facts: ReturnType<typeof on>, now: number) => problemsOf(facts, { now })

describe("the merchant is warned that a hold ends", () => {
  it.each([
    ["a week", 7 * DAY, 2 * DAY],
    ["five days", 5 * DAY, 2 * DAY],
    ["three days", 3 * DAY, 36 * HOUR],
    ["four hours", 4 * HOUR, 2 * HOUR],
    ["90 minutes", 90 * MINUTE, HOUR],
  ])("of %s: two days before, of a short one half of its time, and at least an hour", (_, lasts, before) => {
    const facts = until(START + lasts)
    expect(told(facts, START + lasts - before - 1)).toEqual([])
    expect(told(facts, START + lasts - before)).toEqual(["hold_expiring 100.00"])
  })

  it("never, where the gateway does not tell its end", () => {
    expect(told(until(null), START + 30 * DAY)).toEqual([])
    expect(captureBefore(held({ observations: {} }))).toBeNull()
  })
})

describe("a hold of an order is looked at", () => {
  it.each([
    ["every six hours", START + DAY, 6 * HOUR],
    ["when the merchant must be warned", END - 2 * DAY - HOUR, HOUR],
    ["every six hours after that", END - 2 * DAY, 6 * HOUR],
    ["a minute after its end", END - HOUR, HOUR + MINUTE],
    ["a minute after its end, also in the moment in which it ends", END, MINUTE],
    ["every ten minutes from then on, until the gateway shows the end", END + MINUTE, 10 * MINUTE],
  ])("%s", (_, now, delay) => {
    expect(nextLookIn(on(), { now })).toBe(delay)
  })

  it("every six hours where the gateway does not tell its end", () => {
    expect(nextLookIn(until(null), { now: START + 30 * DAY })).toBe(6 * HOUR)
  })

  it("when its next operation is due, the soonest one, and at once when that is late", () => {
    const asked = (...times: number[]) =>
      on({
        operations: times.map((nextTryAt, n) => operation({ id: `payop_${n}`, state: "asked", nextTryAt })),
      })
    expect(nextLookIn(asked(START + 40 * MINUTE, START + 10 * MINUTE), { now: START })).toBe(10 * MINUTE)
    expect(nextLookIn(asked(START - MINUTE), { now: START })).toBe(SECOND)
    expect(nextLookIn(on({ operations: [operation({ state: "failed" })] }), { now: START })).toBe(6 * HOUR)
  })

  it("but no operation that has ended is tried, nor one without a time", () => {
    for (const facts of [
      { state: "failed", nextTryAt: START },
      { state: "asked", nextTryAt: null },
    ] as const) {
      expect(stepOf(on({ operations: [operation(facts)] }), { now: START })).toEqual({ kind: "none" })
    }
  })

  it("when everything that Medusa has just written down must have reached the gateway", () => {
    const [first, later] = captures("40.00", "60.00")
    const fresh = soldOn(held(), { captures: [first!, { ...later!, createdAt: START + MINUTE }] })
    expect(nextLookIn(fresh, { now: START + MINUTE })).toBe(3 * MINUTE)
    expect(nextLookIn(fresh, { now: START + 4 * MINUTE })).toBe(6 * HOUR)
    expect(nextLookIn(fresh, { now: START + HOUR })).toBe(6 * HOUR)
  })
})

describe("a hold that has no order yet", () => {
  it.each([
    ["soon when Medusa must authorize it", MINUTE, 30 * SECOND, false],
    ["as soon when Medusa has it as authorized", MINUTE, 30 * SECOND, true],
    ["less often after a while: the goods may come back", HOUR, 10 * MINUTE, true],
    ["less often, too, when Medusa undid its authorization with the order", HOUR, 10 * MINUTE, false],
  ])("is looked at %s", (_, age, delay, isAuthorized) => {
    const { payments, ...rest } = on()
    const cart = money({ attempts: rest.attempts, payments: isAuthorized ? payments : [] })
    expect(nextLookIn(cart, { now: START + age })).toBe(delay)
  })

  it("is told when no order could be made of it for six hours", () => {
    const cart = (clearedAt: number | null) => money({ attempts: [held({ clearedAt })] })
    expect(told(cart(null), START + 6 * HOUR - 1)).toEqual([])
    expect(told(cart(null), START + 6 * HOUR)).toEqual(["no_order 100.00"])
    expect(told(cart(START), START + 6 * HOUR)).toEqual([])
  })
})

describe("a hold that no cart asks for is given up", () => {
  /** Refused voids, by the minutes after the start in which they were begun. */
  const refused = (...minutes: number[]) =>
    money({
      attempts: [
        held({
          supersededAt: START,
          operations: minutes.map((minute, n) =>
            operation({
              id: `payop_${n}`,
              kind: "void",
              state: "failed",
              subjectId: null,
              createdAt: START + minute * MINUTE,
            }),
          ),
        }),
      ],
    })
  const VOID = { kind: "void", attemptId: "payatt_1" }

  it("at once, and nobody is told", () => {
    expect(stepOf(refused(), { now: START })).toEqual(VOID)
    expect(told(refused(), START)).toEqual([])
    expect(nextLookIn(refused(), { now: START })).toBe(30 * SECOND)
  })

  it.each([
    ["a minute after the gateway has refused it", [0], MINUTE],
    ["two minutes after it has refused it twice", [0, 1], 2 * MINUTE],
    ["four minutes after it has refused it for the third time", [0, 1, 3], 4 * MINUTE],
    ["six hours after the tenth time", [0, 1, 3, 7, 15, 31, 63, 127, 255, 511], 6 * HOUR],
  ])("once more %s", (_, minutes, waits) => {
    const facts = refused(...minutes)
    const last = START + minutes.at(-1)! * MINUTE
    expect(stepOf(facts, { now: last + waits - 1 })).toEqual({ kind: "none" })
    expect(stepOf(facts, { now: last + waits })).toEqual(VOID)
    expect(nextLookIn(facts, { now: last })).toBe(waits)
    expect(nextLookIn(facts, { now: last + waits })).toBe(30 * SECOND)
  })

  it("and a person is told when the gateway has refused it three times", () => {
    expect(told(refused(0, 1), START + HOUR)).toEqual([])
    expect(told(refused(0, 1, 3), START + HOUR)).toEqual(["orphan 100.00"])
    const [facts] = refused(0, 1).attempts
    const again = operation({ id: "payop_9", kind: "void", state: "asked", nextTryAt: START + 2 * HOUR })
    const trying = money({ attempts: [{ ...facts!, operations: [...facts!.operations, again] }] })
    expect(told(trying, START + HOUR)).toEqual([])
  })

  it("whatever captures were refused before", () => {
    const operations = [1, 2, 3].map((n) => operation({ id: `payop_${n}`, state: "failed" }))
    const facts = money({ attempts: [held({ supersededAt: START, operations })] })
    expect(stepOf(facts, { now: START })).toEqual(VOID)
    expect(told(facts, START)).toEqual([])
  })

  it("not while a capture or another void is under way", () => {
    const asked = { state: "asked", nextTryAt: START + HOUR } as const
    const both = [
      operation({ ...asked, amount: PRICE }),
      operation({ ...asked, id: "payop_2", kind: "void" }),
    ]
    for (const operations of [both, both.slice(0, 1), both.slice(1)]) {
      const facts = money({ attempts: [held({ supersededAt: START, operations })] })
      expect(stepOf(facts, { now: START })).toEqual({ kind: "none" })
    }
  })
})
