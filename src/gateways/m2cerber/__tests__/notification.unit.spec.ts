import { createHash } from "node:crypto"
import fc from "fast-check"
import { InvalidNotification } from "../../../core/errors"
import { Money } from "../../../core/money"
import { Secret } from "../../../core/secret"
import { raw } from "../../__tests__/fixtures"
import { callbackUrl, readCallbackToken } from "../callback"
import { parseM2cerberNotification } from "../notification"
import { signPayment } from "../signature"

const SECRET = new Secret("simulator-secret")
const ID = "3636363"
const azn = (amount: string) => Money.of(amount, "AZN")

const tokenFor = (reference: string, amount = azn("500"), secret = SECRET) =>
  callbackUrl(
    { callbackBaseUrl: "https://shop.example/", secretKey: [secret] },
    { reference, amount, hookPath: "hooks/payment-gateways/m2cerber_main" },
  )
    .split("/")
    .at(-1) as string

const TOKEN = tokenFor(ID)

const parse = (
  fields: Record<string, string>,
  { signature, token = TOKEN }: { signature?: string; token?: string | undefined } = {},
  secrets = [SECRET],
) => parseM2cerberNotification(raw(fields, { headers: { signature }, pathReference: token }), secrets)

const sha = (text: string) => createHash("sha256").update(text).digest("hex")
const sign = (status: string, sum: string, id = ID) => signPayment(id, SECRET, status, sum)

const refusal = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidNotification)
    return (error as InvalidNotification).code
  }
  throw new Error("the webhook was believed")
}

const ACCEPT = { status: "confirm", payment_id: ID, confirm_sum: "500" }
const CANCEL = { status: "cancel", payment_id: ID, confirm_sum: "0" }
const CHANGE_SUM = { payment_id: ID, confirm_sum: "200", payment_sum: "500" }
const PAYOUT = { status: "confirm", payment_id: ID }

describe("the four webhooks", () => {
  it("accept: all of the money is there", () => {
    expect(parse(ACCEPT, { signature: sign("confirm", "500") })).toMatchObject({
      subject: "payment",
      reference: ID,
      claim: { status: "paid", received: "500" },
    })
  })

  it("cancel: nothing will come", () => {
    expect(parse(CANCEL, { signature: sign("cancel", "0") })).toMatchObject({
      subject: "payment",
      claim: { status: "canceled", received: "0" },
    })
  })

  it("change sum: a part came, told without a signature at the payment's own address", () => {
    expect(parse(CHANGE_SUM)).toMatchObject({
      subject: "payment",
      reference: ID,
      claim: { status: "underpaid", received: "200" },
    })
  })

  it("payout: signed over the sum that was asked, which only our address knows", () => {
    expect(parse(PAYOUT, { signature: sign("confirm", "500") })).toMatchObject({
      subject: "payout",
      reference: ID,
      claim: { status: "paid", received: null },
    })
  })
})

describe("a webhook is not believed", () => {
  it("without a signature, unless it is a change of sum", () => {
    expect(refusal(() => parse(ACCEPT))).toBe("bad_signature")
    expect(refusal(() => parse(CANCEL))).toBe("bad_signature")
    expect(refusal(() => parse(PAYOUT))).toBe("bad_signature")
  })

  it("as a change of sum from anywhere but the payment's own address", () => {
    expect(refusal(() => parse(CHANGE_SUM, { token: "" }))).toBe("bad_signature")
    expect(refusal(() => parse(CHANGE_SUM, { token: tokenFor("4747474") }))).toBe("bad_signature")
    const foreign = tokenFor(ID, azn("500"), new Secret("other"))
    expect(refusal(() => parse(CHANGE_SUM, { token: foreign }))).toBe("bad_signature")
  })

  it("with a wrong signature, even at the right address", () => {
    expect(refusal(() => parse(CHANGE_SUM, { signature: "0".repeat(64) }))).toBe("bad_signature")
    expect(refusal(() => parse(ACCEPT, { signature: sign("cancel", "500") }))).toBe("bad_signature")
    expect(refusal(() => parse(ACCEPT, { signature: sign("confirm", "500", "4747474") }))).toBe(
      "bad_signature",
    )
  })

  it("with a right signature at another payment's address", () => {
    const elsewhere = { signature: sign("confirm", "500"), token: tokenFor("4747474") }
    expect(refusal(() => parse(ACCEPT, elsewhere))).toBe("bad_signature")
  })

  it("with a larger sum than the signature covers", () => {
    const signature = sign("confirm", "200")
    expect(refusal(() => parse({ ...ACCEPT, confirm_sum: "200.01" }, { signature }))).toBe("bad_signature")
  })

  it.each<[string, Record<string, string>]>([
    ["no payment", { status: "confirm", confirm_sum: "500" }],
    ["a payment that is no number", { ...ACCEPT, payment_id: "36'; --" }],
    ["a payment far too long", { ...ACCEPT, payment_id: "3".repeat(40) }],
    ["an undocumented status", { ...ACCEPT, status: "accept" }],
    ["neither status nor sum", { payment_id: ID }],
    ["a negative sum", { ...ACCEPT, confirm_sum: "-500" }],
    ["a negative nothing", { ...ACCEPT, confirm_sum: "-0" }],
    ["a sum with spaces", { ...ACCEPT, confirm_sum: " 500" }],
    ["an exponent", { ...ACCEPT, confirm_sum: "5e2" }],
    ["a sum that Python writes with an exponent", { ...ACCEPT, confirm_sum: "12345678901234567" }],
    ["a sum without an end", { ...ACCEPT, confirm_sum: `500.${"0".repeat(60)}` }],
  ])("with %s", (_what, fields) => {
    expect(refusal(() => parse(fields, { signature: sign("confirm", "500") }))).toBe("malformed_notification")
  })

  it("or is, but nothing else ever happens, whatever comes", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^-?\d{0,18}(\.\d{0,4})?$/))
    const fields = fc.record(
      {
        payment_id: fc.oneof(fc.constant(ID), text),
        status: fc.oneof(fc.constantFrom("confirm", "cancel"), text),
        confirm_sum: text,
        payment_sum: text,
      },
      { requiredKeys: [] },
    )
    const signature = fc.option(fc.oneof(fc.string(), fc.constant(sign("confirm", "500"))), {
      nil: undefined,
    })
    const token = fc.oneof(fc.constant(TOKEN), fc.string())
    fc.assert(
      fc.property(fields, signature, token, (given, signed, at) => {
        try {
          expect(parse(given as Record<string, string>, { signature: signed, token: at }).reference).toBe(ID)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidNotification)
        }
      }),
      { numRuns: 5_000 },
    )
  })
})

describe("a sum that is finer than a qəpik", () => {
  const received = (sum: string) =>
    parse({ ...ACCEPT, confirm_sum: sum }, { signature: sha(`${ID}simulator-secretconfirm${sum}`) }).claim
      .received

  it.each([
    ["500.005", "500.00"],
    ["499.999", "499.99"],
    ["333.3333333333333", "333.33"],
    ["500.00000000000006", "500.00"],
    ["0.30000000000000004", "0.30"],
  ])("is taken in, and %s counts as %s", (sum, expected) => {
    expect(received(sum)).toBe(expected)
  })

  it("is taken in as a change of sum, too", () => {
    const claim = parse({ ...CHANGE_SUM, confirm_sum: "199.999" }).claim
    expect(claim).toEqual({ status: "underpaid", received: "199.99", currency: null })
  })

  it("is another notification than the rounded one", () => {
    const fine = parse({ ...CHANGE_SUM, confirm_sum: "200.001" })
    expect(fine.fingerprint).not.toBe(parse({ ...CHANGE_SUM, confirm_sum: "200.00" }).fingerprint)
  })
})

describe("a signature over the sum that was asked, which does not cover the sum in the webhook", () => {
  const signature = sign("confirm", "500")

  it("proves that the payment is confirmed, and no more money than was asked", () => {
    expect(parse({ ...ACCEPT, confirm_sum: "9999999" }, { signature }).claim).toMatchObject({
      status: "paid",
      received: "500.00",
    })
  })

  it("leaves a smaller sum as it is, since that may be the last part", () => {
    expect(parse({ ...ACCEPT, confirm_sum: "300" }, { signature }).claim.received).toBe("300")
  })

  it("proves nothing away from the payment's own address", () => {
    expect(refusal(() => parse({ ...ACCEPT, confirm_sum: "300" }, { signature, token: "" }))).toBe(
      "bad_signature",
    )
  })
})

describe("while keys are rotated", () => {
  const secrets = [new Secret("the-next-one"), SECRET]

  it("both keys' signatures and addresses are believed", () => {
    expect(parse(ACCEPT, { signature: sign("confirm", "500") }, secrets).reference).toBe(ID)
    expect(parse(CHANGE_SUM, {}, secrets).reference).toBe(ID)
  })
})

describe("a payment's own address", () => {
  it("is below the shop's public address", () => {
    const request = { reference: ID, amount: azn("500.00"), hookPath: "hooks/payment-gateways/m2cerber_main" }
    const url = callbackUrl({ callbackBaseUrl: "https://shop.example/", secretKey: [SECRET] }, request)
    expect(url).toMatch(
      /^https:\/\/shop\.example\/hooks\/payment-gateways\/m2cerber_main\/3636363-50000-[0-9a-f]{32}$/,
    )
  })

  it("tells which payment and which sum it is for", () => {
    fc.assert(
      fc.property(
        fc.nat(Number.MAX_SAFE_INTEGER),
        fc.bigInt({ min: 1n, max: 10n ** 15n - 1n }),
        (id, minor) => {
          const asked = Money.fromMinor(minor, "AZN")
          const read = readCallbackToken(tokenFor(String(id), asked), [SECRET])
          expect(read).toEqual({ paymentId: String(id), asked })
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it("is worth nothing once any of its characters is another", () => {
    fc.assert(
      fc.property(fc.nat(TOKEN.length - 1), fc.constantFrom(..."0123456789abcdef-"), (at, other) => {
        fc.pre(TOKEN[at] !== other)
        const tampered = TOKEN.slice(0, at) + other + TOKEN.slice(at + 1)
        expect(readCallbackToken(tampered, [SECRET])).toBeUndefined()
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([undefined, "", "x", `${TOKEN} `, `${TOKEN}0`, TOKEN.slice(0, -1)])("is not %j", (token) => {
    expect(readCallbackToken(token, [SECRET])).toBeUndefined()
  })
})

it("gives equal webhooks the same fingerprint, and different ones another", () => {
  const first = parse(CHANGE_SUM).fingerprint
  expect(parse(CHANGE_SUM).fingerprint).toBe(first)
  expect(parse({ ...CHANGE_SUM, confirm_sum: "300" }).fingerprint).not.toBe(first)
})
