import fc from "fast-check"
import { advance, hasReached, isReleased, PAYMENT_STATUSES } from "../payment-status"

const status = fc.constantFrom(...PAYMENT_STATUSES)
const RUNS = { numRuns: 10_000 }

it.each([
  ["canceled", "paid"],
  ["expired", "paid"],
  ["failed", "paid"],
  ["underpaid", "paid"],
  ["paid", "refunded"],
  ["awaiting", "processing"],
] as const)("lets a payment go from %s to %s", (from, to) => {
  expect(advance(from, to)).toBe(to)
})

it.each([
  ["paid", "canceled"],
  ["paid", "expired"],
  ["paid", "failed"],
  ["paid", "underpaid"],
  ["paid", "awaiting"],
  ["refunded", "paid"],
  ["processing", "awaiting"],
  ["canceled", "awaiting"],
] as const)("keeps %s when the gateway later says %s", (from, to) => {
  expect(advance(from, to)).toBe(from)
})

// Pain 8
it("comes to the same end in whatever order the news arrives, and however often", () => {
  fc.assert(
    fc.property(fc.array(status, { minLength: 1, maxLength: 12 }), fc.nat(), (news, seed) => {
      const end = news.reduce(advance)
      const shuffled = [...news, ...news].sort((a, b) => ((seed + a.length) % 7) - ((seed + b.length) % 5))
      expect(shuffled.reduce(advance)).toBe(end)
    }),
    RUNS,
  )
})

it("is commutative, associative, idempotent and never goes back", () => {
  fc.assert(
    fc.property(status, status, status, (a, b, c) => {
      expect(advance(a, b)).toBe(advance(b, a))
      expect(advance(advance(a, b), c)).toBe(advance(a, advance(b, c)))
      expect(advance(a, a)).toBe(a)
      expect(hasReached(advance(a, b), a)).toBe(true)
      expect(hasReached(advance(a, b), b)).toBe(true)
    }),
    RUNS,
  )
})

it("expects no money only after cancel, failure and expiry", () => {
  expect(PAYMENT_STATUSES.filter(isReleased)).toEqual(["expired", "canceled", "failed"])
})
