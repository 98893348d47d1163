import jsQR from "jsqr"
import { PNG } from "pngjs"

import type { Shoppers } from "../support/shoppers"
import type { Size } from "../support/visit"

const PAID = "1 order, captured, captures 33.90 azn"

/** Sending money from a wallet. */
export function walletTransfers(shop: () => Shoppers): void {
  describe.each<Size>(["phone", "desktop"])("a shopper with a %s who sends from a wallet", (size) => {
    it("sends all at once and sees the order", async () => {
      const visit = await shop().visit(size)
      await visit.checkOut("azn")
      await visit.startTransfer()
      await visit.sees("Send AZN 33.90")
      await visit.send("33.90")
      expect(await visit.orderPaid()).toBe("AZN 33.90")
      expect(await shop().ordersOf(visit, PAID)).toBe(PAID)
      expect(await shop().problemsOf(visit)).toBe("")
    })

    it("sends in two parts, and sees in between how much is missing", async () => {
      const visit = await shop().visit(size)
      await visit.checkOut("azn")
      await visit.startTransfer()
      await visit.send("20.00")
      await visit.sees("AZN 20.00 of AZN 33.90 received, send AZN 13.90 more.")
      await visit.sees("Send AZN 13.90 more")
      expect(await shop().ordersOf(visit, "no order")).toBe("no order")
      await visit.send("13.90")
      await visit.orderPaid()
      expect(await shop().ordersOf(visit, PAID)).toBe(PAID)
    })
  })

  it.each<Size>(["phone", "desktop"])("the picture on a %s leads to the wallet", async (size) => {
    const visit = await shop().visit(size)
    await visit.checkOut("azn")
    await visit.startTransfer()
    const { data, width, height } = PNG.sync.read(await visit.page.screenshot({ fullPage: true }))
    const seen = jsQR(new Uint8ClampedArray(data), width, height)?.data
    expect(seen).toBe(await visit.walletLink.getAttribute("href"))
    expect(seen).toContain(`/m10/${await shop().referenceOf(visit)}`)
  })

  it("reserves the order first where the shop says so, and is paid then", async () => {
    const visit = await shop().visit("phone")
    await visit.checkOut("azn")
    await visit.press(visit.page.locator("input[value=pp_m2cerber_reserve]"))
    await visit.startTransfer()
    const waits = "1 order, awaiting, nothing captured"
    expect(await shop().ordersOf(visit, waits)).toBe(waits)
    await visit.send("33.90")
    await visit.orderPaid()
    expect(await shop().ordersOf(visit, PAID)).toBe(PAID)
  })
}

/** Too little, too much, or nothing at all. */
export function transfersThatDiffer(shop: () => Shoppers): void {
  it("too little when the time is over: the page says what came, a person sees it, and a new payment works", async () => {
    const visit = await shop().visit("phone")
    await visit.checkOut("azn")
    await visit.startTransfer()
    await visit.send("20.00")
    await visit.sees("Send AZN 13.90 more")
    await shop().simulator.m2cerber.expire(await shop().referenceOf(visit))
    await visit.sees("The payment did not go through")
    await visit.sees("AZN 20.00 of it has arrived all the same. The shop will contact you about it.")
    expect(await shop().problemsOf(visit, "canceled_after_part")).toBe("canceled_after_part")
    await visit.press(visit.page.getByRole("button", { name: "Try again" }))
    await visit.startTransfer()
    await visit.send("33.90")
    await visit.orderPaid()
    expect(await shop().ordersOf(visit, PAID)).toBe(PAID)
  })

  it("too much: the order is paid with what it costs, and the rest is a person's", async () => {
    const visit = await shop().visit("phone")
    await visit.checkOut("azn")
    await visit.startTransfer()
    await visit.send("40.00")
    expect(await visit.orderPaid()).toBe("AZN 33.90")
    expect(await shop().ordersOf(visit, PAID)).toBe(PAID)
    expect(await shop().problemsOf(visit, "overpaid")).toBe("overpaid")
  })

  it("canceled by the shopper, after one more question, and paid the second time", async () => {
    const visit = await shop().visit("phone")
    const button = (name: string) => visit.page.getByRole("button", { name, exact: true })
    await visit.checkOut("azn")
    await visit.startTransfer()
    await visit.press(button("Cancel this payment"))
    await visit.press(button("Keep it"))
    await visit.press(button("Cancel this payment"))
    await visit.press(button("Yes, cancel"))
    await visit.sees("The payment did not go through")
    const [payment] = await shop().paymentsOf(visit)
    expect(payment?.status).toBe("canceled")
    await visit.press(button("Try again"))
    await visit.startTransfer()
    await visit.send("33.90")
    await visit.orderPaid()
    expect(await shop().ordersOf(visit, PAID)).toBe(PAID)
  })
}
