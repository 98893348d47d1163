import type { Browser } from "playwright-core"

import { Visit, type Size, type Taste } from "../../integration-tests/browser/support/visit"
import type { Keep } from "./admin"

type Picture = (name: string) => Promise<void>

/** Pictures of the shop on a phone and on a desk, from the first page to the order; and the transfer in each language. */
export async function photographShopper(browser: Browser, storefrontUrl: string, keep: Keep): Promise<void> {
  const walk = async (
    size: Size,
    taste: Taste,
    way: (visit: Visit, picture: Picture) => Promise<void>,
    suffix: string = size,
  ) => {
    const visit = await Visit.begin(browser, storefrontUrl, size, { email: "leyla@example.com", ...taste })
    await way(visit, (name) => keep(visit.page, `shopper-${name}-${suffix}`))
    await visit.end()
    for (const failure of visit.failures) console.error(`  the page failed: ${failure}`)
  }
  for (const size of ["phone", "desktop"] as const) {
    await walk(size, {}, payOnHostedPage)
    await walk(size, {}, sendFromWallet)
  }
  await walk("phone", { locale: "ru-RU" }, transferOf("Медный чайник"), "phone-ru")
  await walk("phone", { locale: "az-AZ" }, transferOf("Mis çaydan"), "phone-az")
}

async function payOnHostedPage(visit: Visit, picture: Picture): Promise<void> {
  const { page } = visit
  await visit.open()
  await page.getByTestId("products").locator("img").last().waitFor()
  await picture("home")
  await visit.open("/products/armudu-glass")
  await page.getByTestId("add-to-cart").waitFor()
  await picture("product")
  await visit.fillCart("rub", "Armudu glasses")
  await picture("cart")
  await visit.press(page.getByTestId("to-checkout"))
  await page.locator("[name=email]").waitFor()
  await picture("checkout")
  await visit.fillAddress("rub")
  await visit.press(page.getByTestId("delivery").last())
  await visit.goToHostedPage()
  await page.getByRole("link", { name: "EN", exact: true }).click()
  await page.getByTestId("amount").waitFor()
  await picture("hosted")
  await visit.press(page.getByTestId("leave"))
  await visit.sees("Looking for your payment")
  await picture("waiting")
  await page.goBack()
  await visit.press(page.getByTestId("fail"))
  await visit.sees("The payment did not go through")
  await picture("failed")
}

async function sendFromWallet(visit: Visit, picture: Picture): Promise<void> {
  await visit.checkOut("azn", "Copper kettle")
  await visit.fillWallet()
  await toTop(visit)
  await picture("choice")
  await visit.startTransfer()
  await picture("transfer")
  await visit.send("100")
  await visit.sees(/received, send/)
  await picture("part")
  await visit.send("55")
  await visit.orderPaid()
  await picture("order")
}

const transferOf = (title: string) => async (visit: Visit, picture: Picture) => {
  await visit.checkOut("azn", title)
  await toTop(visit)
  await picture("choice")
  await visit.startTransfer()
  await picture("transfer")
}

const toTop = ({ page }: Visit) => page.evaluate(() => window.scrollTo(0, 0))
