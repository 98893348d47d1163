import { phpSortedQuery } from "../tegro/php"
import { md5Sign, paySign } from "../tegro/signature"
import { pyFloat } from "../m2cerber/python"
import { defaultSignatures, sign } from "../m2cerber/signature"
import m2cerberVectors from "./vectors/m2cerber-signatures.json"
import tegroVectors from "./vectors/tegro-notifications.json"

const SECRET = "GB%^&*YJni677"
const SHOP = "D0F98E7D7742609DC508D86BB7500914"

describe("Tegro signatures", () => {
  it.each(tegroVectors)("agrees with PHP on $sign", ({ fields, secret, query, sign: expected }) => {
    const given = Object.fromEntries(fields as [string, string][])
    expect(phpSortedQuery(given)).toBe(query)
    expect(md5Sign(given, secret)).toBe(expected)
  })

  it("signs the required fields of a pay link, and test when it was sent", () => {
    const params = {
      shop_id: SHOP,
      amount: "100",
      currency: "RUB",
      order_id: "123",
      lang: "ru",
      success_url: "http://x",
    }
    expect(paySign(params, SECRET)).toBe("ab399192242d30c151efda7f8c47b304")
    expect(paySign({ ...params, test: "1" }, SECRET)).toBe("776f41234423f7f38c5a6e15baec854f")
  })

  it("signs every field of a notification", () => {
    const fields = { shop_id: SHOP, amount: "100", order_id: "123", payment_system: "16", currency: "RUB" }
    expect(md5Sign(fields, SECRET)).toBe("e13cd755e9b4632d51ae4d5c74c2f122")
    const full = {
      shop_id: SHOP,
      amount: "100.00",
      order_id: "order_01JABC *~ (тест)",
      payment_system: "36",
      currency: "RUB",
      status: "1",
      id: "755555",
      test: "1",
    }
    expect(md5Sign(full, SECRET)).toBe("9650e0c11158d2faba9fa74cfc0401a4")
  })
})

describe("m2cerber signatures", () => {
  it.each(m2cerberVectors)(
    "agrees with Python on $payment_id",
    ({ payment_id, secret, status, sum, float_text, signature }) => {
      expect(pyFloat(sum)).toBe(float_text)
      expect(sign("webhook", defaultSignatures(), { paymentId: payment_id, secret, status, sum })).toBe(
        signature,
      )
    },
  )

  it.each([
    ["pending", "500", "cb16ca7b13009146321779a9f70d293647ece8fcbb8241d29cf5061b7ea6ff80"],
    ["pending", "500.50", "8297afbe4284bd444934caeab19a7d02f96cc3a3746f7f8581f2a0b0e80170c2"],
    ["accept", "500", "95961cfa3e32135945f1da5e16b49ec5980599f5134cb6d824b33baf47843b2a"],
    ["confirm", "500", "5fa1e8613d84687548c84095fbb296af79720a216ada4428314153bc813d280d"],
    ["cancel", "0", "aceab50f71ff51c72a304ca610471f19407b6e5a2d7e4ce4ac57544bab8064a0"],
  ])("signs %s %s", (status, sum, expected) => {
    expect(
      sign("webhook", defaultSignatures(), { paymentId: "3636363", secret: "secret", status, sum }),
    ).toBe(expected)
  })

  it("signs the balance with the merchant's id", () => {
    expect(sign("get_balance", defaultSignatures(), { merchId: "1", secret: "secret" })).toBe(
      "a4b9775cad7a19b8563ecf41994868f50ef75403a5942788b15410305be762be",
    )
  })

  it.each([
    ["0", "0.0"],
    ["1e16", "1e+16"],
    ["0.00001", "1e-05"],
    ["0.0001", "0.0001"],
    ["1000000000000000", "1000000000000000.0"],
    ["0.000012", "1.2e-05"],
    ["123456789.125", "123456789.125"],
  ])("writes %s as Python's float %s", (text, expected) => {
    expect(pyFloat(text)).toBe(expected)
  })
})
