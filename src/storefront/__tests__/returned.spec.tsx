import { screen } from "@testing-library/react"

import { PaymentReturn } from "../react/payment-return.js"
import { useReturnedPayment } from "../react/use-returned-payment.js"
import { barriers, shopSuite } from "./support/shop.js"
import { OVER, REDIRECT } from "./support/store.js"

shopSuite("a shopper who comes back in another browser", (shop) => {
  const QUERY = "?order_id=mpg-abc-1&locale=en"
  function Returned() {
    return <PaymentReturn flow={useReturnedPayment(QUERY)} onRetry={() => {}} />
  }

  it("is told that the payment has arrived, by what the gateway's address says", async () => {
    shop().store.payment = { ...REDIRECT, ...OVER, status: "paid", order_id: "order_secret" }
    const { container } = shop().open(<Returned />)
    expect(await screen.findByRole("heading", { name: "Thank you, the payment has arrived" })).toBeTruthy()
    expect(shop().store.calls[0]?.path).toBe(`GET /store/payment-gateways/returns${QUERY}`)
    expect(container.innerHTML).not.toContain("order_secret")
    expect(await barriers(container)).toEqual([])
  })

  it("waits with the shopper, and hears of the money", async () => {
    shop().store.payment = { ...REDIRECT, poll_after_ms: 250 }
    shop().open(<Returned />)
    expect(await screen.findByRole("heading", { name: "Looking for your payment" })).toBeTruthy()
    shop().store.payment = { ...REDIRECT, ...OVER, status: "paid", order_id: "order_1" }
    expect(await screen.findByRole("heading", { name: "Thank you, the payment has arrived" })).toBeTruthy()
  })

  it("is told that nothing is known under an address without a payment", async () => {
    shop().store.payment = null
    shop().open(<Returned />)
    expect(await screen.findByRole("heading", { name: "This payment was not found" })).toBeTruthy()
  })
})
