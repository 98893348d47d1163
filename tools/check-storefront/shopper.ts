import type { Browser, Page } from "playwright-core"

/** What a purchase has led to. */
export interface Purchase {
  orderId: string
  /** As the gateway's page asked for it: `1840.40 RUB`. */
  asked: string
}

/** Buys in the guide's shop by Tegro, and pays on its page. */
export async function buyWithTegro(browser: Browser, shopUrl: string): Promise<Purchase> {
  return shopping(browser, async (page) => {
    await page.goto(`${shopUrl}/checkout`)
    await payButton(page).click()
    const asked = await textOf(page, "amount")
    await page.getByTestId("pay").click()
    return { asked, orderId: await orderOf(page) }
  })
}

/** Buys in the guide's shop as somebody in Azerbaijan, and sends the money from an m10 wallet. */
export async function buyWithM10(browser: Browser, shopUrl: string): Promise<Purchase> {
  return shopping(browser, async (page) => {
    await page.goto(`${shopUrl}/checkout?country=az`)
    await page.getByLabel("Number of your m10 wallet").fill("+994 50 123 45 67")
    await payButton(page).click()
    const openWallet = page.getByRole("link", { name: "Open the wallet app" })
    const [wallet] = await Promise.all([page.waitForEvent("popup"), openWallet.click()])
    const asked = `${(await textOf(wallet, "asked")).split(" ")[0]} AZN`
    await wallet.getByTestId("send").click()
    return { asked, orderId: await orderOf(page) }
  })
}

const payButton = (page: Page) => page.getByRole("button", { name: /^Pay/ })

const textOf = async (page: Page, id: string) => (await page.getByTestId(id).innerText()).trim()

async function orderOf(page: Page): Promise<string> {
  await page.waitForURL(/\/orders\/order_/)
  await page.getByRole("heading", { name: "Thank you for your order" }).waitFor()
  return new URL(page.url()).pathname.split("/").at(-1) ?? ""
}

async function shopping(browser: Browser, buy: (page: Page) => Promise<Purchase>): Promise<Purchase> {
  const context = await browser.newContext({ locale: "en-GB" })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    const failures: string[] = []
    page.on("pageerror", (error) => failures.push(error.message))
    const purchase = await buy(page).catch(async (error: Error) => {
      const seen = await page.innerText("body").catch(() => "")
      throw new Error(`${error.message}\nAt ${page.url()}, the page shows:\n${seen}\n${failures.join("\n")}`)
    })
    if (failures.length > 0) throw new Error(`The shop's page failed: ${failures.join("; ")}`)
    return purchase
  } finally {
    await context.close()
  }
}
