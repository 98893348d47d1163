import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import type { Browser, Page } from "playwright-core"

import { launchChromium } from "../integration-tests/browser/support/chromium"
import { photographAdmin } from "./screenshots/admin"
import { shrinkForReadme } from "./screenshots/readme"
import { photographShopper } from "./screenshots/shopper"
import type { Credentials } from "./support/credentials"
import { DATA, ROOT } from "./support/paths"

const IMAGES = join(ROOT, "docs/images")
const WIDE = { width: 1280, height: 860 }

interface Addresses {
  storefrontUrl: string
  medusaUrl: string
}

/**
 * Walks through a running demo as a shopper and as its merchant, and keeps pictures of the way. `--shopper` and `--admin` do
 * half of it; `--readme` makes the README's pictures of those that are there, without a demo.
 */
async function main(): Promise<void> {
  mkdirSync(IMAGES, { recursive: true })
  const { browser, which } = await launchChromium()
  console.log(which)
  try {
    if (!process.argv.includes("--readme")) await photograph(browser, read<Addresses>("running.json"))
    await shrinkForReadme(browser, IMAGES)
  } finally {
    await browser.close()
  }
}

async function photograph(browser: Browser, addresses: Addresses): Promise<void> {
  if (!process.argv.includes("--admin")) {
    await photographShopper(browser, addresses.storefrontUrl, picture)
    if (process.argv.includes("--shopper")) return
    await lookAsMerchant(await newPage(browser), addresses)
  }
  const { email, password } = read<Credentials>("credentials.json")
  await photographAdmin(browser, { ...addresses, email, password }, picture)
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
