import type { MedusaContainer } from "@medusajs/framework/types"
import { publicAddress } from "../connections"

const addressOf = (config: object) => publicAddress({ resolve: () => config } as unknown as MedusaContainer)
const payment = (...options: object[]) => ({
  payment: { options: { providers: options.map((one) => ({ options: one })) } },
})

it.each([
  [{ admin: { backendUrl: "https://shop.example/" } }, "https://shop.example"],
  [
    { admin: { backendUrl: "https://shop.example/medusa//" }, modules: payment({}) },
    "https://shop.example/medusa",
  ],
  [
    {
      admin: { backendUrl: "/" },
      modules: payment({ shopId: "1" }, { callbackBaseUrl: "https://api.example" }),
    },
    "https://api.example",
  ],
  [{ modules: payment({ callbackBaseUrl: "http://127.0.0.1:9000/" }) }, "http://127.0.0.1:9000"],
])("is what the merchant has configured: %j", (config, address) => {
  expect(addressOf(config)).toBe(address)
})

it.each([
  {},
  { admin: {} },
  { admin: { backendUrl: "/" }, modules: { payment: {} } },
  { modules: { payment: true } },
])("is nobody's guess where nothing is configured: %j", (config) => {
  expect(addressOf(config)).toBeNull()
})
