import type { Browser, BrowserContext, Locator, Page } from "playwright-core"

/** A language of the dashboard's payment pages, and how a browser asks for it. */
interface Tongue {
  name: "en" | "ru" | "az"
  locale: string
  /** What the dashboard itself speaks; it has no Azerbaijani. */
  dashboard: "en" | "ru"
}

export const TONGUES: readonly Tongue[] = [
  { name: "en", locale: "en-GB", dashboard: "en" },
  { name: "ru", locale: "ru-RU", dashboard: "ru" },
  { name: "az", locale: "az-AZ", dashboard: "en" },
]

interface Visit {
  medusaUrl: string
  email: string
  password: string
}

/** Keeps a picture of a page under a name. */
export type Keep = (page: Page, name: string) => Promise<void>

/** Pictures of the dashboard's payment pages in each language, and of some of them in the dark. */
export async function photographAdmin(browser: Browser, visit: Visit, keep: Keep): Promise<void> {
  for (const tongue of TONGUES) {
    const page = await openDashboard(browser, visit, tongue)
    await photographPages(page, visit.medusaUrl, (name) => keep(page, `admin-${name}-${tongue.name}`))
    await page.context().close()
  }
  const page = await openDashboard(browser, visit, TONGUES[0]!, "dark")
  await show(page, `${visit.medusaUrl}/app/payment-gateways`)
  await balancesRead(page)
  await keep(page, "admin-balances-dark")
  await page.context().close()
}

/** A page that is signed in, in this language. */
export async function openDashboard(
  browser: Browser,
  { medusaUrl, email, password }: Visit,
  { locale, dashboard }: Tongue,
  theme: "light" | "dark" = "light",
): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale })
  await context.addInitScript(
    ([language, mode]) => {
      window.localStorage.setItem("lng", language)
      window.localStorage.setItem("medusa_admin_theme", mode)
    },
    [dashboard, theme] as const,
  )
  const page = await context.newPage()
  await page.goto(`${medusaUrl}/app/login`)
  await page.locator("input[name=email]").fill(email)
  await page.locator("input[name=password]").fill(password)
  await page.locator("button[type=submit]").click()
  await page.waitForURL(/\/app\/orders/)
  return page
}

async function photographPages(
  page: Page,
  medusaUrl: string,
  keep: (name: string) => Promise<void>,
): Promise<void> {
  const pages = `${medusaUrl}/app/payment-gateways`
  await show(page, pages)
  await balancesRead(page)
  await keep("balances")
  for (const name of ["payments", "statement", "problems", "notifications", "payouts"]) {
    await show(page, `${pages}/${name}`)
    await page.locator("main table tbody tr").first().waitFor()
    await keep(name)
    if (name !== "problems" && name !== "payouts") continue
    await page.locator("main table tbody tr button").first().click()
    await page
      .getByRole("dialog")
      .locator("dl")
      .nth(name === "problems" ? 1 : 0)
      .waitFor()
    await keep(name === "problems" ? "problem" : "payout")
  }
  await show(page, `${medusaUrl}/app/settings/payment-gateways`)
  await page
    .getByText(/\/hooks\/payment-gateways\//)
    .first()
    .waitFor()
  await keep("connections")
  await photographOrders(page, medusaUrl, keep)
}

async function photographOrders(
  page: Page,
  medusaUrl: string,
  keep: (name: string) => Promise<void>,
): Promise<void> {
  await show(page, `${medusaUrl}/app/orders`)
  const fold = page.locator("[lang] button[aria-expanded=false]").last()
  await fold.click()
  await page.locator("dl").first().waitFor()
  await keep("orders")
  await page.locator("table tbody tr").first().click()
  await page.waitForURL(/\/app\/orders\/order_/)
  await page.locator("article ol").first().waitFor()
  await page
    .locator("article")
    .first()
    .evaluate((panel) => panel.parentElement?.scrollIntoView())
  await keep("order")
  await photographHolds(page, medusaUrl, keep)
}

/** A hold, what is asked before a part of it is captured, and one of which a part was captured and refunded. */
export async function photographHolds(
  page: Page,
  medusaUrl: string,
  keep: (name: string) => Promise<void>,
): Promise<void> {
  const held = await openCard(page, medusaUrl, "maria")
  await keep("hold")
  await held.getByRole("button", { name: /^(Capture a part|Списать часть|Bir hissəsini tut)$/ }).click()
  await held.locator("form input").fill("2375.25")
  await held.locator("form button[type=submit]").click()
  const dialog = page.getByRole("alertdialog")
  await dialog.waitFor()
  await keep("capture")
  await dialog.getByRole("button").first().click()
  await openCard(page, medusaUrl, "vera")
  await keep("captured")
}

/** The card of a shopper's order, as far up as the page scrolls. */
export async function openCard(page: Page, medusaUrl: string, shopper: string): Promise<Locator> {
  await show(page, `${medusaUrl}/app/orders`)
  await page.getByText(`${shopper}-`).first().click()
  await page.waitForURL(/\/app\/orders\/order_/)
  const card = page.locator("article").first()
  await card.locator("ol").first().waitFor()
  await card.evaluate((panel) => panel.parentElement?.scrollIntoView())
  return card
}

async function balancesRead(page: Page): Promise<void> {
  await page.locator("svg[role=img]").first().waitFor()
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" })
}

async function show(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.waitForLoadState("networkidle")
}
