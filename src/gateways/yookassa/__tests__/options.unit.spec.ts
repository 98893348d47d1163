import { inspect } from "node:util"
import { OptionsError } from "../../../core/errors"
import type { EntryPolicy } from "../../../core/gateway"
import { stillRuntime } from "../../__tests__/fixtures"
import { createYookassaGateway } from "../gateway"
import { yookassaOptions, type YookassaOptionsInput } from "../options"
import { GOOD, options, policy, RECEIPT } from "./fixtures"

it("needs the shop, its key and an address to come back to, and fills in the rest", () => {
  const { secretKey, ...rest } = options()
  expect(secretKey.reveal()).toBe("test_s3cret")
  expect(rest).toEqual({
    shopId: "100500",
    returnUrl: "https://shop.example/back?order={reference}",
    checkSenderAddress: false,
    baseUrl: "https://api.yookassa.ru/v3/",
    // YooKassa decides within 30 s; whoever waits for less gives up on what is still being done.
    timeouts: { connectMs: 10_000, totalMs: 40_000 },
  })
})

it("fills in what a receipt mostly says", () => {
  expect(options({ receipt: { vatCode: 1 } }).receipt).toEqual({
    vatCode: 1,
    paymentSubject: "commodity",
    paymentMode: "full_payment",
  })
})

it("takes every documented tax code, also those of 2026", () => {
  for (let vatCode = 1; vatCode <= 12; vatCode++) {
    expect(options({ receipt: { vatCode } }).receipt?.vatCode).toBe(vatCode)
  }
})

it.each<[string, Record<string, unknown>]>([
  ["shopId", { shopId: undefined }],
  ["shopId", { shopId: 100500 }],
  ["shopId", { shopId: "shop" }],
  ["secretKey", { secretKey: undefined }],
  ["secretKey", { secretKey: "" }],
  ["secretKey", { secretKey: "test_s3cret\n" }],
  ["secretKey", { secretKey: ["test_s3cret"] }],
  ["returnUrl", { returnUrl: undefined }],
  ["returnUrl", { returnUrl: "/back" }],
  ["returnUrl", { returnUrl: "javascript:alert(1)" }],
  ["returnUrl", { returnUrl: `https://shop.example/${"a".repeat(2_050)}` }],
  ["paymentMethod", { paymentMethod: "cash" }],
  ["locale", { locale: "ru" }],
  ["receipt.vatCode", { receipt: {} }],
  ["receipt.vatCode", { receipt: { vatCode: 13 } }],
  ["receipt.vatCode", { receipt: { vatCode: 0 } }],
  ["receipt.taxSystemCode", { receipt: { vatCode: 1, taxSystemCode: 7 } }],
  ["receipt.paymentMode", { receipt: { vatCode: 1, paymentMode: "later" } }],
  ["receipt.paymentSubject", { receipt: { vatCode: 1, paymentSubject: "tea" } }],
  ["receipt.measure", { receipt: { vatCode: 1, measure: "cup" } }],
  ["checkSenderAddress", { checkSenderAddress: "yes" }],
  ["baseUrl", { baseUrl: "api.yookassa.ru" }],
  ["timeouts.totalMs", { timeouts: { totalMs: 5 } }],
])("names %s for %j, and shows no value", (option, change) => {
  const { error } = yookassaOptions.safeParse({ ...GOOD, ...change })
  expect(error?.issues.map(({ path }) => path.join("."))).toEqual([option])
  expect(inspect(error)).not.toContain("s3cret")
})

it("knows no other options", () => {
  const { error } = yookassaOptions.safeParse({ ...GOOD, secret_key: "s3cret" })
  expect(error?.issues[0]).toMatchObject({ code: "unrecognized_keys", keys: ["secret_key"] })
})

it("describes each option for the merchant", () => {
  for (const [name, option] of Object.entries(yookassaOptions.shape)) {
    expect([name, option.description]).toEqual([name, expect.stringMatching(/.{10}/)])
  }
})

function refusal(change: Partial<YookassaOptionsInput>, wants: Partial<EntryPolicy>): unknown {
  try {
    createYookassaGateway({ options: options(change), policy: policy(wants), runtime: stillRuntime() })
    return undefined
  } catch (error) {
    return error
  }
}

describe("at boot", () => {
  it.each(["sbp", "alfa_pay"] as const)("refuses to hold the money of %s, which cannot be held", (method) => {
    const error = refusal({ paymentMethod: method }, { capture: "manual" })
    expect(error).toBeInstanceOf(OptionsError)
    expect(error).toMatchObject({ option: "paymentMethod", message: expect.stringContaining(`"${method}"`) })
  })

  it.each(["bank_card", "sberbank", "tinkoff_bank", "yoo_money", "sber_loan", undefined] as const)(
    "holds the money of %s",
    (method) => {
      expect(refusal(method ? { paymentMethod: method } : {}, { capture: "manual" })).toBeUndefined()
    },
  )

  it("takes SBP at once", () => {
    expect(refusal({ paymentMethod: "sbp" }, { capture: "automatic" })).toBeUndefined()
  })

  it("wants to know what stands in receipts that are to be sent", () => {
    expect(refusal({}, { sendsReceipt: true })).toMatchObject({ option: "receipt" })
    expect(refusal({ receipt: RECEIPT }, { sendsReceipt: true })).toBeUndefined()
  })

  it("warns of a test shop whose payments will not count, and shows no key", () => {
    const logged: string[] = []
    const entry = { options: options(), runtime: stillRuntime(logged) }
    createYookassaGateway({ ...entry, policy: policy({ acceptsTestPayments: true }) })
    expect(logged).toEqual([])
    createYookassaGateway({ ...entry, policy: policy({ acceptsTestPayments: false }) })
    expect(logged.join()).toContain("test shop")
    expect(logged.join()).not.toContain("s3cret")
  })
})

it("shows no secret when the options or the gateway are printed", () => {
  const parsed = options()
  const gateway = createYookassaGateway({ options: parsed, policy: policy(), runtime: stillRuntime() })
  const shown = inspect([parsed, gateway], { depth: 9, showHidden: true }) + JSON.stringify([parsed, gateway])
  expect(shown).not.toContain("s3cret")
  expect(shown).not.toContain(Buffer.from("100500:test_s3cret").toString("base64"))
})
