import { inspect } from "node:util"
import { z } from "@medusajs/framework/zod"
import { OptionsError } from "../../core/errors"
import type {
  Capabilities,
  EntryPolicy,
  Gateway,
  GatewayDefinition,
  NewOperation,
  Notification,
  Observation,
  ObservedRefund,
  Payouts,
} from "../../core/gateway"
import { PLAIN } from "../../core/__tests__/support/capabilities"
import { openEntry } from "../entry"
import { m2cerber } from "../m2cerber/gateway"
import { tegro } from "../tegro/gateway"
import { request, stillRuntime } from "./fixtures"

const NOTHING: Capabilities = { ...PLAIN, notifications: "unsigned", cabinetUrls: [] }

/** As an outsider may write one: a class that keeps what it needs to itself. */
class Bank implements Gateway {
  readonly name: string = "bank"
  readonly currencies: readonly string[] = ["EUR", "JPY"]
  #drawn = 0

  constructor(readonly account: string) {}

  newReference() {
    return `bank-${++this.#drawn}`
  }
  async createPayment() {
    return { gatewayId: null, next: { type: "redirect" as const, url: "https://bank.example" } }
  }
  async fetchPayment(): Promise<Observation | null> {
    return null
  }
  parseNotification(): Notification {
    return { proof: "none", subject: "nothing" }
  }
}

class Refunder extends Bank {
  operationBody = (_: unknown, { key }: NewOperation) => key
  async refundPayment(): Promise<ObservedRefund> {
    return { gatewayId: null, status: "done", amount: null, reason: null, raw: {} }
  }
  async fetchRefund() {
    return null
  }
}

const paysOut = (): Payouts => ({
  create: async ({ reference }) => ({ reference, gatewayId: null, status: "pending", raw: {} }),
  fetch: async () => null,
})

interface Options {
  key: string
}

const define = (change: Partial<GatewayDefinition<Options>> = {}): GatewayDefinition<Options> => ({
  name: "bank",
  title: "Bank",
  referenceForm: "text",
  capabilities: NOTHING,
  // Not strict: an author forgets it.
  options: z.object({ key: z.string().min(1, "must not be empty").describe("The key") }),
  create: ({ options }) => new Bank(options.key),
  ...change,
})
const open = (definition: GatewayDefinition<Options>, raw: unknown = {}) =>
  openEntry(
    definition,
    typeof raw === "object" && raw !== null ? { key: "shop", ...raw } : raw,
    stillRuntime(),
  )

function refusal(work: () => unknown): OptionsError {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(OptionsError)
    return error as OptionsError
  }
  throw new Error("the options were accepted")
}

const REFUNDS = define({
  capabilities: { ...NOTHING, refunds: "partial", operationKeysMs: 1 },
  create: ({ options }) => new Refunder(options.key),
})
const PAYS_OUT = define({
  capabilities: { ...NOTHING, payouts: "plain" },
  create: ({ options }) => Object.assign(new Bank(options.key), { payouts: paysOut() }),
})

describe("the options of any gateway's entry", () => {
  it("that say nothing leave everything as it is usual", () => {
    expect(open(define())).toMatchObject<EntryPolicy>({
      orderPolicy: { placeOrder: "after_payment", cancelUnpaidAfterMs: 86_400_000 },
      acceptsTestPayments: false,
      limits: { min: null, max: null },
      capture: "automatic",
      refunds: "reject",
      sendsReceipt: false,
    })
    expect(open(define()).payoutPolicy).toBeUndefined()
  })

  it("return money by the gateway where it can, unless the merchant wants something else", () => {
    expect(open(REFUNDS).refunds).toBe("gateway")
    expect(open(REFUNDS, { refunds: "manual" }).refunds).toBe("manual")
  })

  it("are handed to the gateway: its own, and what the merchant wants", () => {
    const seen: unknown[] = []
    const definition = define({
      capabilities: { ...NOTHING, testPayments: true },
      create: ({ options, policy }) => {
        seen.push(options, policy.acceptsTestPayments)
        return new Bank(options.key)
      },
    })
    open(definition, { test: true })
    expect(seen).toEqual([{ key: "shop" }, true])
  })

  it("pay out in what the gateway takes, in what it pays out, or in what the merchant names", () => {
    expect(open(PAYS_OUT, { payouts: {} }).payoutPolicy?.currencies).toEqual(["EUR", "JPY"])
    expect(open(PAYS_OUT, { payouts: { currencies: ["jpy"] } }).payoutPolicy?.currencies).toEqual(["JPY"])
  })

  it.each<[string, GatewayDefinition<Options>, object, RegExp]>([
    ["mistyped", define(), { mistyped: 1 }, /is not an option/],
    ["capture", define(), { capture: "manual" }, /holds no money/],
    ["capture", define(), { capture: "by hand" }, /automatic.*manual/],
    ["refunds", define(), { refunds: "gateway" }, /returns no money/],
    ["refunds", define(), { refunds: "payout" }, /pays nothing out/],
    ["refunds", PAYS_OUT, { refunds: "payout" }, /only where the option payouts is set/],
    ["refunds", PAYS_OUT, { refunds: "sometimes" }, /reject/],
    ["payouts", define(), { payouts: {} }, /pays nothing out/],
    ["payouts.currencies", PAYS_OUT, { payouts: { currencies: ["USD"] } }, /EUR, JPY only/],
    ["payouts.min", PAYS_OUT, { payouts: { min: "2", max: "1" } }, /more than payouts.max/],
    ["payouts.min", PAYS_OUT, { payouts: { min: "abc", max: "10" } }, /an amount as text/],
    ["test", define(), { test: true }, /no play money/],
    ["sendReceipt", define(), { sendReceipt: true }, /no receipts/],
    ["minAmount", define(), { minAmount: "0.50" }, /finer than JPY/],
    ["maxAmount", define(), { maxAmount: "10.001" }, /finer than EUR/],
    ["minAmount", define(), { minAmount: "2", maxAmount: "1" }, /more than maxAmount/],
    ["minAmount", define(), { minAmount: 2 }, /wrong/],
    ["placeOrder", define(), { placeOrder: "later" }, /after_payment.*before_payment/],
    ["cancelUnpaidAfter", define(), { cancelUnpaidAfter: "soon" }, /duration/],
    ["key", define(), { key: "" }, /empty/],
    ["key", define(), { key: undefined }, /is required/],
  ])("stop Medusa at boot by their name: %s", (option, definition, options, reason) => {
    const error = refusal(() => open(definition, options))
    expect(error.option).toBe(option)
    expect(error.message).toContain(`medusa-payment-gateways: bank option "${option}" `)
    expect(error.message).toMatch(reason)
  })

  it("that ask for nothing are no harm where the gateway cannot do it", () => {
    const nothing = { test: false, sendReceipt: false, capture: "automatic", refunds: "reject" }
    expect(open(define(), { ...nothing, payouts: undefined })).toMatchObject({ refunds: "reject" })
  })

  it("are told all at once where several are wrong, the gateway's own first", () => {
    const error = refusal(() => open(define(), { typo: 1, test: "yes", key: "" }))
    expect(error.option).toBe("key")
    for (const option of ["key", "test", "typo"]) expect(error.message).toContain(`option "${option}"`)
  })

  it.each([undefined, null, "s3cret", 5, []])("are refused without being shown when they are %j", (raw) => {
    expect(inspect(refusal(() => openEntry(define(), raw, stillRuntime())))).not.toContain("s3cret")
  })

  it("may be wrapped in whatever zod has, and unknown ones are found all the same", () => {
    const wrapped = define({
      options: z
        .preprocess((raw) => raw, z.looseObject({ key: z.string() }))
        .transform(({ key }) => ({ key }))
        .refine(() => true),
    })
    expect(refusal(() => open(wrapped, { kee: "x" })).option).toBe("kee")
    const either = z.union([z.object({ key: z.string() }), z.object({ token: z.string(), key: z.string() })])
    expect(open(define({ options: either }), { token: "t" }).account).toBe("shop")
    expect(refusal(() => open(define({ options: either }), { tokn: "t" })).option).toBe("tokn")
  })

  it("cannot be defined again by a gateway: that is told to its author", () => {
    const options = z.object({ key: z.string(), test: z.boolean().optional() })
    expect(() => open(define({ options }))).toThrow(/^gateway bank: the option "test"/)
  })
})

describe("a gateway that a provider entry runs", () => {
  it("works member by member, although it is a class with fields of its own", () => {
    const { newReference } = open(define())
    expect([newReference(), newReference()]).toEqual(["bank-1", "bank-2"])
  })

  it("says nothing that is longer than can be kept", async () => {
    const long = "x".repeat(100_000)
    const failing = Object.assign(new Bank("shop"), { createPayment: () => Promise.reject(new Error(long)) })
    const { createPayment } = open(define({ create: () => failing }))
    await expect(createPayment(request())).rejects.toThrow(/^x{500}$/)
    const talking = Object.assign(new Bank("shop"), {
      createPayment: async () => ({
        gatewayId: long,
        next: { type: "redirect" as const, url: "https://bank.example" },
      }),
    })
    expect(await open(define({ create: () => talking })).createPayment(request())).toMatchObject({
      gatewayId: null,
    })
  })

  it("has what its definition says, and how it is offered to shoppers", () => {
    expect(open(define()).capabilities).toBe(NOTHING)
    expect(openEntry(m2cerber, MERCHANT, stillRuntime()).storefront?.type).toBe("transfer")
    expect("storefront" in open(define())).toBe(false)
  })

  const MERCHANT = { merchantId: "1", secretKey: "key", callbackBaseUrl: "https://shop.example" }

  it.each([
    ["Tegro", () => openEntry(tegro, { shopId: "1", apiKey: "k", secretKey: "k" }, stillRuntime())],
    ["m2cerber", () => openEntry(m2cerber, MERCHANT, stillRuntime())],
  ])("is what its definition says: %s", (_name, opened) => expect(opened).not.toThrow())

  const told = (capabilities: Partial<Capabilities>, gateway = new Bank("shop")) =>
    open(define({ capabilities: { ...NOTHING, ...capabilities }, create: () => gateway }))

  it.each<[string, Partial<Capabilities>]>([
    ["cancelPayment", { cancelPayment: true }],
    ["confirmSent", { confirmSent: true }],
    ["listPayments", { listPayments: true }],
    ["checkConnection", { checkConnection: true }],
    ["balances", { balances: "now" }],
    ["payouts", { payouts: "plain" }],
    ["capturePayment", { holds: "once", operationKeysMs: 1 }],
    ["voidPayment", { holds: "once", operationKeysMs: 1 }],
    ["refundPayment", { refunds: "whole", operationKeysMs: 1 }],
    ["fetchRefund", { refunds: "whole", operationKeysMs: 1 }],
    ["operationBody", { refunds: "whole", operationKeysMs: 1 }],
    ["operationKeysMs", { operationKeysMs: 1 }],
  ])("lacks %s that its definition tells of, which its author learns at once", (member, capabilities) => {
    expect(() => told(capabilities)).toThrow(TypeError)
    expect(() => told(capabilities)).toThrow(member)
  })

  it.each<[string, Gateway]>([
    ["refundPayment", new Refunder("shop")],
    ["cancelPayment", Object.assign(new Bank("shop"), { cancelPayment: async () => {} })],
    ["payouts", Object.assign(new Bank("shop"), { payouts: paysOut() })],
  ])("has %s that its definition does not tell of, which its author learns, too", (member, gateway) => {
    expect(() => told({}, gateway as Bank)).toThrow(`it has ${member}`)
  })

  it.each<[string, Gateway]>([
    ["name", Object.assign(new Bank("shop"), { name: "other" })],
    ["account", new Bank("")],
    ["currencies", Object.assign(new Bank("shop"), { currencies: [] })],
  ])("must have a %s", (member, gateway) => {
    expect(() => told({}, gateway as Bank)).toThrow(member)
  })
})
