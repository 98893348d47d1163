import { kassa } from "../../docs/examples/kassa/gateway"
import { openEntry } from "../../src/gateway-kit"
import type { GatewayHarness } from "../../src/testing"
import { KASSA_ACCOUNT, KASSA_KEY, KassaServer } from "./support/kassa-server"
import { runConformance } from "./support/run-conformance"

const server = new KassaServer()

const harness: GatewayHarness = {
  create: (setup, runtime) =>
    openEntry(
      kassa,
      {
        account: setup === "other_account" ? "another" : KASSA_ACCOUNT,
        secretKey: setup === "wrong_key" ? "another" : KASSA_KEY,
        baseUrl: setup === "unreachable" ? "http://127.0.0.1:1/" : server.url,
      },
      runtime,
    ),
  otherSide: {
    pay: (reference, amount) => server.pay(reference, amount),
    payments: async () => [...server.payments.values()],
    operations: async (reference) =>
      [...server.refunds.values()]
        .filter((refund) => refund.reference === reference)
        .map(({ amount }) => ({ kind: "refund", amount })),
    operationCalls: async () => server.calls,
    notifications: async (reference) =>
      server.sent.filter((one) => one.reference === reference).map(({ raw }) => raw),
    troubles: [
      ...(["silence_after_success", "garbage", "server_error", "error_answer"] as const),
      ...(["not_found_page", "wrong_reference", "wrong_amount"] as const),
    ],
    trouble: async (kind) => {
      server.nextTrouble = kind
    },
  },
  reset: async () => server.clear(),
  currency: "RUB",
  secrets: [KASSA_KEY],
}

describe("the gateway of docs/adding-a-gateway.md", () => {
  beforeAll(() => server.listen())
  afterAll(() => server.close())
  runConformance(harness)

  it("refuses an entry's options by name, without any code of its own", () => {
    const open = (more: object) => () =>
      openEntry(kassa, { account: "shop", secretKey: "key", ...more }, { log: {} } as never)
    expect(open({ shopId: "1" })).toThrow(/kassa option "shopId" is not an option/)
    expect(open({ capture: "manual" })).toThrow(/kassa option "capture"/)
    expect(open({ refunds: "payout" })).toThrow(/kassa option "refunds"/)
    expect(open({})().refunds).toBe("gateway")
  })
})
