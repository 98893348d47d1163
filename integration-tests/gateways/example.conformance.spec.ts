import { kassa } from "../../docs/examples/kassa/gateway"
import "../../docs/examples/kassa/__tests__/kassa.unit.spec"
import { openEntry } from "../../src/gateway-kit"

it("the gateway of docs/adding-a-gateway.md refuses an entry's options by name, without any code of its own", () => {
  const open = (more: object) => () =>
    openEntry(kassa, { account: "shop", secretKey: "key", ...more }, { log: {} } as never)
  expect(open({ shopId: "1" })).toThrow(/kassa option "shopId" is not an option/)
  expect(open({ capture: "manual" })).toThrow(/kassa option "capture"/)
  expect(open({ refunds: "payout" })).toThrow(/kassa option "refunds"/)
  expect(open({})().refunds).toBe("gateway")
})
