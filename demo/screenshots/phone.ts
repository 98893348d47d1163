import type { Browser, Page } from "playwright-core"

const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: "en-GB",
}

type Picture = (page: Page, name: string) => Promise<void>
type Fill = (page: Page) => Promise<void>

/** The transfer of an m10 payment, as a shopper sees it on a phone. */
export async function photographPhone(browser: Browser, fill: Fill, picture: Picture): Promise<void> {
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  await fill(page)
  await page.getByRole("link", { name: "Open the wallet app" }).waitFor()
  await page.evaluate(() => window.scrollTo(0, 0))
  await picture(page, "phone-transfer")
  await context.close()
}
