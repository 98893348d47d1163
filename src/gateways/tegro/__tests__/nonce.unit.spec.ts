import fc from "fast-check"
import { nonceSource } from "../nonce"

const AT = Date.UTC(2026, 0, 1)
const chance = fc.nat(0xffffffff).map((value) => value / 0x1_0000_0000)

it("increases from call to call, whatever the clock does", () => {
  const steps = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 80 })
  fc.assert(
    fc.property(steps, chance, (ticks, random) => {
      let now = AT
      const { next } = nonceSource({ now: () => now, random: () => random })
      let last = 0
      for (const tick of ticks) {
        now += tick
        const nonce = next()
        expect(nonce).toBeGreaterThan(last)
        expect(Number.isSafeInteger(nonce)).toBe(true)
        last = nonce
      }
    }),
    { numRuns: 2_000 },
  )
})

it("goes on increasing after a restart a moment later", () => {
  fc.assert(
    fc.property(chance, chance, fc.integer({ min: 2, max: 10_000 }), (first, second, pause) => {
      const before = nonceSource({ now: () => AT, random: () => first })
      const last = [before.next(), before.next(), before.next()].at(-1) as number
      const after = nonceSource({ now: () => AT + pause, random: () => second })
      expect(after.next()).toBeGreaterThan(last)
    }),
    { numRuns: 2_000 },
  )
})

it("jumps ahead of a server whose clock goes before ours, and stays there", () => {
  let now = AT
  const ahead = nonceSource({ now: () => now + 3_000, random: () => 0.5 })
  const behind = nonceSource({ now: () => now, random: () => 0.5 })
  const seen = ahead.next()
  expect(behind.next()).toBeLessThan(seen)
  behind.jumpAhead()
  for (let call = 0; call < 5; call++) {
    now += 1_000
    expect(behind.next()).toBeGreaterThan(ahead.next())
  }
})
