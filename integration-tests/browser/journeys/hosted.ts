import type { Shoppers } from "../support/shoppers"
import type { Size, Visit } from "../support/visit"

const PAID = "1 order, captured, captures 1840.40 rub"

/** Paying on the gateway's own page. */
export function hostedPayments(shop: () => Shoppers): void {
  const pay = async (visit: Visit) => {
    await visit.press(visit.page.getByTestId("pay"))
    expect(await visit.orderPaid()).toBe("₽1,840.40")
    expect(await shop().ordersOf(visit, PAID)).toBe(PAID)
  }

  describe.each<Size>(["phone", "desktop"])("a shopper with a %s who pays on the gateway's page", (size) => {
    it("comes back to the paid order", async () => {
      const visit = await shop().visit(size)
      await visit.checkOut("rub")
      await visit.goToHostedPage()
      expect(await visit.page.getByTestId("amount").innerText()).toMatch(/^1840\.40? RUB$/)
      await pay(visit)
      expect(await visit.page.getByTestId("cart-link").innerText()).toBe("")
    })

    it("sees that it failed, tries again, and has one order", async () => {
      const visit = await shop().visit(size)
      await visit.checkOut("rub")
      await visit.goToHostedPage()
      await visit.press(visit.page.getByTestId("fail"))
      await visit.sees("The payment did not go through")
      expect(await shop().ordersOf(visit, "no order")).toBe("no order")
      await visit.press(visit.page.getByRole("button", { name: "Try again" }))
      await visit.goToHostedPage()
      await pay(visit)
    })
  })

  describe("a shopper who strays from the gateway's page", () => {
    it("comes back by the back button, pays again, and has one order", async () => {
      const visit = await shop().visit("phone")
      await visit.checkOut("rub")
      await visit.goToHostedPage()
      await visit.page.goBack()
      await visit.payButton.waitFor()
      expect(await visit.payButton.getAttribute("aria-disabled")).toBe("false")
      await visit.goToHostedPage()
      await pay(visit)
      const payments = await shop().paymentsOf(visit)
      expect(payments.filter(({ status }) => status === "paid")).toHaveLength(1)
    })

    it("leaves without paying, and finds the way back to the page", async () => {
      const visit = await shop().visit("phone")
      await visit.checkOut("rub")
      await visit.goToHostedPage()
      await visit.press(visit.page.getByTestId("leave"))
      await visit.press(visit.page.locator(".mpg-notice form button, .mpg-notice a.mpg-button"))
      await visit.page.getByTestId("order-number").waitFor()
      await pay(visit)
      expect(await shop().paymentsOf(visit)).toHaveLength(1)
    })

    it("closes the tab after paying: the notification alone makes the order, and the shop shows it later", async () => {
      const visit = await shop().visit("phone")
      await visit.checkOut("rub")
      await visit.goToHostedPage()
      await visit.page.route(`${shop().storefrontUrl}/**`, (call) => call.abort())
      await visit.page.getByTestId("pay").tap({ noWaitAfter: true })
      await visit.page.waitForEvent("requestfailed")
      await visit.page.close()
      expect(await shop().ordersOf(visit, PAID)).toBe(PAID)
      await visit.openTab()
      await visit.press(visit.page.getByTestId("reminder").getByRole("link"))
      await visit.orderPaid()
    })
  })

  it("two presses on the button make one payment", async () => {
    const visit = await shop().visit("desktop")
    await visit.checkOut("rub")
    await visit.payButton.dblclick()
    await visit.page.getByTestId("order-number").waitFor()
    expect(await shop().paymentsOf(visit)).toHaveLength(1)
    await pay(visit)
  })
}
