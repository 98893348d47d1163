import type { Gateway } from "../../core/gateway"
import { CAPABILITIES, capabilitiesOf, capabilityTable } from "../capabilities"
import { createM2cerberGateway } from "../m2cerber/gateway"
import { parseM2cerberOptions } from "../m2cerber/options"
import { createTegroGateway } from "../tegro/gateway"
import { parseTegroOptions } from "../tegro/options"
import { stillRuntime } from "./fixtures"

const tegro = createTegroGateway(
  parseTegroOptions({ shopId: "shop", apiKey: "api", secretKey: "key" }),
  stillRuntime(),
)
const m2cerber = createM2cerberGateway(
  parseM2cerberOptions({ merchantId: "1", secretKey: "key", callbackBaseUrl: "https://shop.example" }),
  stillRuntime(),
)

it("tells what each gateway really can", () => {
  expect(capabilitiesOf(tegro)).toEqual({
    cancelPayment: false,
    confirmSent: false,
    listPayments: true,
    balances: true,
    payouts: true,
    listPayouts: true,
    checkConnection: true,
  })
  expect(capabilitiesOf(m2cerber)).toEqual({
    cancelPayment: true,
    confirmSent: true,
    listPayments: false,
    balances: true,
    payouts: true,
    listPayouts: false,
    checkConnection: true,
  })
})

it("sees a capability come and go with the member itself", () => {
  const { balances: _gone, ...without }: Gateway = tegro
  expect(capabilitiesOf(without).balances).toBe(false)
  expect(capabilitiesOf({ ...without, cancelPayment: async () => {} }).cancelPayment).toBe(true)
})

it("is a table for the README, in which the merchant reads yes or no", () => {
  const table = capabilityTable([
    { title: "Tegro.money", gateway: tegro },
    { title: "m10", gateway: m2cerber },
  ])
  expect(table.split("\n")).toHaveLength(3 + Object.keys(CAPABILITIES).length)
  expect(table).toContain("| Capability | Tegro.money | m10 |\n| --- | :---: | :---: |\n")
  expect(table).toContain("| Currencies | RUB, USD, EUR | AZN |")
  expect(table).toContain("| Lists its payments | yes | no |")
  expect(table).toContain("| Tells the gateway that the shopper will not pay | no | yes |")
})
