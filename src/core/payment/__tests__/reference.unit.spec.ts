import fc from "fast-check"
import { isOwnReference, readReference, referenceSource } from "../reference"

const AT = Date.UTC(2026, 0, 1)
/** Numbers in [0, 1) as Math.random gives them. */
const chance = fc.nat(0xffffffff).map((value) => value / 0x1_0000_0000)
/** How the clock moves between two references: mostly forward, at times not at all or back. */
const ticks = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 60 })

function draw(form: "text" | "number", steps: readonly number[], random: number): string[] {
  let now = AT
  const next = referenceSource(form, { now: () => now, random: () => random })
  return steps.map((step) => {
    now += step
    return next()
  })
}

it("counts up strictly, whatever the clock does", () => {
  fc.assert(
    fc.property(ticks, chance, (steps, random) => {
      const drawn = draw("number", steps, random).map(BigInt)
      drawn.slice(1).forEach((reference, index) => expect(reference > (drawn[index] as bigint)).toBe(true))
    }),
    { numRuns: 2_000 },
  )
})

it("draws no text reference twice, even when the clock stands still", () => {
  fc.assert(
    fc.property(ticks, chance, (steps, random) => {
      const drawn = draw("text", steps, random)
      expect(new Set(drawn).size).toBe(drawn.length)
      for (const reference of drawn) expect(reference).toMatch(/^mpg-[0-9a-z]{10,24}$/)
    }),
    { numRuns: 2_000 },
  )
})

it("fits a gateway that stores numbers: below 2^53 until 2092, without a leading zero", () => {
  const anyTime = fc.integer({ min: 0, max: Date.UTC(2092, 11, 31) })
  fc.assert(
    fc.property(anyTime, chance, (now, random) => {
      const reference = referenceSource("number", { now: () => now, random: () => random })()
      expect(reference).toMatch(/^[1-9]\d{0,15}$/)
      expect(Number.isSafeInteger(Number(reference))).toBe(true)
      expect(String(Number(reference))).toBe(reference)
    }),
    { numRuns: 2_000 },
  )
})

it("draws thousands within one millisecond without a twin", () => {
  const next = referenceSource("number", { now: () => AT, random: () => 0.999_999 })
  const drawn = Array.from({ length: 10_000 }, next)
  expect(new Set(drawn).size).toBe(drawn.length)
})

describe("the store's mark", () => {
  const drawnBy = (mark: string | undefined, at = AT) =>
    referenceSource("text", { now: () => at, random: () => 0.5 })(mark)

  it("stands in a text reference, with the moment in which it was drawn", () => {
    expect(drawnBy("k3x9a")).toMatch(/^mpg-k3x9a-[0-9a-z]{10,24}$/)
    expect(readReference(drawnBy("k3x9a"))).toEqual({ mark: "k3x9a", drawnAt: AT })
    expect(readReference(drawnBy(undefined))).toEqual({ mark: "", drawnAt: AT })
  })

  it("is read from nothing that another software drew", () => {
    for (const reference of [
      "",
      "order-17",
      "mpg-",
      "mpg-x",
      "mpg-a-b-c0000000",
      "MPG-K3X9A-ABCDEFGHIJKLM",
      "17",
    ]) {
      expect(readReference(reference)).toBeUndefined()
    }
  })

  it.each([
    ["its own", "k3x9a", AT + 1, true],
    ["another store's", "other", AT + 1, false],
    ["one of 0.1.0, from before it had a mark", "", AT - 1, true],
    ["one of 0.1.0, from after it had a mark: another store's", "", AT + 1, false],
  ])("tells %s reference", (_, mark, at, isOwn) => {
    const marks = [
      { mark: "", since: 0 },
      { mark: "k3x9a", since: AT },
    ]
    expect(isOwnReference(drawnBy(mark, at), marks)).toBe(isOwn)
  })

  it("is one of several, where the database was moved", () => {
    const marks = [
      { mark: "k3x9a", since: AT },
      { mark: "moved", since: AT + 1_000 },
    ]
    for (const mark of ["k3x9a", "moved"]) expect(isOwnReference(drawnBy(mark, AT + 2_000), marks)).toBe(true)
  })

  it("does not count in a reference of 0.1.0 that is older than this store", () => {
    const marks = [
      { mark: "", since: AT },
      { mark: "k3x9a", since: AT + 1_000 },
    ]
    expect(isOwnReference(drawnBy("", AT - 1), marks)).toBe(false)
    expect(isOwnReference(drawnBy("", AT + 1), marks)).toBe(true)
  })

  it("is none in what only looks like a reference: nobody has drawn one in the year 38669", () => {
    expect(readReference("mpg-k3x9a-zzzzzzzzzzzzzzzzzz")).toBeUndefined()
  })

  it("does not count in a store that never made an unmarked reference", () => {
    expect(isOwnReference(drawnBy("", AT - 1), [{ mark: "k3x9a", since: AT }])).toBe(false)
  })
})
