import { DEFAULT_TEGRO_SHOP } from "../../src/simulator"
import { runConformance } from "./support/run-conformance"
import { tegroHarness } from "./support/tegro"
import { startWorld } from "./support/world"

const WAYS = {
  "an order by the API": {},
  "an order by the API, with a receipt and a fixed payment system": { sendReceipt: true, paymentSystem: 36 },
  "a signed link": { checkout: "redirect", lang: "en" },
  "a signed form": { checkout: "form", paymentSystem: 36 },
  "two secret keys, of which the other side still has the old one for notifications": {
    secretKey: ["the-next-secret-key", DEFAULT_TEGRO_SHOP.secretKey],
  },
} as const

describe.each(Object.entries(WAYS))("Tegro by %s", (_way, options) => {
  runConformance(tegroHarness(startWorld(), options as object))
})
