import { openEntry } from "../entry"
import { m2cerber } from "../m2cerber/gateway"
import { tegro } from "../tegro/gateway"
import { stillRuntime } from "./fixtures"

const shop = { shopId: "shop", apiKey: "key", secretKey: "key" }
const merchant = { merchantId: "1", secretKey: "key", callbackBaseUrl: "https://shop.example" }
const openTegro = (more: object = {}) => openEntry(tegro, { ...shop, ...more }, stillRuntime())
const openM2cerber = (more: object = {}) => openEntry(m2cerber, { ...merchant, ...more }, stillRuntime())
const policyOf = (payouts: unknown) => openTegro({ payouts }).payoutPolicy

describe("the options of payouts and refunds", () => {
  it("are off unless the merchant switches them on", () => {
    const gateway = openM2cerber()
    expect([gateway.payoutPolicy, gateway.refunds]).toEqual([undefined, "reject"])
    expect(policyOf(undefined)).toBeUndefined()
  })

  it("have the gateway's currencies, no limits, one person and no keys by default", () => {
    const defaults = { min: null, max: null, twoPersonPayouts: false, allowApiKeys: false }
    expect(policyOf({})).toEqual({ currencies: ["RUB", "USD", "EUR"], ...defaults })
    expect(policyOf({ currencies: ["uah"] })).toEqual({ currencies: ["UAH"], ...defaults })
  })

  it.each([
    [{ payouts: true }, "payouts"],
    [{ payouts: { currencies: [] } }, "payouts.currencies"],
    [{ payouts: { currencies: ["rubles"] } }, "payouts.currencies.0"],
    [{ payouts: { min: 10 } }, "payouts.min"],
    [{ payouts: { max: "1 000" } }, "payouts.max"],
    [{ payouts: { max: "-1" } }, "payouts.max"],
    [{ payouts: { min: "100.5", max: "99.99999999" } }, "payouts.min"],
    [{ payouts: { twoPersonPayouts: "yes" } }, "payouts.twoPersonPayouts"],
    [{ payouts: { twoPerson: true } }, "payouts.twoPerson"],
    [{ payouts: { approvers: [] } }, "payouts.approvers"],
    [{ payouts: { approvers: ["anna"] } }, "payouts.approvers.0"],
    [{ payouts: { approverAge: 7 } }, "payouts.approverAge"],
    [{ refunds: "always" }, "refunds"],
    [{ refunds: "payout" }, "refunds"],
  ])("stop Medusa at boot by their name: %j", (options, option) => {
    const named = expect.objectContaining({ option, message: expect.stringContaining(`"${option}"`) })
    expect(() => openTegro(options)).toThrow(named)
    expect(() => openM2cerber(options)).toThrow(named)
  })

  it("name who may approve, in any spelling of their addresses, and how old their accounts are", () => {
    expect(policyOf({ approvers: ["Anna@Example.com"], approverAge: "7d" })).toMatchObject({
      approvers: ["Anna@Example.com"],
      approverAgeMs: 7 * 24 * 60 * 60_000,
    })
  })

  it("hold no currency that m2cerber cannot move", () => {
    const payouts = { currencies: ["AZN", "USD"] }
    expect(() => openM2cerber({ payouts })).toThrow(
      expect.objectContaining({ option: "payouts.currencies", message: expect.stringContaining("AZN only") }),
    )
  })
})
