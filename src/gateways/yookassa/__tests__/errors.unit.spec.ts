import { declinedBy, saysUnknown } from "../errors"
import * as wire from "../wire"

const refusal = (change: Record<string, unknown>) =>
  wire.refusal.parse({ type: "error", id: "1", code: "invalid_request", description: "No.", ...change })

describe("what YooKassa declines", () => {
  it.each([
    ["invalid_credentials", undefined, "wrong_credentials"],
    ["forbidden", undefined, "wrong_credentials"],
    ["invalid_request", "amount", "amount_not_supported"],
    ["invalid_request", "amount.value", "amount_not_supported"],
    ["invalid_request", "receipt", "receipt_refused"],
    ["invalid_request", "receipt.customer.phone", "receipt_refused"],
    ["invalid_request", "receipt.items[0].vat_code", "receipt_refused"],
    ["invalid_request", "payment_id", "gateway_declined"],
    ["invalid_request", "Idempotence-Key", "gateway_declined"],
    ["invalid_request", "constructor", "gateway_declined"],
    ["invalid_request", undefined, "gateway_declined"],
    ["not_found", undefined, "gateway_declined"],
    ["a_code_of_tomorrow", "amount", "gateway_declined"],
  ])("as %s at %s is %s here", (code, parameter, ours) => {
    expect(declinedBy("createPayment", refusal({ code, parameter })).code).toBe(ours)
  })

  it("is told in its own words, cut to a length", () => {
    const declined = declinedBy("createPayment", refusal({ description: `Sum\0exceeded${"!".repeat(900)}` }))
    expect(declined.reason).toMatch(/^Sumexceeded!+$/)
    expect(declined.reason).toHaveLength(200)
    expect(declined.message).toContain(`createPayment: ${declined.reason}`)
  })

  it("without words is told by its code", () => {
    expect(declinedBy("me", refusal({ code: "forbidden", description: undefined })).reason).toBe("forbidden")
  })
})

describe("that a payment is not there is said by", () => {
  it.each([
    [404, "not_found", undefined, true],
    [404, "not_found", "payment_id", true],
    [404, "not_found", "refund_id", true],
    [400, "invalid_request", "payment_id", true],
    [404, "not_found", "cursor", false],
    [400, "invalid_request", undefined, false],
    [400, "invalid_request", "limit", false],
    [403, "forbidden", "payment_id", false],
    [500, "internal_server_error", "payment_id", false],
  ])("%i %s at %s: %s", (status, code, parameter, isUnknown) => {
    expect(saysUnknown(status, refusal({ code, parameter }))).toBe(isUnknown)
  })

  it("no words", () => {
    expect(saysUnknown(400, refusal({ description: "Payment not found" }))).toBe(false)
  })
})
