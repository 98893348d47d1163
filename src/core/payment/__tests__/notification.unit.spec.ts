import { InvalidNotification } from "../../errors"
import type { Notification } from "../../gateway"
import { assertKeepable, hookPath } from "../notification"

const signed = (facts: object = {}, claim: object = {}) =>
  ({
    ...{ proof: "signed", subject: "payment", reference: "mpg-1", gatewayId: null, fingerprint: "f" },
    claim: { status: "paid", received: null, currency: null, ...claim },
    ...facts,
  }) as Notification
const named = (gatewayId: string, subject = "payment") =>
  ({ proof: "none", subject, gatewayId }) as unknown as Notification

const LONGEST = "x".repeat(255)
const UNKEEPABLE = [`${LONGEST}x`, "a\0b", "a\ud83d"]

it("the hook of an entry is at its name without Medusa's prefix", () => {
  expect(hookPath("pp_bank_main")).toBe("hooks/payment-gateways/bank_main")
  expect(hookPath("pp_bank_pp_two")).toBe("hooks/payment-gateways/bank_pp_two")
})

describe("a notification is kept", () => {
  it("with texts as long as there can be, and without those that it does not tell", () => {
    assertKeepable(signed())
    assertKeepable(signed({ reference: LONGEST, gatewayId: LONGEST, fingerprint: LONGEST }))
    assertKeepable(signed({}, { received: "1490.50", currency: "RUB" }))
    assertKeepable(named(LONGEST))
  })

  it.each(["reference", "gatewayId", "fingerprint"])("but not with a %s that no database holds", (field) => {
    for (const text of UNKEEPABLE) {
      expect(() => assertKeepable(signed({ [field]: text }))).toThrow(InvalidNotification)
    }
  })

  it.each(["received", "currency"])("but not with a claim whose %s no database holds", (field) => {
    for (const text of UNKEEPABLE) {
      expect(() => assertKeepable(signed({}, { [field]: text }))).toThrow(InvalidNotification)
    }
  })

  it("but not, unsigned, with a number that no database holds", () => {
    for (const text of UNKEEPABLE) {
      expect(() => assertKeepable(named(text))).toThrow(InvalidNotification)
    }
  })

  it("where it is about nothing that is kept", () => {
    expect(() => assertKeepable(named("a\0b", "nothing"))).not.toThrow()
  })
})
