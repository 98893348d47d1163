import { createHash } from "node:crypto"
import fc from "fast-check"
import { Secret } from "../../../core/secret"
import { pythonFloatText, sentFloatText } from "../python"
import { CANDIDATES, notificationSignatures, signId, signPayment } from "../signature"
import vectors from "./vectors/signatures.json"

const SECRET = new Secret("secret")
const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex")

describe("signatures made by Python itself", () => {
  it.each(vectors)("$payment_id $status $sum", (vector) => {
    expect(pythonFloatText(vector.sum)).toBe(vector.float_text)
    expect(signPayment(vector.payment_id, new Secret(vector.secret), vector.status, vector.sum)).toBe(
      vector.signature,
    )
  })

  it.each([
    ["pending", "500", "cb16ca7b13009146321779a9f70d293647ece8fcbb8241d29cf5061b7ea6ff80"],
    ["pending", "500.50", "8297afbe4284bd444934caeab19a7d02f96cc3a3746f7f8581f2a0b0e80170c2"],
    ["accept", "500", "95961cfa3e32135945f1da5e16b49ec5980599f5134cb6d824b33baf47843b2a"],
    ["confirm", "500", "5fa1e8613d84687548c84095fbb296af79720a216ada4428314153bc813d280d"],
    ["cancel", "0", "aceab50f71ff51c72a304ca610471f19407b6e5a2d7e4ce4ac57544bab8064a0"],
  ])("3636363 %s %s", (status, sum, signature) => {
    expect(signPayment("3636363", SECRET, status, sum)).toBe(signature)
  })

  it("of a balance", () => {
    expect(signId("1", SECRET)).toBe("a4b9775cad7a19b8563ecf41994868f50ef75403a5942788b15410305be762be")
  })
})

describe("a sum as Python's float writes it", () => {
  it.each([
    ["500", "500.0"],
    ["500.00", "500.0"],
    ["500.50", "500.5"],
    ["0", "0.0"],
    ["0.00", "0.0"],
    ["0.1", "0.1"],
    ["007.10", "7.1"],
    ["0.0001", "0.0001"],
    ["999999999999999", "999999999999999.0"],
  ])("%s is %s", (sum, text) => {
    expect(pythonFloatText(sum)).toBe(text)
  })

  it.each(["", ".5", "5.", "-1", "+1", "1e3", "1,5", " 1", "1 ", "NaN", "0.00001", "1234567890123456", "١"])(
    "refuses %j, which Python would write otherwise or not at all",
    (sum) => {
      expect(() => pythonFloatText(sum)).toThrow(RangeError)
    },
  )

  it("is the same as from a float, for any sum in manats", () => {
    // Below 10^13 with two decimals a float's shortest text is exact, and JavaScript writes it as Python does.
    const oracle = (value: number) => (Number.isInteger(value) ? `${value}.0` : String(value))
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (minor) => {
        const text = `${minor / 100n}.${(minor % 100n).toString().padStart(2, "0")}`
        expect(pythonFloatText(text)).toBe(oracle(Number(text)))
      }),
      { numRuns: 10_000 },
    )
  })

  it.each([
    ["500.005", "500.005"],
    ["333.3333333333333", "333.3333333333333"],
    ["500.00000000000006", "500.00000000000006"],
    ["0.30000000000000004", "0.30000000000000004"],
    ["1234567890123456", "1234567890123456.0"],
    ["500.50", "500.5"],
  ])("is read back where Python has written it, %s as %s", (sum, text) => {
    expect(sentFloatText(sum)).toBe(text)
  })

  it.each(["", "1e3", "-1", "0.00001", "10000000000000000", "9".repeat(17), `1.${"1".repeat(60)}`])(
    "is not read back from %j",
    (sum) => {
      expect(() => sentFloatText(sum)).toThrow(RangeError)
    },
  )

  it("does not depend on how the sum is spelt", () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), fc.nat(6), fc.nat(3), (minor, zeros, leading) => {
        const text = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`
        expect(pythonFloatText("0".repeat(leading) + text + "0".repeat(zeros))).toBe(pythonFloatText(text))
      }),
      { numRuns: 1_000 },
    )
  })
})

describe("calls whose formula is not published", () => {
  const facts = { paymentId: "3636363", sum: "500.00" }

  it("are tried with the likeliest formula first", () => {
    expect(CANDIDATES.get_status(facts, SECRET)[0]).toBe(sha256("3636363secretpending500.0"))
    expect(CANDIDATES.update_status("accept", facts, SECRET)[0]).toBe(sha256("3636363secretaccept500.0"))
    expect(CANDIDATES.get_balance("1", SECRET)[0]).toBe(sha256("1secret"))
  })

  it("are tried with each formula once", () => {
    const lists = [
      CANDIDATES.get_status(facts, SECRET),
      CANDIDATES.update_status("cancel", facts, SECRET),
      CANDIDATES.get_balance("1", SECRET),
    ]
    for (const list of lists) expect(new Set(list).size).toBe(list.length)
  })

  it("never send the secret unhashed", () => {
    const all = [...CANDIDATES.get_balance("1", SECRET), ...CANDIDATES.get_status(facts, SECRET)]
    for (const signature of all) expect(signature).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe("a webhook", () => {
  const webhook = { paymentId: "3636363", status: "confirm", confirmSum: "500" }

  it.each([
    ["the sum in it", "3636363secretconfirm500.0"],
    ["the sum that was asked", "3636363secretconfirm700.0"],
    ["the status as it is stored", "3636363secretaccept500.0"],
  ])("may be signed over %s", (_what, text) => {
    expect(notificationSignatures(webhook, "700.00", [SECRET])).toContain(sha256(text))
  })

  it("may be signed with any secret while they are rotated", () => {
    const signatures = notificationSignatures(webhook, undefined, [new Secret("new"), SECRET])
    expect(signatures).toContain(sha256("3636363secretconfirm500.0"))
  })

  it("of a cancel is not signed as an acceptance", () => {
    const signatures = notificationSignatures({ ...webhook, status: "cancel" }, "500", [SECRET])
    expect(signatures).not.toContain(sha256("3636363secretaccept500.0"))
  })
})
