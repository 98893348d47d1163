import fc from "fast-check"
import { InvalidNotification } from "../../../core/errors"
import { Secret } from "../../../core/secret"
import { parseTegroOptions, raw, request, signedOf, stillRuntime } from "../../__tests__/fixtures"
import { payFields } from "../checkout"
import { createTegroGateway } from "../gateway"
import { signFields } from "../signature"

const SHOP = "D0F98E7D7742609DC508D86BB7500914"
const KEY = "GB%^&*YJni677"
const OLD = "the-old-key"

const gateway = createTegroGateway(
  parseTegroOptions({ shopId: SHOP, apiKey: "api", secretKey: [KEY, OLD] }),
  stillRuntime(),
)
const parse = (fields: Record<string, string> | [string, string][]) =>
  signedOf(gateway.parseNotification(raw(fields)))

const PAID = {
  shop_id: SHOP,
  amount: "1490.50",
  order_id: "mpg-1",
  payment_system: "36",
  currency: "RUB",
  status: "1",
  id: "755555",
}
const signed = (fields: Record<string, string>, key = KEY) => ({
  ...fields,
  sign: signFields(Object.entries(fields), new Secret(key)),
})

const refusalOf = (work: () => unknown): InvalidNotification => {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidNotification)
    return error as InvalidNotification
  }
  throw new Error("the notification was believed")
}

it("reads a genuine notification as a claim about our reference", () => {
  expect(parse(signed(PAID))).toMatchObject({
    subject: "payment",
    reference: "mpg-1",
    gatewayId: "755555",
    claim: { status: "paid", received: null },
  })
})

it("reads the documented notification, which has neither status nor id, as a claim of payment", () => {
  const { status: _status, id: _id, ...documented } = PAID
  expect(parse(signed(documented))).toMatchObject({ gatewayId: null, claim: { status: "paid" } })
})

it.each([
  ["0", "awaiting"],
  ["2", "failed"],
  ["3", "refunded"],
  ["4", "processing"],
  ["9", "canceled"],
  ["77", "processing"],
  ["paid", "processing"],
  ["", "awaiting"],
])("takes the status %j as no claim of payment", (status, expected) => {
  expect(parse(signed({ ...PAID, status })).claim.status).toBe(expected)
})

it("believes a signature made with the old key while keys are rotated", () => {
  expect(parse(signed(PAID, OLD)).reference).toBe("mpg-1")
})

it("counts fields that nobody documented as part of the signature", () => {
  expect(parse(signed({ ...PAID, bonus: "*~ тест" })).reference).toBe("mpg-1")
  expect(refusalOf(() => parse({ ...signed(PAID), bonus: "1" })).code).toBe("bad_signature")
})

it("refuses a notification without a signature, or with another's", () => {
  expect(refusalOf(() => parse(PAID)).code).toBe("bad_signature")
  expect(refusalOf(() => parse(signed(PAID, "stolen"))).code).toBe("bad_signature")
  expect(refusalOf(() => parse({ ...signed(PAID), amount: "1" })).code).toBe("bad_signature")
  expect(refusalOf(() => parse({})).code).toBe("bad_signature")
})

it("refuses a genuine notification for another shop with the same keys", () => {
  expect(refusalOf(() => parse(signed({ ...PAID, shop_id: "ANOTHER" }))).code).toBe("unknown_shop")
})

it("claims no currency where none is told, and writes it as everybody does", () => {
  const { currency: _currency, ...without } = PAID
  expect(parse(signed(without)).claim.currency).toBeNull()
  expect(parse(signed({ ...PAID, currency: "rub" })).claim.currency).toBe("RUB")
})

it("counts a status alone, without a payment system, as more than a link has", () => {
  const { payment_system: _system, ...without } = PAID
  expect(parse(signed(without)).reference).toBe("mpg-1")
})

it.each([
  ["reference", "order_id", 255],
  ["currency", "currency", 10],
])("reads a %s as long as there can be, and refuses a longer one", (_what, field, longest) => {
  expect(parse(signed({ ...PAID, [field]: "X".repeat(longest) })).reference).toBeTruthy()
  const longer = signed({ ...PAID, [field]: "X".repeat(longest + 1) })
  expect(refusalOf(() => parse(longer)).code).toBe("malformed_notification")
})

it("leaves out a number of Tegro's that nobody could keep", () => {
  expect(parse(signed({ ...PAID, id: "7".repeat(64) })).gatewayId).toBe("7".repeat(64))
  expect(parse(signed({ ...PAID, id: "7".repeat(65) })).gatewayId).toBeNull()
})

it.each([{ order_id: "" }, { order_id: undefined }])("refuses one without a reference", (change) => {
  const fields = Object.entries({ ...PAID, ...change }).filter(([, value]) => value !== undefined)
  const complete = signed(Object.fromEntries(fields) as Record<string, string>)
  expect(refusalOf(() => parse(complete)).code).toBe("malformed_notification")
})

describe("a payment link's own fields, which are signed with the same key", () => {
  const linkOf = (change: object) => {
    const options = { shopId: SHOP, apiKey: "api", secretKey: KEY, ...change }
    return payFields(parseTegroOptions(options), request({ reference: "mpg-1" }))
  }
  const SIGNED = ["shop_id", "amount", "order_id", "currency", "test", "sign"]

  it.each([
    ["a link", { checkout: "redirect" }],
    ["a link for play money", { checkout: "redirect", test: true }],
    ["a form straight to a payment system", { checkout: "form", paymentSystem: 36 }],
  ])("are no notification: %s", (_what, change) => {
    const fields = linkOf(change)
    const own = fields.filter(([name]) => SIGNED.includes(name))
    expect(refusalOf(() => parse(own)).code).toBe("malformed_notification")
    expect(() => parse(fields)).toThrow(InvalidNotification)
    for (const extra of [
      ["payment_system", "36"],
      ["status", "1"],
    ] as [string, string][]) {
      expect(refusalOf(() => parse([...own, extra])).code).toBe("bad_signature")
    }
  })

  it("are no notification with an empty payment system either", () => {
    const { status: _status, id: _id, ...documented } = PAID
    const code = refusalOf(() => parse(signed({ ...documented, payment_system: "" }))).code
    expect(code).toBe("malformed_notification")
  })
})

it.each<[string, Record<string, string>]>([
  ["NUL in its reference", { order_id: "mpg-1\0" }],
  ["NUL in any other field", { bonus: "\0" }],
  ["NUL in a name", { "bo\0nus": "1" }],
  ["half of a character", { order_id: "mpg-1\ud83d" }],
  ["a reference that nobody could keep", { order_id: "x".repeat(256) }],
  ["a currency that is none", { currency: "RUB".repeat(10) }],
])("refuses a signed notification with %s as malformed", (_what, change) => {
  expect(refusalOf(() => parse(signed({ ...PAID, ...change }))).code).toBe("malformed_notification")
})

it("does without Tegro's number when it is too long for one", () => {
  expect(parse(signed({ ...PAID, id: "7".repeat(65) })).gatewayId).toBeNull()
})

it("cannot be pointed at another order by a name that PHP would read as order_id", () => {
  const genuine = Object.entries(signed(PAID))
  for (const twin of ["order.id", "order id"]) {
    const renamed = genuine.map(([name, value]): [string, string] => [
      name === "order_id" ? twin : name,
      value,
    ])
    expect(parse([["order_id", "mpg-2"], ...renamed]).reference).toBe("mpg-1")
    expect(refusalOf(() => parse([...renamed, ["order_id", "mpg-2"]])).code).toBe("bad_signature")
  }
})

it("gives equal notifications the same fingerprint, and different ones another", () => {
  const first = parse(signed(PAID)).fingerprint
  expect(parse(Object.entries(signed(PAID)).reverse()).fingerprint).toBe(first)
  expect(parse(signed(PAID, OLD)).fingerprint).toBe(first)
  expect(parse(signed({ ...PAID, status: "2" })).fingerprint).not.toBe(first)
  expect(parse(signed({ ...PAID, order_id: "mpg-2" })).fingerprint).not.toBe(first)
})

it("either reads or refuses whatever comes; nothing else ever happens", () => {
  const name = fc.oneof(
    fc.constantFrom(...Object.keys(PAID), "sign", "order.id", "a[b]", "__proto__"),
    fc.string(),
  )
  const fields = fc.array(fc.tuple(name, fc.string({ unit: "binary" })), { maxLength: 10 })
  fc.assert(
    fc.property(fields, fc.boolean(), (given, isSigned) => {
      const sign = signFields(
        given.filter(([key]) => key !== "sign"),
        new Secret(KEY),
      )
      const all: [string, string][] = isSigned ? [...given, ["sign", sign]] : given
      try {
        expect(parse(all).subject).toBe("payment")
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidNotification)
      }
    }),
    { numRuns: 2_000 },
  )
})
