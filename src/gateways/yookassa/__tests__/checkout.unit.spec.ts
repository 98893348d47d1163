import { readReference } from "../../../core/payment/reference"
import { stillRuntime } from "../../__tests__/fixtures"
import { paymentBody } from "../checkout"
import { createYookassaGateway } from "../gateway"
import { options, policy, RECEIPT, REFERENCE, request, rub } from "./fixtures"

it("asks for exactly the amount, and always says whether it is taken at once", () => {
  expect(paymentBody(options(), policy(), request())).toEqual({
    amount: { value: "100.00", currency: "RUB" },
    capture: true,
    confirmation: { type: "redirect", return_url: `https://shop.example/back?order=${REFERENCE}` },
    description: `Оплата ${REFERENCE}`,
    metadata: { reference: REFERENCE },
  })
  expect(paymentBody(options(), policy(), request({ isHold: true })).capture).toBe(false)
})

it.each(["1", "10.5", "1490.5", "350000"])("writes %s with two decimals", (amount) => {
  const { value } = paymentBody(options(), policy(), request({ amount: rub(amount) })).amount
  expect(value).toMatch(/^\d+\.\d{2}$/)
  expect(Number(value)).toBe(Number(amount))
})

it("says which way to pay and which language the merchant has chosen", () => {
  const body = paymentBody(options({ paymentMethod: "sbp", locale: "en_US" }), policy(), request())
  expect(body).toMatchObject({
    payment_method_data: { type: "sbp" },
    confirmation: { locale: "en_US" },
    description: `Payment ${REFERENCE}`,
  })
})

it("sends a receipt only where the merchant wants one", () => {
  const withWords = options({ receipt: RECEIPT })
  expect(paymentBody(withWords, policy({ sendsReceipt: true }), request()).receipt?.items).toHaveLength(1)
  expect(paymentBody(withWords, policy(), request())).not.toHaveProperty("receipt")
})

it("takes nothing of what the shopper typed but where the receipt goes", () => {
  const payer = { email: "a@b.example", capture: false, amount: "1.00", return_url: "https://evil.example" }
  const body = paymentBody(options({ receipt: RECEIPT }), policy({ sendsReceipt: true }), request({ payer }))
  expect(JSON.stringify(body)).not.toContain("evil")
  expect(body).toMatchObject({ capture: true, amount: { value: "100.00" } })
})

it("fills in the reference everywhere, and refuses an address that it makes too long", () => {
  const returnUrl = `https://shop.example/{reference}/${"a".repeat(2_000)}/{reference}`
  expect(() => paymentBody(options({ returnUrl }), policy(), request({ reference: "r".repeat(64) }))).toThrow(
    "returnUrl",
  )
})

it("draws references that are keys, too, and tells its own by the store's mark", () => {
  const gateway = createYookassaGateway({ options: options(), policy: policy(), runtime: stillRuntime() })
  const reference = gateway.newReference("store")
  expect(reference).toMatch(/^[0-9a-zA-Z+\-_.]{1,64}$/)
  expect(readReference(reference)?.mark).toBe("store")
})
