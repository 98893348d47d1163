import type { EntryGateway, Observation } from "../../core"
import { PLAIN } from "../../core/__tests__/support/capabilities"
import { GatewayUnavailable } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import type { SettlementDependencies } from "../dependencies"
import { gather } from "../gather"
import { gatewayOf } from "../gateway-of"
import { observe } from "../observe"

/** A store whose entries are these, by their accounts; each account answers about a payment as told. */
function store(entries: Record<string, string>, answers: Record<string, Partial<Observation> | null> = {}) {
  const asked: string[] = []
  const lookedUp: string[] = []
  const recorded: object[] = []
  const gatewayWith = (account: string) =>
    ({
      ...{ name: "tegro", account, acceptsTestPayments: false, capabilities: PLAIN },
      fetchPayment: async ({ reference }: { reference: string }) => {
        asked.push(account)
        if (!(account in answers)) throw new GatewayUnavailable("no answer")
        const answer = answers[account]
        return answer ? { status: "awaiting", code: "0", reference, gatewayId: "7", ...answer } : null
      },
    }) as unknown as EntryGateway
  const dependencies = {
    gateway: async (providerId: string) => {
      lookedUp.push(providerId)
      const account = entries[providerId]
      return account === undefined ? undefined : gatewayWith(account)
    },
    gatewayOfAccount: async (_: string, account: string | null) => {
      const accounts = [...new Set(Object.values(entries))]
      const wanted = account ?? (accounts.length === 1 ? accounts[0] : undefined)
      return wanted !== undefined && accounts.includes(wanted) ? gatewayWith(wanted) : undefined
    },
    ledger: {
      attempts: {
        record: async (_: string, change: object) => {
          recorded.push(change)
          return { before: attempt(), after: attempt() }
        },
        ofCollections: async () => [attempt(), attempt(), attempt()],
      },
    },
    medusa: {
      money: async () => ({ collectionIds: ["c"], cart: null, order: null, sessions: [], payments: [] }),
    },
    events: { emit: async () => undefined },
    now: () => 0,
  } as unknown as SettlementDependencies
  return { dependencies, asked, lookedUp, recorded }
}

const attempt = (change: Partial<PaymentAttempt> = {}) =>
  ({
    ...{ id: "payatt_1", gateway: "tegro", provider_id: "pp_tegro_old", account: null, reference: "mpg-1" },
    ...{ gateway_id: null, payment_collection_id: "c", amount: "10.00", currency_code: "RUB" },
    ...{ status: "awaiting", claims: {}, observations: {}, codes: [], words: [], created_at: new Date(0) },
    ...{ held_for: null, superseded_at: null, cleared_at: null, last_observed_at: null, answered_at: null },
    claimed_at: null,
    settled_at: null,
    ...change,
  }) as unknown as PaymentAttempt

const ROAD = { road: "sweep" } as const
const NOT_CONFIGURED = expect.objectContaining({ code: "unknown_shop" })

describe("a payment of 0.1.0 whose entry was renamed", () => {
  it("is asked about at the gateway's only account, which it belongs to when that shows it", async () => {
    const { dependencies, asked, recorded } = store({ pp_tegro_main: "shop" }, { shop: {} })
    await observe(dependencies, attempt(), ROAD)
    expect(asked).toEqual(["shop"])
    expect(recorded).toEqual([expect.objectContaining({ account: "shop", answer: expect.anything() })])
  })

  it.each<[string, Partial<Observation> | null]>([
    ["knows no such payment", null],
    ["answers about another one", { reference: "mpg-2" }],
  ])("stays without an answer where that account %s", async (_, answer) => {
    const { dependencies, recorded } = store({ pp_tegro_main: "shop" }, { shop: answer })
    await expect(observe(dependencies, attempt(), ROAD)).rejects.toEqual(NOT_CONFIGURED)
    expect(recorded).toEqual([{ last_observed_at: new Date(0) }])
  })

  it("is nobody's where the gateway has several accounts", async () => {
    const { dependencies, asked } = store({ pp_tegro_main: "shop", pp_tegro_two: "other" })
    await expect(observe(dependencies, attempt(), ROAD)).rejects.toEqual(NOT_CONFIGURED)
    expect(asked).toEqual([])
  })

  it("is told as long as the account is only assumed", async () => {
    const { dependencies, lookedUp } = store({ pp_tegro_main: "shop" })
    const { money } = await gather(dependencies, "c")
    expect(money.attempts.map(({ policy }) => policy)).toEqual([null, null, null])
    expect(lookedUp).toEqual(["pp_tegro_old"])
  })
})

it("a payment whose account is known is asked about there, whatever keys its entry has by now", async () => {
  const { dependencies } = store({ pp_tegro_old: "other", pp_tegro_main: "shop" })
  const found = await gatewayOf(dependencies, attempt({ account: "shop" }))
  expect(found).toMatchObject({ gateway: { account: "shop" }, own: { account: "other" }, isAssumed: false })
  expect(await gatewayOf(dependencies, attempt({ account: "gone" }))).toBeUndefined()
  expect(await gatewayOf(dependencies, attempt())).toMatchObject({
    gateway: { account: "other" },
    isAssumed: false,
  })
})
