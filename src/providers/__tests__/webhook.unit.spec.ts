import type { EntryGateway, SignedNotification } from "../../core"
import type { ProviderDependencies } from "../base/dependencies"
import { webhookAction } from "../base/webhook"

const NOTIFICATION = {
  ...{ proof: "signed", subject: "payment", reference: "ref-1", gatewayId: null, fingerprint: "f" },
  claim: { status: "paid", received: "500", currency: null },
} as unknown as SignedNotification

/** A store with one payment, of which an entry is told by a notification that its own key has signed. */
async function told(attempt: { account: string | null }, signedBy: string) {
  const inbox: unknown[] = []
  const warnings: string[] = []
  const gatewayOf = (account: string) =>
    ({ name: "m2cerber", account, parseNotification: () => NOTIFICATION }) as unknown as EntryGateway
  const row = { ...attempt, provider_id: "pp_m2cerber_main", reference: "ref-1" }
  const ledger = {
    attempts: { find: async () => row },
    inbox: { receive: async (one: unknown) => void inbox.push(one) },
  }
  const dependencies = {
    ledger: () => ledger,
    runtime: { now: () => 0, log: { warn: (text: string) => void warnings.push(text) } },
    settlement: () => ({
      gateway: async (id: string) => (id === "pp_m2cerber_main" ? gatewayOf("live") : undefined),
    }),
  } as unknown as ProviderDependencies
  const payload = { data: {}, rawData: "{}", headers: { "content-type": "application/json" } }
  const answer = await webhookAction(gatewayOf(signedBy), dependencies, payload)
  expect(answer).toEqual({ action: "not_supported" })
  return { inbox: inbox.length, refused: warnings.join() }
}

describe("a genuine notification to Medusa's own hook", () => {
  it("of the payment's own account goes into the inbox", async () => {
    expect(await told({ account: "live" }, "live")).toEqual({ inbox: 1, refused: "" })
  })

  it("of another account of the gateway says nothing about the payment", async () => {
    expect(await told({ account: "live" }, "other")).toMatchObject({
      inbox: 0,
      refused: expect.stringContaining("unknown_reference"),
    })
  })

  it("goes by the entry's account where the payment is older than accounts are", async () => {
    expect(await told({ account: null }, "live")).toMatchObject({ inbox: 1 })
    expect(await told({ account: null }, "other")).toMatchObject({ inbox: 0 })
  })
})
