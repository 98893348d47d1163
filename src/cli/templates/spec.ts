/** The conformance suite over the gateway and its other side. */
export const SPEC = `import { openEntry } from "medusa-payment-gateways/gateway-kit"
import { gatewayConformance, type GatewayHarness } from "medusa-payment-gateways/testing"
import { {{name}} } from "../gateway"
import { ACCOUNT, {{Name}}OtherSide, SECRET_KEY } from "../other-side"

const otherSide = new {{Name}}OtherSide()

const harness: GatewayHarness = {
  create: (setup, runtime) =>
    openEntry(
      {{name}},
      {
        account: setup === "other_account" ? "another" : ACCOUNT,
        secretKey: setup === "wrong_key" ? "another" : SECRET_KEY,
        baseUrl: setup === "unreachable" ? "http://127.0.0.1:1/" : otherSide.url,
      },
      runtime,
    ),
  otherSide,
  reset: async () => otherSide.clear(),
  currency: "RUB",
  secrets: [SECRET_KEY],
}

describe("{{name}}", () => {
  beforeAll(() => otherSide.listen())
  afterAll(() => otherSide.close())
  for (const { name, skipped, run } of gatewayConformance(harness)) {
    const test = skipped ? it.skip : it
    test(skipped ? \`\${name} (\${skipped})\` : name, run)
  }
})
`
