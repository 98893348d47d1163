import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import type { Browser, Page } from "playwright-core"

import { launchChromium } from "../integration-tests/browser/support/chromium"
import { photographAdmin } from "./screenshots/admin"
import { photographPhone } from "./screenshots/phone"
import type { Credentials } from "./support/credentials"
import { DATA, ROOT } from "./support/paths"

const IMAGES = join(ROOT, "docs/images")
const WIDE = { width: 1280, height: 860 }

interface Addresses {
  storefrontUrl: string
  medusaUrl: string
}

/** Walks through a running demo as a shopper and as its merchant, and keeps pictures of the way. */
async function main(): Promise<void> {
  const addresses = read<Addresses>("running.json")
  mkdirSync(IMAGES, { recursive: true })
  const { browser, which } = await launchChromium()
  console.log(which)
  try {
    const only = ["desktop", "phone", "admin"].filter((part) => process.argv.includes(`--${part}`))
    const wanted = (part: string) => only.length === 0 || only.includes(part)
    if (wanted("desktop")) {
      await buyWithTegro(await newPage(browser), addresses)
      await buyWithM10(await newPage(browser), addresses)
      await lookAsMerchant(await newPage(browser), addresses)
    }
    if (wanted("phone")) await photographPhone(browser, (page) => startM10(page, addresses), picture)
    if (wanted("admin")) {
      const { email, password } = read<Credentials>("credentials.json")
      await photographAdmin(browser, { ...addresses, email, password }, picture)
    }
  } finally {
    await browser.close()
  }
}

async function buyWithTegro(page: Page, { storefrontUrl }: Addresses): Promise<void> {
  await page.goto(storefrontUrl)
  await page.getByTestId("products").locator("img").last().waitFor()
  await picture(page, "storefront")
  await fillCart(page, "Armudu glasses")
  await fillAddress(page, { city: "Kazan", postal_code: "420111", address_1: "Bauman Street 12" })
  await page.getByTestId("delivery").last().click()
  await payButton(page).waitFor()
  await picture(page, "checkout")
  await payButton(page).click()
  await page.getByRole("link", { name: "EN", exact: true }).click()
  await page.getByTestId("amount").waitFor()
  await picture(page, "tegro-page")
  await page.getByTestId("pay").click()
  await page.getByTestId("order").waitFor({ timeout: 30_000 })
  await picture(page, "order-confirmed")
}

async function buyWithM10(page: Page, addresses: Addresses): Promise<void> {
  await startM10(page, addresses)
  const openWallet = page.getByRole("link", { name: "Open the wallet app" })
  await openWallet.waitFor()
  await picture(page, "m10-transfer")
  const [wallet] = await Promise.all([page.waitForEvent("popup"), openWallet.click()])
  await wallet.getByTestId("amount-input").fill("100")
  await wallet.getByTestId("send").click()
  await page.getByText(/received, send/).waitFor({ timeout: 30_000 })
  await picture(page, "m10-underpaid")
  // The page suggests what is still missing.
  await wallet.getByTestId("send").click()
  await page.getByTestId("order").waitFor({ timeout: 30_000 })
}

/** As far as the page that asks for the transfer. */
async function startM10(page: Page, { storefrontUrl }: Addresses): Promise<void> {
  await page.goto(storefrontUrl)
  const region = page.getByTestId("region")
  const azerbaijan = await region
    .getByRole("option", { name: /Azerbaijan/, includeHidden: true })
    .textContent()
  await region.selectOption({ label: azerbaijan ?? "" })
  await fillCart(page, "Copper kettle")
  await fillAddress(page, { city: "Baku", postal_code: "AZ1000", address_1: "Nizami Street 20" })
  await page.getByTestId("delivery").last().click()
  await page.getByLabel("Number of your m10 wallet").fill("+994 50 123 45 67")
  await payButton(page).click()
}

async function lookAsMerchant(page: Page, { medusaUrl }: Addresses): Promise<void> {
  const { email, password } = read<Credentials>("credentials.json")
  await page.goto(`${medusaUrl}/app/login`)
  await page.locator("input[name=email]").fill(email)
  await page.locator("input[name=password]").fill(password)
  await page.locator("button[type=submit]").click()
  await page.waitForURL(/\/app\/orders/)
  await page.locator("table tbody tr").first().click()
  await page.waitForURL(/\/app\/orders\/order_/)
  await page.getByText("Captured").first().waitFor()
  await picture(page, "dashboard-order")
}

const payButton = (page: Page) => page.getByRole("button", { name: /^Pay/ })

async function fillCart(page: Page, product: string): Promise<void> {
  await page.getByTestId("products").getByText(product).click()
  await page.getByTestId("add-to-cart").click()
  await page.getByTestId("to-checkout").click()
}

async function fillAddress(page: Page, place: Record<string, string>): Promise<void> {
  const person = { email: "leyla@example.com", first_name: "Leyla", last_name: "Aliyeva" }
  for (const [name, value] of Object.entries({ ...person, ...place })) {
    await page.locator(`[name=${name}]`).fill(value)
  }
  await page.getByTestId("save-address").click()
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: WIDE, locale: "en-GB" })
  const page = await context.newPage()
  page.on("pageerror", (error) => console.error(`  the page failed: ${error.message}`))
  return page
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle")
  // Drawers slide in.
  await page.waitForTimeout(500)
  await page.screenshot({ path: join(IMAGES, `${name}.png`) })
  console.log(`✓ docs/images/${name}.png`)
}

function read<T>(name: string): T {
  const file = join(DATA, name)
  if (!existsSync(file))
    throw new Error("The demo is not running. Start it in another terminal: npm run demo")
  return JSON.parse(readFileSync(file, "utf8")) as T
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
