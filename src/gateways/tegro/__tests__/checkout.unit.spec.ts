import fc from "fast-check"
import type { PaymentRequest } from "../../../core/gateway"
import { Money } from "../../../core/money"
import { receiptLines } from "../../../core/money/receipt"
import { parseTegroOptions, request } from "../../__tests__/fixtures"
import { createOrderParams, localCheckout, payFields } from "../checkout"
import { jsonEncode } from "../php"
import { signFields } from "../signature"

const KEYS = { shopId: "D0F98E7D7742609DC508D86BB7500914", apiKey: "api", secretKey: "GB%^&*YJni677" }
const options = (change: object = {}) => parseTegroOptions({ ...KEYS, checkout: "redirect", ...change })

const fieldsOf = (change: object = {}, asked: Partial<PaymentRequest> = {}) =>
  Object.fromEntries(payFields(options(change), request(asked)))

const rub = (amount: string) => Money.of(amount, "RUB")

/** Tegro sees the amount as text, so "100" and "100.00" are both right when they are signed as they are sent. */
const yen = (amount: string) => Money.of(amount, "JPY")

describe("a payment link", () => {
  it("is signed as the docs' sample is", () => {
    const fields = payFields(options(), request({ amount: yen("100") })).map(
      ([name, value]): [string, string] => [name, name === "currency" ? "RUB" : value],
    )
    const required = fields.filter(([name]) => name !== "sign")
    expect(signFields(required, options().secretKey[0]!)).toBe("ab399192242d30c151efda7f8c47b304")
    const test: [string, string][] = [...required, ["test", "1"]]
    expect(signFields(test, options().secretKey[0]!)).toBe("776f41234423f7f38c5a6e15baec854f")
  })

  it("signs the required fields only, whatever else is sent along", () => {
    const plain = fieldsOf()
    const full = fieldsOf(
      {
        lang: "ru",
        paymentSystem: 36,
        successUrl: "https://shop.example/ok",
        notifyUrl: "https://shop.example/hook",
        sendReceipt: true,
      },
      {
        payer: { email: "a@b.c", phone: "79111231212" },
        receipt: [{ name: "Mug", count: 1, price: rub("100") }],
      },
    )
    expect(full.sign).toBe(plain.sign)
    expect(full).toMatchObject({
      lang: "ru",
      payment_system: "36",
      "fields[email]": "a@b.c",
      "fields[phone]": "79111231212",
      "receipt[items][0][name]": "Mug",
      "receipt[items][0][price]": "100.00",
    })
  })

  it("signs test=1 for play money, and sends no test field otherwise", () => {
    expect(fieldsOf()).not.toHaveProperty("test")
    expect(fieldsOf({ test: true })).toMatchObject({ test: "1" })
    expect(fieldsOf({ test: true }).sign).not.toBe(fieldsOf().sign)
  })

  it("is signed with the newest key while keys are rotated", () => {
    expect(fieldsOf({ secretKey: [KEYS.secretKey, "old"] }).sign).toBe(fieldsOf().sign)
    expect(fieldsOf({ secretKey: ["new", KEYS.secretKey] }).sign).not.toBe(fieldsOf().sign)
  })

  it("fills the reference into the merchant's addresses, escaped", () => {
    const successUrl = "https://shop.example/paid/{reference}?r={reference}"
    expect(fieldsOf({ successUrl }, { reference: "a b/1" }).success_url).toBe(
      "https://shop.example/paid/a%20b%2F1?r=a%20b%2F1",
    )
  })

  it("reads back on the other side exactly as it was signed, for any reference and amount", () => {
    const reference = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(reference, fc.bigInt({ min: 1n, max: 10n ** 15n }), (text, minor) => {
        const amount = Money.fromMinor(minor, "RUB")
        const next = localCheckout(options(), request({ reference: text.toWellFormed(), amount }))
        if (next.type !== "redirect") throw new Error("no redirect")
        const seen = [...new URL(next.url).searchParams]
        expect(seen).toEqual(payFields(options(), request({ reference: text.toWellFormed(), amount })))
        expect(seen).toContainEqual(["amount", amount.amount])
      }),
      { numRuns: 1_000 },
    )
  })

  it("stays below the base address, and shows no secret", () => {
    const next = localCheckout(options({ baseUrl: "http://127.0.0.1:4010/tegro" }), request())
    expect(next).toMatchObject({ type: "redirect" })
    expect((next as { url: string }).url).toMatch(/^http:\/\/127\.0\.0\.1:4010\/tegro\/pay\/\?shop_id=/)
    expect(JSON.stringify(next)).not.toMatch(/YJni/)
  })
})

it("makes a form that goes straight to the payment system", () => {
  const next = localCheckout(options({ checkout: "form", paymentSystem: 11 }), request())
  expect(next).toMatchObject({
    type: "form",
    url: "https://tegro.money/pay/form/",
    fields: {
      payment_system: "11",
      amount: "100.00",
      order_id: "123",
      sign: expect.stringMatching(/^[0-9a-f]{32}$/),
    },
  })
})

it.each([
  ["89111231212", "79111231212"],
  ["79111231212", "79111231212"],
  ["84912345678", "84912345678"],
  ["8911123121", "8911123121"],
  ["994501234567", "994501234567"],
])("sends the payer's phone %s as %s", (phone, expected) => {
  expect(fieldsOf({}, { payer: { phone } })["fields[phone]"]).toBe(expected)
  expect(createOrderParams(parseTegroOptions(KEYS), request({ payer: { phone } })).fields).toMatchObject({
    phone: expected,
  })
})

describe("an order by the API", () => {
  const bodyOf = (change: object, asked: Partial<PaymentRequest>) =>
    jsonEncode(createOrderParams(parseTegroOptions({ ...KEYS, ...change }), request(asked)))

  it("has the amount as a JSON number", () => {
    expect(bodyOf({}, { amount: rub("1490.50") })).toBe('{"currency":"RUB","amount":1490.5,"order_id":"123"}')
  })

  it("has what is known of the payer, and the payment system where one is set", () => {
    const body = bodyOf({ paymentSystem: 5 }, { payer: { email: "user@email.ru" } })
    expect(JSON.parse(body)).toMatchObject({ payment_system: 5, fields: { email: "user@email.ru" } })
  })

  it("has a receipt that sums to the amount, with names that Tegro takes", () => {
    const amount = rub("100.00")
    const receipt = receiptLines([{ name: "Я".repeat(300), count: 3, total: amount }], amount)
    const { items } = (
      JSON.parse(bodyOf({ sendReceipt: true }, { amount, receipt })) as {
        receipt: { items: { name: string; count: number; price: number }[] }
      }
    ).receipt
    expect(items.reduce((sum, { count, price }) => sum + count * Math.round(price * 100), 0)).toBe(10_000)
    expect(items.every(({ name }) => name.length <= 128)).toBe(true)
  })

  it("has no receipt unless the shop sends one", () => {
    const receipt = [{ name: "Mug", count: 1, price: rub("100") }]
    expect(bodyOf({}, { receipt })).not.toContain("receipt")
  })
})
