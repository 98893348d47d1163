import type { Shoppers } from "../support/shoppers"

/** Gateways that are slow, or not there. */
export function gatewayTrouble(shop: () => Shoppers): void {
  it("a slow gateway: the page answers and waits, until the order is there", async () => {
    const { faults, notifications } = shop().simulator
    const visit = await shop().visit("phone")
    await visit.checkOut("rub")
    await visit.goToHostedPage()
    await notifications.policy("tegro", { drop: true })
    await faults.add({ gateway: "tegro", kind: "delay", ms: 5_000, times: 0 })
    await visit.press(visit.page.getByTestId("pay"))
    await visit.sees("Looking for your payment")
    await visit.page.locator(".mpg-notice a.mpg-button, .mpg-notice form button").waitFor({ timeout: 4_000 })
    await faults.clear()
    await visit.orderPaid()
    const paid = "1 order, captured, captures 1840.40 rub"
    expect(await shop().ordersOf(visit, paid)).toBe(paid)
  })

  it("a gateway that is down: the shopper hears so in plain words, and another way to pay works", async () => {
    const { faults } = shop().simulator
    const visit = await shop().visit("phone")
    await visit.checkOut("azn")
    await faults.add({ gateway: "m2cerber", kind: "status", status: 503, times: 0 })
    await visit.fillWallet()
    await visit.press(visit.payButton)
    const alert = visit.page.locator("form.mpg-methods [role=alert]")
    await alert.waitFor({ timeout: 30_000 })
    expect(await alert.innerText()).toBe("This way of paying is not available now. Please try another one.")
    expect(await visit.payButton.getAttribute("aria-disabled")).toBe("false")
    await visit.chooseMarket("eur")
    await visit.fillAddress("eur")
    // The courier goes there, too.
    await visit.goToHostedPage()
    await visit.press(visit.page.getByTestId("pay"))
    await visit.orderPaid()
    const paid = "1 order, captured, captures 23.90 eur"
    expect(await shop().ordersOf(visit, paid)).toBe(paid)
  })
}
