import { Money, type EntryGateway, type RefundMode } from "../../core"
import { keepAnswer } from "../../core/settlement"
import type { PaymentAttempt, PersonsWord } from "../../modules/gateway-ledger"
import { refundAttempt, type RefundDependencies } from "../base/attempts/refund"

const HUNDRED = Money.of("100.00", "RUB")

/** A payment of 100.00 that Medusa has captured, with refunds; what became of one is written down here. */
class Shop {
  readonly owed: string[] = []
  readonly paidOut: string[] = []
  readonly woken: string[] = []
  /** Who refunds in Medusa, and who is written down as having asked for a payout. */
  author: string | null = "user_anna"
  readonly askedBy: unknown[] = []
  refunds: { id: string; amount: Money }[] = []
  attempt = {
    id: "payatt_1",
    gateway: "tegro",
    provider_id: "pp_tegro",
    account: null,
    reference: "ref-1",
    gateway_id: "701",
    session_id: "payses_1",
    payment_collection_id: "paycol_1",
    amount: "100.00",
    currency_code: "RUB",
    payer_account: "994501112233",
    status: "paid",
    claims: {},
    words: [],
    superseded_at: null,
    last_observed_at: null,
    answered_at: null,
    claimed_at: null,
    settled_at: null,
    cleared_at: new Date(0),
    created_at: new Date(0),
  } as unknown as PaymentAttempt

  constructor() {
    this.gatewayShows("paid")
  }

  gatewayShows(status: "paid" | "refunded"): void {
    const nothing = { account: null, asked: "100.00", received: null, currency: null, fee: null, test: false }
    const seen = {
      status,
      code: status,
      reference: "ref-1",
      gatewayId: "701",
      paidAt: null,
      raw: {},
      ...nothing,
    }
    this.attempt = { ...this.attempt, observations: keepAnswer({}, "ref-1", seen) }
  }

  personReturned(amount: string): void {
    const word = { action: "returned", kind: "no_order", amount, refund_id: null, gateway_id: null }
    this.attempt = { ...this.attempt, words: [word as PersonsWord] }
  }

  readonly events: [string, object][] = []
  readonly warnings: string[] = []
  isBusDown = false

  private async emit(name: string, data: object) {
    if (this.isBusDown) throw new Error("no bus")
    this.events.push([name, data])
  }

  /** Medusa has written the refund down, and asks the provider. */
  refund(refunds: RefundMode, amount = "100.00"): Promise<void> {
    const wanted = { id: `ref_${this.refunds.length}`, amount: Money.of(amount, "RUB") }
    this.refunds = [...this.refunds, wanted]
    const refund = { amount: wanted.amount, refundId: wanted.id }
    return refundAttempt(this.gateway(refunds), this.dependencies(), this.attempt, refund)
  }

  private gateway(refunds: RefundMode): EntryGateway {
    const payoutPolicy = { currencies: ["RUB"], min: null, max: null, twoPersonPayouts: false }
    return {
      name: "tegro",
      refunds,
      payouts: {},
      payoutPolicy,
      newReference: () => "out",
    } as unknown as EntryGateway
  }

  private dependencies(): RefundDependencies {
    const ledger = {
      attempts: {
        find: async () => undefined,
        ofCollections: async () => [this.attempt],
        wake: async (ids: string[]) => void this.woken.push(...ids),
      },
      operations: { ofAttempts: async () => [] },
      payouts: {
        ofAttempts: async () => [],
        hasReference: async () => false,
        openRefund: async ({ amount, requested_by, requested_person }: Record<string, string>) => {
          this.paidOut.push(amount as string)
          this.askedBy.push([requested_by, requested_person])
          return { id: "payout_1", state: "approved", provider_id: "pp_tegro" }
        },
      },
      openProblem: async ({ kind, amount }: { kind: string; amount: string }) =>
        void this.owed.push(`${kind} ${amount}`),
    }
    return {
      ledger: () => ledger,
      runtime: { now: () => 0 },
      refundAuthor: async () => this.author,
      personBehind: async (id: string) => (id === "apk_1" ? "user_anna" : id),
      settlement: () => ({
        ledger,
        events: { emit: (name: string, data: object) => this.emit(name, data) },
        log: { warn: (line: string) => void this.warnings.push(line) },
        medusa: { money: async () => this.money() },
        gateway: async () => undefined,
        gatewayOfAccount: async () => undefined,
      }),
    } as unknown as RefundDependencies
  }

  private money() {
    const captured = {
      captures: [{ id: "capt_1", amount: HUNDRED }],
      refunds: this.refunds,
      isCanceled: false,
    }
    const payment = {
      id: "pay_1",
      providerId: "pp_tegro",
      sessionId: "payses_1",
      currency: "RUB",
      ...captured,
    }
    const order = { id: "order_1", isUnlinked: false }
    return { cart: null, order, sessions: [], payments: [payment], collectionIds: ["paycol_1"] }
  }
}

let shop: Shop
beforeEach(() => {
  shop = new Shop()
})

const refusal = (code: string) => expect.objectContaining({ code })
const MODES = ["reject", "manual", "payout"] as const

describe("a refund in Medusa of money that is still there", () => {
  it("is refused where a gateway cannot refund, unless the merchant chose another way", async () => {
    await expect(shop.refund("reject")).rejects.toEqual(refusal("refund_not_supported"))
    expect([...shop.owed, ...shop.paidOut]).toEqual([])
  })

  it("is owed by hand, or goes back by a payout", async () => {
    await shop.refund("manual", "30.00")
    await shop.refund("payout", "20.00")
    expect(shop).toMatchObject({ owed: ["refund_owed 30.00"], paidOut: ["20.00"] })
  })
})

describe("a refund in Medusa that goes back by a payout", () => {
  it("announces the payout to the merchant's subscribers", async () => {
    await shop.refund("payout")
    const data = { id: "payout_1", state: "approved", provider_id: "pp_tegro" }
    expect(shop.events).toEqual([["payment_gateway.payout_updated", data]])
  })

  it.each([
    ["user_boris", ["user_boris", "user_boris"]],
    ["apk_1", ["apk_1", "user_anna"]],
    [null, ["refund", null]],
  ])(
    "is asked for by who has refunded, and by the admin in person behind a key: %s",
    async (author, asked) => {
      shop.author = author
      await shop.refund("payout")
      expect(shop.askedBy).toEqual([asked])
    },
  )
})

it("a refund in Medusa whose payout is on record stays, though nobody could be told of it", async () => {
  shop.isBusDown = true
  await shop.refund("payout")
  expect(shop.paidOut).toEqual(["100.00"])
  expect(shop.warnings).toEqual(["event not emitted: payout_id=payout_1 error=no bus"])
})

describe("a refund in Medusa of money that went back in the gateway's cabinet", () => {
  it.each(MODES)("is recorded, and nothing is owed or sent, with refunds: %s", async (mode) => {
    shop.gatewayShows("refunded")
    await shop.refund(mode)
    expect(shop).toMatchObject({ owed: [], paidOut: [] })
    // What is told of it in Medusa is another matter now.
    expect(shop.woken).toEqual(["payatt_1"])
  })

  it.each(MODES)("is never more than was captured, with refunds: %s", async (mode) => {
    shop.gatewayShows("refunded")
    await expect(shop.refund(mode, "100.01")).rejects.toEqual(refusal("payout_amount_not_allowed"))
  })
})

describe("a refund in Medusa of what a person has returned by hand", () => {
  it.each(MODES)("is recorded, and nothing is owed or sent, with refunds: %s", async (mode) => {
    shop.personReturned("40.00")
    await shop.refund(mode, "40.00")
    expect(shop).toMatchObject({ owed: [], paidOut: [] })
  })

  it("leaves the rest to go back", async () => {
    shop.personReturned("40.00")
    await shop.refund("payout")
    expect(shop.paidOut).toEqual(["60.00"])
  })
})
