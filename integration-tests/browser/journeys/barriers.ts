import { barriers, WHOLE_PAGE } from "../support/barriers"
import type { Shoppers } from "../support/shoppers"
import type { Size, Visit } from "../support/visit"

/** Every kind of page, for whoever cannot see it well or use a mouse. */
export function everyPageKind(shop: () => Shoppers): void {
  const nothingWrong = async ({ page }: Visit) => expect(await barriers(page, WHOLE_PAGE)).toEqual([])

  describe.each<Size>(["phone", "desktop"])("on a %s there is no barrier", (size) => {
    it("from the home page to the gateway, and when the payment fails", async () => {
      const visit = await shop().visit(size)
      await visit.open()
      await visit.page.getByTestId("products").waitFor()
      await nothingWrong(visit)
      await visit.open("/products/armudu-glass")
      await visit.page.getByTestId("add-to-cart").waitFor()
      await nothingWrong(visit)
      await visit.fillCart("rub", "Armudu glasses")
      await nothingWrong(visit)
      await visit.press(visit.page.getByTestId("to-checkout"))
      await nothingWrong(visit)
      await visit.fillAddress("rub")
      await visit.page.getByTestId("delivery").last().waitFor()
      await nothingWrong(visit)
      await visit.press(visit.page.getByTestId("delivery").last())
      await visit.payButton.waitFor()
      await nothingWrong(visit)
      await visit.goToHostedPage()
      await visit.press(visit.page.getByTestId("leave"))
      await visit.sees("Looking for your payment")
      await nothingWrong(visit)
      await shop().simulator.tegro.fail(await shop().referenceOf(visit))
      await visit.sees("The payment did not go through")
      await nothingWrong(visit)
    })

    it("in a transfer, light or dark, and on the order's page", async () => {
      const visit = await shop().visit(size)
      await visit.checkOut("azn")
      await visit.press(visit.payButton)
      await visit.sees("Please fill this in.")
      await nothingWrong(visit)
      await visit.startTransfer()
      await nothingWrong(visit)
      await visit.press(visit.page.getByRole("button", { name: "Cancel this payment" }))
      await nothingWrong(visit)
      await visit.press(visit.page.getByRole("button", { name: "Keep it" }))
      await visit.send("20.00")
      await visit.sees("Send AZN 13.90 more")
      await nothingWrong(visit)
      await inTheDark(visit)
      await visit.send("13.90")
      await visit.orderPaid()
      await nothingWrong(visit)
    })
  })

  /** The demo shop is light; shops around the components may be dark. */
  async function inTheDark({ page }: Visit): Promise<void> {
    const setTheme = (theme: string) =>
      page.evaluate((name) => {
        const style = document.documentElement.style
        document.documentElement.dataset.mpgTheme = name
        // The shop's own colours stand aside.
        for (const part of ["accent", "on-accent", "ink", "muted", "paper", "soft", "line", "radius"]) {
          style.setProperty(`--mpg-${part}`, name === "dark" ? "initial" : "")
        }
      }, theme)
    await setTheme("dark")
    expect(await barriers(page, { ...WHOLE_PAGE, include: [".mpg-card"] })).toEqual([])
    await setTheme("light")
  }
}
