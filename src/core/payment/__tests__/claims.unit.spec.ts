import fc from "fast-check"
import { mergeClaim } from "../claims"
import type { Claims } from "../../gateway"
import { PAYMENT_STATUSES } from "../payment-status"

const claim = fc.record({
  status: fc.constantFrom(...PAYMENT_STATUSES),
  received: fc.option(fc.constantFrom("0", "200", "200.00", "200.5", "300", "500", "500.00"), { nil: null }),
  currency: fc.constantFrom(null, "AZN", "USD", "RUB"),
})
type Claim = typeof claim extends fc.Arbitrary<infer T> ? T : never

const merged = (all: readonly Claim[]) =>
  all.reduce<Claims>((claims, one) => mergeClaim(claims, one, "AZN"), {})

it("remembers the same of any notifications, in whatever order and however often they came", () => {
  const orders = fc
    .array(claim, { maxLength: 8 })
    .chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
    )
  fc.assert(
    fc.property(orders, ([all, shuffled]) => expect(merged(shuffled)).toEqual(merged(all))),
    { numRuns: 5_000 },
  )
})

const azn = (status: Claim["status"], received: Claim["received"]): Claim => ({
  status,
  received,
  currency: null,
})

it("keeps the largest sum that was told for each status", () => {
  const claims = merged([azn("underpaid", "300"), azn("underpaid", "200"), azn("paid", null)])
  expect(claims).toEqual({
    underpaid: { received: "300.00", currency: null },
    paid: { received: null, currency: null },
  })
})

it("does not round a sum up to more than was told", () => {
  expect(mergeClaim({}, { status: "paid", received: "499.999", currency: null }, "AZN").paid?.received).toBe(
    "499.99",
  )
})

it("does not forget a sum because a later notification tells none", () => {
  expect(merged([azn("paid", "500"), azn("paid", null)]).paid?.received).toBe("500.00")
})

it("does not forget that a notification told another currency", () => {
  const told = (["AZN", "USD", "AZN"] as const).map((currency) => ({ ...azn("paid", "500"), currency }))
  expect(merged(told).paid?.currency).toBe("USD")
})

it("leaves the claims it was given untouched", () => {
  const before: Claims = { paid: { received: "1.00", currency: null } }
  mergeClaim(before, { status: "paid", received: "2", currency: null }, "AZN")
  expect(before).toEqual({ paid: { received: "1.00", currency: null } })
})
