import { codeOf, isSum, observationOf, paymentStatusOf, refundOf } from "../transform"
import * as wire from "../wire"
import { held, ID, json, known, payment, REFERENCE, REFUND_ID, rub, taken } from "./fixtures"

const canceled = (reason?: string) =>
  payment({ status: "canceled", ...(reason && { cancellation_details: { party: "yoo_money", reason } }) })

describe("the status", () => {
  it.each([
    [payment(), "awaiting", "pending"],
    [held(), "authorized", "waiting_for_capture"],
    [taken(), "paid", "succeeded"],
    [canceled("expired_on_confirmation"), "expired", "canceled/expired_on_confirmation"],
    [canceled("expired_on_capture"), "canceled", "canceled/expired_on_capture"],
    [canceled("canceled_by_merchant"), "canceled", "canceled/canceled_by_merchant"],
    [canceled("insufficient_funds"), "failed", "canceled/insufficient_funds"],
    [canceled("a_reason_of_tomorrow"), "failed", "canceled/a_reason_of_tomorrow"],
    [canceled("constructor"), "failed", "canceled/constructor"],
    [canceled(), "failed", "canceled"],
  ])("of %#: %s, %s", (shown, status, code) => {
    expect(observationOf(shown)).toMatchObject({ status, code })
    expect(paymentStatusOf(shown)).toEqual({ status, known: true })
  })

  it("of a payment that went back is known, too", () => {
    expect(paymentStatusOf(taken(), true)).toEqual({ status: "refunded", known: true })
  })

  it("that nobody knows is neither money nor none", () => {
    const shown = payment({ status: "in_limbo" })
    expect(paymentStatusOf(shown)).toEqual({ status: "processing", known: false })
    expect(observationOf(shown).status).toBe("processing")
  })

  it("fits where codes are kept", () => {
    expect(codeOf(canceled("x".repeat(40)))).toHaveLength(40)
  })
})

describe("sums", () => {
  it("of a payment that waits are not there yet", () => {
    expect(observationOf(payment())).toMatchObject({
      asked: "100.00",
      received: null,
      held: null,
      refunded: null,
      captureBefore: null,
      fee: null,
    })
  })

  it("of a hold are held, until the time that is told", () => {
    expect(observationOf(held())).toMatchObject({
      asked: "100.00",
      received: null,
      held: "100.00",
      captureBefore: "2026-07-08T10:05:00.000Z",
      fee: null,
    })
  })

  it("of a paid payment are there, with YooKassa's fee", () => {
    expect(observationOf(taken())).toMatchObject({
      asked: "100.00",
      received: "100.00",
      held: null,
      refunded: "0.00",
      fee: "3.5",
      paidAt: "2026-07-01T10:05:00.000Z",
      currency: "RUB",
      account: "100500",
      reference: REFERENCE,
      gatewayId: ID,
      test: false,
    })
  })

  it("of a payment whose income and refunds are not told: no fee, nothing back", () => {
    const shown = taken({ income_amount: undefined, refunded_amount: undefined })
    expect(observationOf(shown)).toMatchObject({ status: "paid", fee: null, refunded: null })
  })

  it("of a payment that waits and tells of refunds are still not there", () => {
    const shown = held({ refunded_amount: { value: "100.00", currency: "RUB" } })
    expect(observationOf(shown)).toMatchObject({ status: "authorized", received: null, refunded: null })
  })

  it("of a payment of nothing are no refund", () => {
    const shown = taken({ amount: { value: "0.00", currency: "RUB" }, income_amount: undefined })
    expect(observationOf(shown)).toMatchObject({ status: "paid", received: "0.00" })
  })

  it("of a payment without a fee: none", () => {
    expect(observationOf(taken({ income_amount: { value: "100.00", currency: "RUB" } })).fee).toBe("0")
  })

  it("of a payment that names no shop are nobody's", () => {
    expect(observationOf(payment({ recipient: undefined })).account).toBeNull()
  })

  it("of a payment that is over name no time until which a hold lasts", () => {
    const shown = taken({ expires_at: "2026-07-08T10:05:00.000Z" })
    expect(observationOf(shown).captureBefore).toBeNull()
  })

  it("of a payment of which a part went back: still paid", () => {
    const shown = taken({ refunded_amount: { value: "99.99", currency: "RUB" } })
    expect(observationOf(shown)).toMatchObject({ status: "paid", refunded: "99.99" })
  })

  it("of a payment of which all went back: refunded", () => {
    const shown = taken({ refunded_amount: { value: "100.00", currency: "RUB" } })
    expect(observationOf(shown)).toMatchObject({ status: "refunded", refunded: "100.00" })
  })
})

describe("after a partial capture", () => {
  const captured = rub("60.00")
  const shows = (value: string, refunded = "0.00") =>
    taken({
      amount: { value, currency: "RUB" },
      income_amount: { value: "57.90", currency: "RUB" },
      refunded_amount: { value: refunded, currency: "RUB" },
    })

  it.each(["60.00", "100.00"])("60 of 100 have come where the amount says %s", (value) => {
    const seen = observationOf(shows(value), known({ status: "authorized", captured }))
    expect(seen).toMatchObject({ status: "paid", asked: null, received: "60.00", fee: "2.1" })
  })

  it.each(["60.00", "100.00"])("all of it went back with 60, where the amount says %s", (value) => {
    expect(observationOf(shows(value, "60.00"), known({ captured })).status).toBe("refunded")
  })

  it("no more counts than is shown, whatever our captures asked for", () => {
    expect(observationOf(shows("60.00"), known({ captured: rub("100.00") })).received).toBe("60.00")
  })

  it("in the cabinet, the sum that is shown counts, and is not taken for another payment's", () => {
    const codes = ["pending", "waiting_for_capture"]
    expect(observationOf(shows("60.00"), known({ codes }))).toMatchObject({ asked: null, received: "60.00" })
    expect(observationOf(shows("60.00"), {}, true)).toMatchObject({ asked: null, received: "60.00" })
  })

  it("a hold that was seen, or a capture of ours, is known by either", () => {
    expect(observationOf(shows("60.00"), known({ status: "authorized" })).asked).toBeNull()
    expect(observationOf(shows("60.00"), known({ captured: rub("60.00") })).asked).toBeNull()
  })

  it("a payment that was never held shows what was asked", () => {
    expect(observationOf(shows("60.00"), known({ codes: ["pending"] })).asked).toBe("60.00")
  })

  it("no fee is told where the sums do not belong together", () => {
    const shown = taken({ income_amount: { value: "96.50", currency: "RUB" } })
    expect(observationOf(shown, known({ captured })).fee).toBeNull()
  })
})

describe("what is kept of an answer", () => {
  it("tells the way to pay, and nothing of card, wallet, bank or phone", () => {
    const { raw } = observationOf(taken({ merchant_customer_id: "79000000000" }))
    expect(raw).toMatchObject({ id: ID, status: "succeeded", payment_method: "bank_card" })
    const text = JSON.stringify(raw)
    for (const personal of ["4444", "555555", "41001", "100000000111", "79000000000", "Order 37"]) {
      expect(text).not.toContain(personal)
    }
  })
})

describe("what is kept of an answer for the statement", () => {
  it("is the sums, where they are told", () => {
    const sum = { value: "1.00", currency: "RUB" }
    const shown = taken({ income_amount: sum, refunded_amount: sum })
    expect(observationOf(shown).raw).toMatchObject({ income_amount: sum, refunded_amount: sum })
    const bare = observationOf(taken({ income_amount: undefined, refunded_amount: undefined })).raw
    expect(bare).toMatchObject({ income_amount: null, refunded_amount: null, cancellation_details: null })
  })

  it("is the reason for a payment's end", () => {
    const details = { party: "yoo_money", reason: "insufficient_funds" }
    expect(observationOf(canceled("insufficient_funds")).raw.cancellation_details).toMatchObject(details)
  })
})

describe("a sum that is shown", () => {
  it.each([
    ["100.00", "RUB", true],
    ["100", "RUB", true],
    ["100.01", "RUB", false],
    ["100.00", "USD", false],
    ["99.99", "USD", false],
  ])("of %s %s is exactly 100 rubles: %s", (value, currency, expected) => {
    expect(isSum({ value, currency }, rub("100.00"))).toBe(expected)
  })
})

describe("an answer", () => {
  it("may have fields and methods that did not exist when this was written", () => {
    const shown = payment({ brand_new: { a: [1] }, payment_method: { type: "moon_pay", orbit: 4 } })
    expect(observationOf(shown).raw.payment_method).toBe("moon_pay")
  })

  it("without our reference is about another payment", () => {
    for (const metadata of [
      undefined,
      null,
      {},
      [],
      "text",
      { reference: 5 },
      { reference: "x".repeat(999) },
    ]) {
      expect(observationOf(payment({ metadata })).reference).toBe("")
    }
  })

  it.each([
    ["no id", { id: undefined }],
    ["an id beyond all measure", { id: "1".repeat(65) }],
    ["no status", { status: undefined }],
    ["a status beyond all measure", { status: "x".repeat(41) }],
    ["no amount", { amount: undefined }],
    ["an amount that is no number", { amount: { value: "1e3", currency: "RUB" } }],
    ["a refunded sum that is no number", { refunded_amount: { value: "some", currency: "RUB" } }],
    ["no word about play money", { test: undefined }],
    ["NUL in its id", { id: "a\0b" }],
  ])("with %s cannot be read", (_what, change) => {
    expect(wire.payment.safeParse(json(change)).success).toBe(false)
  })
})

describe("a refund", () => {
  const refund = (change: Record<string, unknown> = {}) =>
    wire.refund.parse({
      id: REFUND_ID,
      payment_id: ID,
      status: "succeeded",
      amount: { value: "40.00", currency: "RUB" },
      created_at: "2026-07-02T10:00:00.000Z",
      metadata: { refund: "op-1" },
      ...change,
    })

  it.each([
    ["pending", "pending"],
    ["succeeded", "done"],
    ["canceled", "failed"],
    ["in_limbo", "pending"],
  ])("that is %s is %s", (status, ours) => {
    expect(refundOf(refund({ status }))).toMatchObject({
      status: ours,
      gatewayId: REFUND_ID,
      amount: "40.00",
    })
  })

  it("tells why it failed", () => {
    const cancellation_details = { party: "yoo_money", reason: "insufficient_funds" }
    expect(refundOf(refund({ status: "canceled", cancellation_details })).reason).toBe("insufficient_funds")
    expect(refundOf(refund()).reason).toBeNull()
    expect(refundOf(refund({ status: "canceled" })).reason).toBeNull()
  })

  it("that is under way has no reason for an end, whatever it tells", () => {
    const cancellation_details = { party: "yoo_money", reason: "insufficient_funds" }
    const shown = refundOf(refund({ status: "pending", cancellation_details }))
    expect(shown.reason).toBeNull()
    expect(shown.raw).toMatchObject({
      id: REFUND_ID,
      payment_id: ID,
      status: "pending",
      cancellation_details,
    })
  })

  it("is kept with its sum and its time", () => {
    expect(refundOf(refund()).raw).toEqual({
      id: REFUND_ID,
      payment_id: ID,
      status: "succeeded",
      amount: { value: "40.00", currency: "RUB" },
      created_at: "2026-07-02T10:00:00.000Z",
      cancellation_details: null,
      receipt_registration: null,
    })
  })
})
