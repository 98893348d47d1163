import type { Page } from "playwright-core"

import { openCard } from "../../demo/screenshots/admin"
import { barriers } from "./support/barriers"
import { Stage } from "./support/stage"

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await Stage.set()
  page = await stage.dashboard()
}, 600_000)

afterAll(async () => stage?.end(), 60_000)

const go = (path: string) => page.goto(stage.url(path))
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" })
const dialog = () => page.getByRole("dialog")
const said = (text: string | RegExp) => page.locator("[data-sonner-toast]").getByText(text).first().waitFor()
const emailOf = async (name: string) =>
  (await page
    .getByText(new RegExp(`^${name}-.*@shopper\\.test$`))
    .first()
    .textContent()) ?? ""
const openProblems = async () => {
  const badge = page.getByText(/^Open: \d+$/).first()
  return Number(/\d+/.exec((await badge.textContent()) ?? "")?.[0])
}

describe("a merchant in the dashboard", () => {
  it("sees what each gateway holds, and how it came to that", async () => {
    await go("/payment-gateways")
    await page.getByRole("heading", { name: "Balances" }).waitFor()
    await page.locator("[aria-busy=false]", { hasText: "Tegro.money" }).getByText("₽").first().waitFor()
    await page.getByRole("img", { name: "Balance of m10 in AZN, last 30 days" }).waitFor()
    await button("90 days").click()
    await page.getByRole("img", { name: /AZN, last 90 days/ }).waitFor()
    await button("Show as a table").first().click()
    expect(await page.getByRole("table").first().locator("tbody tr").count()).toBeGreaterThan(80)
    await button("Refresh").click()
    await said("The gateways are being asked")
  })

  it("asks m2cerber for the totals of a period", async () => {
    await go("/payment-gateways")
    const range = page.getByRole("region", { name: "Totals of a period · m10" })
    await range.getByRole("button", { name: "Show" }).click()
    await range.getByText("Confirmed", { exact: true }).waitFor()
    expect(await range.getByText("₼").count()).toBe(3)
  })

  it("sees an order's payment, and has the gateway asked about it", async () => {
    await go("/orders")
    await button("Show balances").click()
    await page.getByRole("region", { name: "Balances" }).getByText("₼").first().waitFor()
    await page.getByText("leyla-").first().click()
    const panel = page.getByRole("region", { name: "Payments by gateways" })
    await panel.getByText("₽1,840.40").first().waitFor()
    await panel.getByText("The payment was asked for").waitFor()
    await panel.getByRole("button", { name: "Check now" }).click()
    await said("The gateway was asked: Paid")
  })

  it("captures a part of what is held after reading what goes back, and then refunds a part of that", async () => {
    const card = await openCard(page, stage.shop.medusaUrl, "maria")
    await card.getByText("captures once: whatever you do not capture goes back").waitFor()
    await card.getByText("Can be captured until").waitFor()
    await card.getByRole("button", { name: "Capture a part" }).click()
    const sum = card.getByLabel("Amount to capture")
    await sum.fill("2725.16")
    await card.getByRole("button", { name: "Capture", exact: true }).click()
    await card.getByText("No more than ₽2,725.15 is held.").waitFor()
    await sum.fill("2375.25")
    await card.getByRole("button", { name: "Capture", exact: true }).click()
    const prompt = page.getByRole("alertdialog")
    await prompt.getByText("₽2,375.25 is captured, and ₽349.90 goes back to the shopper").waitFor()
    await prompt.getByRole("button", { name: "Capture" }).click()
    await said("Captured: ₽2,375.25")
    await card.getByText("₽2,375.25 of ₽2,725.15").waitFor()
    await card.getByText("Went back uncaptured").waitFor()
    await card.getByRole("button", { name: "Refund", exact: true }).click()
    await card.getByLabel("Amount to refund").fill("375,25")
    await card.getByRole("button", { name: "Refund", exact: true }).click()
    await prompt
      .getByText("The gateway returns ₽375.25 the way it came, and ₽2,000.00 stays captured")
      .waitFor()
    await prompt.getByRole("button", { name: "Refund" }).click()
    await said("Refund recorded: ₽375.25")
    await card.getByText("Refund · ₽375.25").waitFor()
  })

  it("finds a payment, filters the list, and takes it home as a file", async () => {
    await go("/payment-gateways/payments")
    await page.getByRole("searchbox").fill(await emailOf("nigar"))
    await page.getByText("1 of 1 results").waitFor()
    await page.getByText("Paid in part").waitFor()
    const [download] = await Promise.all([page.waitForEvent("download"), button("Export CSV").click()])
    expect(download.suggestedFilename()).toMatch(/^payments-\d{4}-\d\d-\d\d\.csv$/)
    await button("Clear filters").click()
    await page.getByText("leyla-").waitFor()
  })

  it("opens a wallet transfer with the keyboard alone, and sees what is missing", async () => {
    await go("/payment-gateways/payments")
    const email = await emailOf("nigar")
    await go(`/payment-gateways/payments?q=${encodeURIComponent(email)}`)
    await page.getByText("1 of 1 results").waitFor()
    const opener = button(/^Show details of/)
    await opener.focus()
    await page.keyboard.press("Enter")
    await dialog().getByText("₼13.90").waitFor()
    await dialog().getByText("To wallet").waitFor()
    await page.keyboard.press("Escape")
    await dialog().waitFor({ state: "detached" })
  })

  it("sees where the gateway's list and the books differ, as soon as a gateway that was down answers again", async () => {
    const { faults } = stage.shop.simulator.control
    await faults.add({ gateway: "tegro", kind: "status", status: 503, times: 0 })
    await go("/payment-gateways/statement")
    await page.getByText("The gateway could not be reached.").waitFor()
    await faults.clear()
    // A second one while the payment of the outage waits for the sweep.
    await page.getByText(/^Differences on this page: [12]$/).waitFor()
    await page.getByText("Other amount").waitFor()
  })

  it("resolves a problem, but not without saying what was done", async () => {
    await go("/payment-gateways/problems")
    await button(/^Show details of Paid too much/).click()
    const before = await openProblems()
    await button("Resolve with a note").click()
    const prompt = page.getByRole("alertdialog")
    await prompt.getByRole("button", { name: "Resolve with a note" }).click()
    await prompt.getByText("Say in a few words what was done.").waitFor()
    await prompt.getByLabel("What was done?").fill("Returned in cash <b>today</b>")
    await prompt.getByRole("button", { name: "Resolve with a note" }).click()
    await said("The problem is resolved")
    await page.keyboard.press("Escape")
    await page.getByText(`Open: ${before - 1}`).waitFor()
    await go("/payment-gateways/problems?state=resolved")
    await button(/^Show details of Paid too much/).click()
    await dialog().getByText("Returned in cash <b>today</b>").first().waitFor()
  })

  it("finds the part that came of a canceled payment, and says that it went back", async () => {
    await go("/payment-gateways/problems")
    await button(/^Show details of Canceled after/).click()
    await dialog().getByText("₼5.00").first().waitFor()
    await button("Money went back").click()
    const prompt = page.getByRole("alertdialog")
    await prompt.getByLabel("What was done?").fill("Sent back to her wallet")
    await prompt.getByRole("button", { name: "Money went back" }).click()
    await said("The problem is resolved")
  })

  it("has a failed notification worked on again", async () => {
    await go("/payment-gateways/notifications?state=failed")
    await button(/^Show details of/).click()
    await dialog().getByText("gateway_unavailable").first().waitFor()
    await button("Replay").click()
    await page.getByRole("alertdialog").getByRole("button", { name: "Replay" }).click()
    await said(/Worked on again/)
  })

  it("asks for a payout within the rules, which another admin must approve", async () => {
    await go("/payment-gateways/payouts")
    await button("New payout").click()
    await dialog()
      .getByText(/from ₼1\.00 to ₼500\.00/)
      .waitFor()
    await dialog().getByLabel("Amount").fill("1000")
    await dialog().getByLabel("Wallet, card or phone").fill("my wallet")
    await dialog().getByRole("button", { name: "New payout" }).click()
    await dialog().getByText("The most is 500.").waitFor()
    await dialog().getByText("That is no number of a wallet, a card or a phone.").waitFor()
    await dialog().getByLabel("Amount").fill("12,50")
    await dialog().getByLabel("Wallet, card or phone").fill("994507654321")
    await dialog().getByRole("button", { name: "New payout" }).click()
    await page.getByRole("alertdialog").getByText("₼12.50 to 994507654321 by m10").waitFor()
    await page.getByRole("alertdialog").getByRole("button", { name: "Confirm" }).click()
    await said("The payout waits for its approval")
    await button(/^Show details of ₼12\.50/).click()
    await dialog().getByText("Another admin must approve it: you asked for it.").waitFor()
    expect(await button("Approve and send").count()).toBe(0)
  })

  it("approves what a colleague asked for, and the money leaves once", async () => {
    await go("/payment-gateways/payouts")
    await button(/^Show details of ₼10\.00/).click()
    await button("Approve and send").click()
    const prompt = page.getByRole("alertdialog")
    await prompt.getByText("₼10.00 go to 994501234567 by m10").waitFor()
    await prompt.getByRole("button", { name: "Approve and send" }).click()
    await said(/The payout was approved/)
    const { m2cerber } = await stage.shop.simulator.control.state()
    expect(m2cerber.payouts.map(({ walletNumber }) => walletNumber)).toEqual(["994501234567"])
  })

  it("sees that the gateways answer, and what to paste into their cabinets", async () => {
    await go("/settings/payment-gateways")
    await button("Check now: Tegro.money").click()
    await said("Tegro.money answers")
    await page
      .getByText(/answered in \d+ ms/)
      .first()
      .waitFor()
    await page.getByText(`${stage.shop.medusaUrl}/hooks/payment-gateways/tegro_main`).waitFor()
    await page.getByText("The public address is not https").waitFor()
  })
})

describe("whoever cannot see the pages or use a mouse", () => {
  it.each(["", "/payments", "/statement", "/problems", "/notifications", "/payouts"])(
    "finds no barrier in /payment-gateways%s",
    async (path) => {
      await go(`/payment-gateways${path}`)
      await page.getByRole("heading", { level: 1 }).waitFor()
      await page.locator("[role=status]").first().waitFor({ state: "detached" })
      expect(await barriers(page)).toEqual([])
    },
  )
})

describe("when the server fails", () => {
  it("says so, and loads when asked again", async () => {
    const route = "**/admin/payment-gateways/payments?*"
    await page.route(route, (call) => call.fulfill({ status: 500, json: { message: "Out of order" } }))
    await go("/payment-gateways/payments")
    await page.getByRole("alert").getByText("Out of order").waitFor()
    await page.unroute(route)
    await button("Try again").click()
    await page.getByText("leyla-").waitFor()
  })

  it("says who has no permission, instead of an empty page", async () => {
    const route = "**/admin/payment-gateways/payouts?*"
    await page.route(route, (call) => call.fulfill({ status: 403, json: { message: "Forbidden" } }))
    await go("/payment-gateways/payouts")
    await page.getByRole("alert").getByText("You may not see this").waitFor()
    await page.unroute(route)
  })
})

describe.each([
  ["ru", "Балансы", "Платежи", "Открытых проблем:", "Проверить сейчас"],
  ["az", "Balanslar", "Ödənişlər", "Açıq problemlər:", "İndi yoxla"],
] as const)("in %s", (language, balances, payments, problems, check) => {
  it("the pages speak the merchant's language throughout", async () => {
    const own = await stage.dashboard(language)
    await own.goto(stage.url("/payment-gateways"))
    await own.getByRole("heading", { name: balances }).waitFor()
    await own.getByText(problems).first().waitFor()
    await own.goto(stage.url("/payment-gateways/payments"))
    await own.getByRole("heading", { name: payments }).waitFor()
    await own.locator("main table tbody tr button").first().click()
    await own.getByRole("button", { name: check }).click()
    await own.locator("[data-sonner-toast]").first().waitFor()
    const text = await own.locator("body").innerText()
    expect(text).not.toMatch(/payment_gateways|\{\{|[a-z]+\.[a-z_]+\.[a-z_]+/)
    await own.context().close()
  })
})
