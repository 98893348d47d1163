import fc from "fast-check"
import { PAYMENT_STATUSES } from "../../../core/payment/payment-status"
import { Money } from "../../../core/money"
import { known } from "../../__tests__/fixtures"
import { createTime, observationOf, paymentStatusOf, receivedOf } from "../transform"
import * as wire from "../wire"

const azn = (amount: string) => Money.of(amount, "AZN")
const claim = (received: string | null) => ({ received, currency: null })
const ASKED = azn("500")
const answer = (status: string) => ({ paymentId: "3636363", status })

const statusOf = (
  code: string,
  trust: "never" | "after_confirming" | "always",
  { codes = [], confirmed = false }: { codes?: readonly string[]; confirmed?: boolean } = {},
) => paymentStatusOf(code, { codes, claims: confirmed ? { paid: claim("500") } : {} }, trust).status

describe("get_status", () => {
  it.each([
    ["pending", "awaiting"],
    ["confirming", "processing"],
    ["cancel", "canceled"],
  ])("%s is %s, however much it is trusted", (code, expected) => {
    for (const trust of ["never", "after_confirming", "always"] as const) {
      expect(statusOf(code, trust)).toBe(expected)
    }
  })

  it.each(["never", "after_confirming", "always"] as const)(
    "is believed after a signed notification (trustStatusPoll: %s)",
    (trust) => {
      expect(statusOf("accept", trust, { confirmed: true })).toBe("paid")
      expect(statusOf("confirm", trust, { confirmed: true })).toBe("paid")
    },
  )

  it.each(["pending", "confirming", "confirm", "accept", "cancel"])("knows the status %s", (code) => {
    const payment = { codes: [], claims: {} }
    expect(paymentStatusOf(code, payment, "after_confirming").known).toBe(true)
  })

  it("alone proves nothing when it is never trusted", () => {
    for (const codes of [[], ["pending"], ["confirming"], ["confirming", "accept", "confirm"]]) {
      expect(statusOf("accept", "never", { codes })).toBe("processing")
      expect(statusOf("confirm", "never", { codes })).toBe("processing")
    }
  })

  it("alone proves everything when it is always trusted", () => {
    expect(statusOf("accept", "always")).toBe("paid")
    expect(statusOf("confirm", "always")).toBe("paid")
  })

  it("accept, which is also the payer's own word, counts once get_status itself has said confirming", () => {
    expect(statusOf("accept", "after_confirming")).toBe("processing")
    expect(statusOf("accept", "after_confirming", { codes: ["pending"] })).toBe("processing")
    expect(statusOf("accept", "after_confirming", { codes: ["pending", "confirming"] })).toBe("paid")
    expect(statusOf("confirm", "after_confirming")).toBe("paid")
  })

  it("accept does not become proof of itself by being asked for again and again", () => {
    const codes = new Set<string>()
    for (let poll = 0; poll < 5; poll++) {
      expect(statusOf("accept", "after_confirming", { codes: [...codes] })).toBe("processing")
      codes.add("accept")
    }
  })

  it("accept is proven by no status that the payment has here: canceled, expired and failed are further, and no proof", () => {
    for (const status of PAYMENT_STATUSES) {
      const payment = known(ASKED, status)
      expect(paymentStatusOf("accept", payment, "after_confirming").status).toBe("processing")
    }
  })

  it("accept is not proven by a notification about a part, or about a cancel", () => {
    const claims = { underpaid: claim("200"), canceled: claim("0") }
    expect(paymentStatusOf("accept", { codes: [], claims }, "after_confirming").status).toBe("processing")
  })

  it("takes any other word neither for money nor for none", () => {
    fc.assert(
      fc.property(fc.string(), (code) => {
        fc.pre(!["pending", "confirming", "confirm", "accept", "cancel"].includes(code))
        const answer = paymentStatusOf(
          code,
          { codes: ["confirming"], claims: { paid: claim("500") } },
          "always",
        )
        expect(answer).toEqual({ status: "processing", known: false })
      }),
      { numRuns: 1_000 },
    )
  })
})

describe("what has arrived", () => {
  it.each<[string, string | null, string | null, string | null]>([
    ["nothing told", null, null, null],
    ["a part", "200", null, "200.00"],
    ["the whole sum at once", null, "500", "500.00"],
    ["a part, then the whole sum", "200", "500", "500.00"],
    ["a part, then a final sum that may be the last part or all of it", "200", "300", "300.00"],
    ["half of it, then the same half as the final sum", "250", "250", "250.00"],
    ["a part that is more than the final sum", "300", "200", "300.00"],
    ["too much", "200", "600", "600.00"],
  ])("%s", (_what, part, final, expected) => {
    const claims = {
      ...(part !== null && { underpaid: claim(part) }),
      ...(final !== null && { paid: claim(final) }),
    }
    expect(receivedOf(claims)?.amount ?? null).toBe(expected)
  })

  it("is what a notification told, and the most that any told", () => {
    const sum = fc.bigInt({ min: 0n, max: 100_000n }).map((minor) => Money.fromMinor(minor, "AZN"))
    fc.assert(
      fc.property(sum, sum, (part, final) => {
        const received = receivedOf({ underpaid: claim(part.amount), paid: claim(final.amount) })
        expect(received).toEqual(part.lessThan(final) ? final : part)
      }),
      { numRuns: 1_000 },
    )
  })

  it("shows a payment with a part of the money as underpaid while it is open", () => {
    const part = known(ASKED, "awaiting", { underpaid: claim("200") })
    expect(observationOf(part, "awaiting", answer("pending"))).toMatchObject({
      status: "underpaid",
      received: "200.00",
    })
    expect(observationOf(part, "processing", answer("confirming")).status).toBe("underpaid")
    expect(observationOf(part, "canceled", answer("cancel")).status).toBe("canceled")
    expect(observationOf(known(ASKED), "awaiting", answer("pending"))).toMatchObject({
      status: "awaiting",
      received: null,
    })
  })
})

it("shows the payment that the answer is about, not the one that was asked for", () => {
  const shown = observationOf(known(ASKED), "awaiting", { paymentId: "4747474", status: "pending" })
  expect(shown).toMatchObject({ reference: "4747474", gatewayId: "4747474", code: "pending" })
  expect(shown).toMatchObject({ test: false, raw: { status: "pending" } })
})

it("writes the time of a payment as it is in Baku", () => {
  expect(createTime(Date.UTC(2024, 8, 28, 10, 30, 0))).toBe("2024-09-28 14:30:00")
  expect(createTime(Date.UTC(2024, 11, 31, 21, 0, 0))).toBe("2025-01-01 01:00:00")
})

describe("answers in any of the documented spellings", () => {
  it.each([
    [{ payment_id: 3636363, status: "confirming" }],
    [{ paymnet_id: 3636363, status: "confirming" }],
    [{ payment_id: "3636363", status: "confirming" }],
  ])("status: %j", (answer) => {
    expect(wire.status.parse(answer)).toEqual({ paymentId: "3636363", status: "confirming" })
    expect(wire.foundStatus.parse(answer)).toEqual({ paymentId: "3636363", status: "confirming" })
  })

  const WALLET = { payment_id: 3636363, wallet_number: "9378238289", wallet_link: "https://m10.example/p" }

  it.each<[string, object]>([
    ["a link", { wallet_link: `https://m10.example/${"a".repeat(60_000)}` }],
    ["a link that is no text", { wallet_link: 7 }],
    ["a link that cannot be written down", { wallet_link: "https://m10.example/\0" }],
  ])("wallet: without %s that is of no use", (_what, change) => {
    expect(wire.wallet.parse({ ...WALLET, ...change })).toMatchObject({
      wallet_number: "9378238289",
      wallet_link: null,
    })
  })

  it("wallet: without a picture that is too large", () => {
    expect(wire.wallet.parse({ ...WALLET, image: "A".repeat(1_000_000) }).image).toBeNull()
  })

  it.each([{ wallet_number: "9".repeat(65) }, { wallet_number: "" }, { wallet_number: "93\0" }])(
    "but no wallet without a number to send to: %j",
    (change) => {
      expect(wire.wallet.safeParse({ ...WALLET, ...change }).success).toBe(false)
    },
  )

  it("but no status of more than forty characters", () => {
    expect(wire.status.safeParse({ payment_id: 1, status: "x".repeat(41) }).success).toBe(false)
  })

  it("but no look-up without the payment that it is about", () => {
    expect(wire.status.safeParse({ status: "cancel" }).success).toBe(true)
    expect(wire.foundStatus.safeParse({ status: "cancel" }).success).toBe(false)
  })

  it.each([
    [{ canceled_sum: 350, confirm_sum: 2000, pending_sum: 1500 }],
    [{ canceled: 350, confirm: 2000, pending: 1500 }],
    [{ canceled: "350", confirm: "2000", pending: "1500" }],
  ])("balance: %j", (answer) => {
    expect(wire.balance.parse(answer)).toEqual({ canceled: "350", confirmed: "2000", pending: "1500" })
  })

  it.each([{}, { confirm_sum: -1 }, { confirm_sum: "1e3" }, { confirm_sum: "much" }])(
    "but no balance without a sum: %j",
    (answer) => {
      expect(wire.balance.safeParse(answer).success).toBe(false)
    },
  )
})
