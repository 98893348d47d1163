import { createHmac } from "node:crypto"
import fc from "fast-check"
import { Secret } from "../../../core/secret"
import { jsonEncode, JsonNumber, postFields, sortedQuery, urlencode, type JsonValue } from "../php"
import { hasValidSign, signBody, signFields } from "../signature"
import vectors from "./vectors/notifications.json"

const DOCS_SECRET = new Secret("GB%^&*YJni677")
const SHOP = "D0F98E7D7742609DC508D86BB7500914"
const RUNS = { numRuns: 2_000 }

interface Vector {
  secret: string
  fields: [string, string][]
  query: string
  sign: string
}
const VECTORS = vectors as Vector[]

describe("signatures made by PHP itself", () => {
  it.each(VECTORS.map((vector) => [vector.query.slice(0, 60), vector] as const))("%s…", (_query, vector) => {
    const secret = new Secret(vector.secret)
    expect(sortedQuery(vector.fields)).toBe(vector.query)
    expect(signFields(vector.fields, secret)).toBe(vector.sign)
    expect(hasValidSign([...vector.fields, ["sign", vector.sign]], [secret])).toBe(true)
  })

  const notification: [string, string][] = [
    ["shop_id", SHOP],
    ["amount", "100"],
    ["order_id", "123"],
    ["payment_system", "16"],
    ["currency", "RUB"],
  ]
  const odd: [string, string][] = [
    ["shop_id", SHOP],
    ["amount", "100.00"],
    ["order_id", "order_01JABC *~ (тест)"],
    ["payment_system", "36"],
    ["currency", "RUB"],
    ["status", "1"],
    ["id", "755555"],
    ["test", "1"],
  ]
  it.each([
    ["the docs' sample shop", notification, "e13cd755e9b4632d51ae4d5c74c2f122"],
    ["an order id that needs escaping", odd, "9650e0c11158d2faba9fa74cfc0401a4"],
  ])("for %s", (_what, fields, sign) => {
    expect(signFields(fields, DOCS_SECRET)).toBe(sign)
  })
})

describe("a notification's sign", () => {
  const [vector] = VECTORS as [Vector]
  const secret = new Secret(vector.secret)
  const signed: [string, string][] = [...vector.fields, ["sign", vector.sign]]

  it("is accepted in upper case, as some PHP shops write it", () => {
    expect(hasValidSign([...vector.fields, ["sign", vector.sign.toUpperCase()]], [secret])).toBe(true)
  })

  it("is accepted under any of the secrets while they are rotated", () => {
    expect(hasValidSign(signed, [new Secret("next"), secret])).toBe(true)
    expect(hasValidSign(signed, [new Secret("next"), new Secret("other")])).toBe(false)
    expect(hasValidSign(signed, [])).toBe(false)
  })

  it.each([
    ["is missing", vector.fields],
    ["is empty", [...vector.fields, ["sign", ""]]],
    ["is cut short", [...vector.fields, ["sign", vector.sign.slice(0, -1)]]],
    ["has more behind it", [...vector.fields, ["sign", `${vector.sign}0`]]],
    ["is followed by another one", [...signed, ["sign", "0".repeat(32)]]],
  ] as [string, [string, string][]][])("is refused when it %s", (_how, fields) => {
    expect(hasValidSign(fields, [secret])).toBe(false)
  })

  it("covers every field: changing, adding or leaving out any of them breaks it", () => {
    const change = fc.oneof(
      fc
        .tuple(fc.nat(vector.fields.length - 1), fc.string())
        .map(([at, value]) =>
          signed.map(([name, old], index): [string, string] => [name, index === at ? value : old]),
        ),
      fc.nat(vector.fields.length - 1).map((at) => signed.filter((_field, index) => index !== at)),
      fc
        .tuple(fc.stringMatching(/^[a-z_]{1,9}$/), fc.string())
        .map(([name, value]): [string, string][] => [...signed, [name, value]]),
    )
    fc.assert(
      fc.property(change, (fields) => {
        const isUnchanged = sortedQuery(fields.filter(([name]) => name !== "sign")) === vector.query
        fc.pre(!isUnchanged)
        expect(hasValidSign(fields, [secret])).toBe(false)
      }),
      RUNS,
    )
  })

  it("does not depend on the order in which the fields come", () => {
    const name = fc.stringMatching(/^[A-Za-z_]{1,12}$/).filter((text) => text !== "sign")
    const fields = fc.uniqueArray(fc.tuple(name, fc.string({ unit: "grapheme" })), {
      maxLength: 12,
      selector: ([key]) => key,
    })
    const orders = fields.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    )
    fc.assert(
      fc.property(orders, ([all, shuffled]) => {
        expect(sortedQuery(shuffled)).toBe(sortedQuery(all))
        const sign = signFields(all, secret)
        expect(hasValidSign([["sign", sign], ...shuffled], [secret])).toBe(true)
      }),
      RUNS,
    )
  })
})

describe("the corners of PHP", () => {
  it.each([
    ["a b", "a+b"],
    ["*~!'()", "%2A%7E%21%27%28%29"],
    ["-_.", "-_."],
    ["/?&=#%+", "%2F%3F%26%3D%23%25%2B"],
    ["тест №1", "%D1%82%D0%B5%D1%81%D1%82+%E2%84%961"],
    ["🙂", "%F0%9F%99%82"],
  ])("escapes %j as http_build_query does", (text, expected) => {
    expect(urlencode(text)).toBe(expected)
  })

  it("escapes any text so that it reads back the same, in the alphabet of RFC 1738 alone", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(urlencode(text)).toMatch(/^([A-Za-z0-9\-_.+]|%[0-9A-F]{2})*$/)
        expect(new URLSearchParams(`a=${urlencode(text)}`).get("a")).toBe(text.toWellFormed())
      }),
      RUNS,
    )
  })

  it("sorts numeric names by value and all others by their bytes", () => {
    const names = ["amount", "10", "9", "Extra", "ə", "z"]
    expect(sortedQuery(names.map((name) => [name, ""]))).toBe("9=&10=&Extra=&amount=&z=&%C9%99=")
  })

  it("sorts only the top level of nested fields", () => {
    const fields: [string, string][] = [
      ["shop", "1"],
      ["fields[phone]", "7"],
      ["fields[email]", "e"],
    ]
    expect(sortedQuery(fields)).toBe("fields%5Bphone%5D=7&fields%5Bemail%5D=e&shop=1")
  })

  it("keeps names as $_POST does, and of equal ones the last", () => {
    const fields: [string, string][] = [
      ["order_id", "first"],
      ["order.id", "last"],
      ["a b", "1"],
      ["f.x[y.z]", "2"],
    ]
    expect(postFields(fields)).toEqual([
      ["order_id", "last"],
      ["a_b", "1"],
      ["f_x[y.z]", "2"],
    ])
  })
})

describe("API bodies", () => {
  it("are signed by HMAC-SHA256 over their very bytes", () => {
    const apiKey = new Secret("EEFA1913EA9D9351469B1E5D852A")
    const oracle = (body: string) =>
      createHmac("sha256", "EEFA1913EA9D9351469B1E5D852A").update(Buffer.from(body, "utf8")).digest("hex")
    for (const body of ["{}", '{"a":"тест"}', '{"a": 1}']) expect(signBody(body, apiKey)).toBe(oracle(body))
    expect(signBody("{}", apiKey)).not.toBe(signBody("{ }", apiKey))
  })

  it("are written as PHP's json_encode writes them", () => {
    const body: JsonValue = {
      amount: JsonNumber.decimal("1200.00"),
      b: JsonNumber.decimal("1200.50"),
      n: "За / №1",
      left: undefined,
      nothing: null,
      list: [1, "x", true],
    }
    expect(jsonEncode(body)).toBe(
      '{"amount":1200,"b":1200.5,"n":"\\u0417\\u0430 \\/ \\u21161","nothing":null,"list":[1,"x",true]}',
    )
  })

  it.each([
    ["0.01", "0.01"],
    ["0.10", "0.1"],
    ["10.00", "10"],
    ["100", "100"],
    ["1490.50", "1490.5"],
    ["999999.99", "999999.99"],
    ["9007199254740993.01", "9007199254740993.01"],
  ])("carry %s as the number %s, untouched by floats", (amount, written) => {
    expect(jsonEncode({ amount: JsonNumber.decimal(amount) })).toBe(`{"amount":${written}}`)
  })

  it("are plain ASCII and mean the same to any JSON reader", () => {
    const text = fc.string({ unit: "binary" })
    const value = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)))
    fc.assert(
      fc.property(value, (data) => {
        const body = jsonEncode(data)

        expect(body).toMatch(/^[\x20-\x7e]*$/)
        expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify(data)))
      }),
      RUNS,
    )
  })
})
