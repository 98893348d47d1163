import fc from "fast-check"
import { referenceSource } from "../reference"

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
