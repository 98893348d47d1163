import { CAPABILITIES, capabilityTable } from "../capabilities"
import { m2cerber } from "../../../src/gateways/m2cerber/gateway"
import { tegro } from "../../../src/gateways/tegro/gateway"

it("is a table for the documents, in which the merchant reads yes or no", () => {
  const table = capabilityTable([
    { title: "Tegro.money", currencies: ["RUB", "USD", "EUR"], capabilities: tegro.capabilities },
    { title: "m10", currencies: ["AZN"], capabilities: m2cerber.capabilities },
  ])
  expect(table.split("\n")).toHaveLength(3 + Object.keys(CAPABILITIES).length)
  expect(table).toContain("| Capability | Tegro.money | m10 |\n| --- | :---: | :---: |\n")
  expect(table).toContain("| Currencies | RUB, USD, EUR | AZN |")
  expect(table).toContain("| Lists its payments | yes | no |")
  expect(table).toContain("| Tells the gateway that the shopper will not pay | no | yes |")
  expect(table).toContain("| Shows balances | yes | yes, of single days too |")
})
