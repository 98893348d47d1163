import { Money, type EntryGateway, type Observation } from "../../core"
import { HOLDING } from "../../core/__tests__/support/capabilities"
import { keepAnswer } from "../../core/settlement"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { captureHeld, type CaptureDependencies } from "../base/attempts/capture"

const rub = (amount: string) => Money.of(amount, "RUB")

/** A payment of 100.00 that was held, of which Medusa has written one capture down; nothing is sent to the gateway. */
class Hold {
  private readonly attempt = {
    ...{ id: "payatt_1", gateway: "toy", provider_id: "pp_toy", account: "shop", reference: "ref-1" },
    ...{ gateway_id: "701", session_id: "payses_1", payment_collection_id: "paycol_1", amount: "100.00" },
    ...{ currency_code: "RUB", status: "authorized", claims: {}, words: [], observations: {} },
    ...{ superseded_at: null, cleared_at: null, last_observed_at: null, answered_at: null, claimed_at: null },
    ...{ settled_at: null, created_at: new Date(0) },
  } as unknown as PaymentAttempt

  gatewayShows(shown: Partial<Observation>): this {
    const nothing = { account: null, asked: null, received: null, currency: null, fee: null, test: false }
    const seen = {
      code: "x",
      reference: "ref-1",
      gatewayId: "701",
      paidAt: null,
      raw: {},
      ...nothing,
      ...shown,
    }
    this.attempt.observations = keepAnswer({}, "ref-1", seen as Observation)
    return this
  }

  capture(amount: string): Promise<boolean> {
    const gateway = { name: "toy", account: "shop", capabilities: HOLDING } as unknown as EntryGateway
    const captures = [{ id: "capt_1", amount: rub(amount), createdAt: 0 }]
    const payment = {
      ...{ id: "pay_1", providerId: "pp_toy", sessionId: "payses_1", collectionId: "paycol_1" },
      ...{ currency: "RUB", isCanceled: false, captures, refunds: [] },
    }
    const money = { collectionIds: ["paycol_1"], cart: null, order: null, sessions: [], payments: [payment] }
    const ledger = {
      attempts: { ofCollections: async () => [this.attempt] },
      operations: { ofAttempts: async () => [] },
    }
    const dependencies = {
      settlement: () => ({
        ledger,
        medusa: { money: async () => money },
        gateway: async () => gateway,
        gatewayOfAccount: async () => undefined,
      }),
    } as unknown as CaptureDependencies
    return captureHeld(gateway, dependencies, this.attempt, "capt_1")
  }
}

describe("a capture in Medusa of a hold that was captured in the gateway's cabinet", () => {
  const inPart = { status: "paid", received: "60.00" } as const

  it("is recorded as far as the gateway has taken it", async () => {
    expect(await new Hold().gatewayShows(inPart).capture("60.00")).toBe(false)
    expect(await new Hold().gatewayShows({ status: "paid", received: "100.00" }).capture("100.00")).toBe(
      false,
    )
  })

  it("is refused where it is more: the rest went back to the shopper", async () => {
    await expect(new Hold().gatewayShows(inPart).capture("100.00")).rejects.toMatchObject({
      code: "hold_captured",
    })
  })
})

it("a capture in Medusa of a hold that has ended is refused", async () => {
  const ended = new Hold().gatewayShows({ status: "canceled" })
  await expect(ended.capture("100.00")).rejects.toMatchObject({ code: "hold_ended" })
})
