import fc from "fast-check"
import {
  allowedPayoutAmount,
  assertMayApprove,
  assertMayPayOut,
  isUnclear,
  nextPayoutCheckIn,
  payoutAccount,
  PAYOUT_REACHED_FROM,
  PAYOUT_STATES,
  payoutPolicyOf,
  type Actor,
  type AskedBy,
  type PayoutPolicy,
} from "../.."

const policy = (change: Partial<PayoutPolicy> = {}): PayoutPolicy => ({
  currencies: ["AZN", "RUB"],
  min: "10",
  max: "1000.00",
  twoPersonPayouts: false,
  allowApiKeys: false,
  ...change,
})
const anna = { actor_id: "user_1", actor_type: "user" }
const boris = { actor_id: "user_2", actor_type: "user" }
const key = { actor_id: "apk_1", actor_type: "api-key" }

describe("whether a payout may be made", () => {
  it("is off without a policy, and where a gateway cannot pay out", () => {
    const payouts = { create: jest.fn(), fetch: jest.fn() }
    const off = expect.objectContaining({ code: "payouts_off" })
    expect(() => payoutPolicyOf(undefined)).toThrow(off)
    expect(() => payoutPolicyOf({ name: "x", payouts })).toThrow(off)
    expect(() => payoutPolicyOf({ name: "x", payoutPolicy: policy() })).toThrow(off)
    expect(payoutPolicyOf({ name: "x", payouts, payoutPolicy: policy() })).toEqual(policy())
  })

  it.each([
    ["10", "azn", "10.00"],
    ["1000", "AZN", "1000.00"],
    ["99.990", "rub", "99.99"],
  ])("%s %s is allowed, exactly", (amount, currency, exact) => {
    expect(allowedPayoutAmount(policy(), amount, currency).amount).toBe(exact)
  })

  it.each([
    ["9.99", "AZN", "payout_amount_not_allowed"],
    ["1000.01", "AZN", "payout_amount_not_allowed"],
    ["50.001", "AZN", "payout_amount_not_allowed"],
    ["", "AZN", "payout_amount_not_allowed"],
    ["50", "USD", "payout_currency_not_allowed"],
    ["50", "", "payout_currency_not_allowed"],
  ])("%s %s is refused: %s", (amount, currency, code) => {
    expect(() => allowedPayoutAmount(policy(), amount, currency)).toThrow(expect.objectContaining({ code }))
  })

  it("never lets an amount outside the limits pass", () => {
    const cents = fc.bigInt({ min: -10_000n, max: 300_000n })
    fc.assert(
      fc.property(cents, (minor) => {
        const text = `${minor < 0n ? "-" : ""}${(minor < 0n ? -minor : minor) / 100n}.${((minor < 0n ? -minor : minor) % 100n).toString().padStart(2, "0")}`
        const allowed = minor >= 1_000n && minor <= 100_000n
        const ask = () => allowedPayoutAmount(policy(), text, "AZN").minor
        if (allowed) expect(ask()).toBe(minor)
        else expect(ask).toThrow()
      }),
    )
  })

  it("goes by who asks: admins always, keys where allowed, nobody else", () => {
    const refused = expect.objectContaining({ code: "payout_actor_not_allowed" })
    expect(() => assertMayPayOut(policy(), anna)).not.toThrow()
    expect(() => assertMayPayOut(policy(), key)).toThrow(refused)
    expect(() => assertMayPayOut(policy({ allowApiKeys: true }), key)).not.toThrow()
    const customer = { actor_id: "cus_1", actor_type: "customer" }
    expect(() => assertMayPayOut(policy({ allowApiKeys: true }), customer)).toThrow(refused)
  })

  it("takes two persons where the merchant wants it; a key is none", () => {
    const two = policy({ twoPersonPayouts: true, allowApiKeys: true })
    const refused = expect.objectContaining({ code: "payout_needs_another_person" })
    const approve = (rules: PayoutPolicy, actor: Actor, askedBy: AskedBy) => () =>
      assertMayApprove(rules, { ...actor, account: null }, askedBy, 0)
    expect(approve(policy(), anna, [anna.actor_id])).not.toThrow()
    expect(approve(two, anna, [anna.actor_id])).toThrow(refused)
    expect(approve(two, anna, [key.actor_id, anna.actor_id])).toThrow(refused)
    expect(approve(two, key, [anna.actor_id])).toThrow(refused)
    expect(approve(two, boris, [key.actor_id, anna.actor_id])).not.toThrow()
    expect(approve(two, boris, [key.actor_id, null])).not.toThrow()
  })

  it.each(["", "  ", "12", "4111 1111", "a\nb", "<b>wallet</b>", "x".repeat(129)])(
    "%j is no account",
    (account) => {
      expect(() => payoutAccount(account)).toThrow(
        expect.objectContaining({ code: "payout_account_invalid" }),
      )
    },
  )

  it.each(["994501112233", " +994501112233 ", "P1000441", "anna@example.com"])(
    "%j is an account",
    (account) => {
      expect(payoutAccount(account)).toBe(account.trim())
    },
  )
})

describe("a payout's state", () => {
  it("is never left once paid, and nothing leads back to a draft", () => {
    for (const state of PAYOUT_STATES) expect(PAYOUT_REACHED_FROM[state]).not.toContain("paid")
    expect(PAYOUT_REACHED_FROM.draft).toEqual([])
  })

  it("becomes sending from approved alone, so that it is handed over once", () => {
    expect(PAYOUT_REACHED_FROM.sending).toEqual(["approved"])
  })

  it("is asked about ever more seldom, and given to a person at last", () => {
    const minute = 60_000
    const ages = [0, 5, 120, 2 * 24 * 60, 15 * 24 * 60].map((minutes) => nextPayoutCheckIn(minutes * minute))
    expect(ages).toEqual([15_000, 2 * minute, 15 * minute, 180 * minute, null])
    expect([isUnclear(119_999), isUnclear(120_000)]).toEqual([false, true])
  })
})
