import type { Shoppers } from "../support/shoppers"
import { readable } from "../support/visit"

/** Carts and payments in more than one tab. */
export function cartsThatChange(shop: () => Shoppers): void {
  const PAID_TWO = "1 order, captured, captures 61.80 azn"

  it("a payment whose page was closed is found again from the home page", async () => {
    const visit = await shop().visit("phone")
    await visit.checkOut("azn")
    await visit.startTransfer()
    await visit.page.reload()
    await visit.walletLink.waitFor()
    await visit.page.close()
    await visit.openTab()
    await visit.press(visit.page.getByTestId("reminder").getByRole("link"))
    await visit.send("33.90")
    await visit.orderPaid()
    const paid = "1 order, captured, captures 33.90 azn"
    expect(await shop().ordersOf(visit, paid)).toBe(paid)
    expect(await shop().paymentsOf(visit)).toHaveLength(1)
  })

  it("a cart changed in another tab ends the payment, and a new one asks for the new sum", async () => {
    const visit = await shop().visit("phone")
    await visit.checkOut("azn")
    await visit.startTransfer()
    const first = visit.page
    await visit.openTab("/products/armudu-glass")
    await visit.press(visit.page.getByTestId("add-to-cart"))
    await visit.page.getByTestId("to-checkout").waitFor()
    visit.page = first
    await visit.sees("This payment is no longer valid")
    await visit.press(first.getByRole("button", { name: "Start a new payment" }))
    await visit.startTransfer()
    await visit.sees("Send AZN 61.80")
    await visit.send("61.80")
    await visit.orderPaid()
    expect(await shop().ordersOf(visit, PAID_TWO)).toBe(PAID_TWO)
  })

  it("a cart changed in another tab before paying is shown first", async () => {
    const visit = await shop().visit("desktop")
    await visit.checkOut("azn")
    const first = visit.page
    await visit.openTab("/products/armudu-glass")
    await visit.press(visit.page.getByTestId("add-to-cart"))
    await visit.page.getByTestId("to-checkout").waitFor()
    visit.page = first
    await visit.fillWallet()
    await visit.press(visit.payButton)
    await visit.sees("Your cart has changed meanwhile. Please look at the new total.")
    expect(await readable(visit.payButton)).toBe("Pay AZN 61.80")
    expect(await shop().paymentsOf(visit)).toHaveLength(0)
    await visit.startTransfer()
    await visit.sees("Send AZN 61.80")
  })
}
