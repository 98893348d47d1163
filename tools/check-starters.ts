import { readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"

import type { Browser } from "playwright-core"

import { signIn } from "../demo/seed"
import type { Shop } from "../demo/support/shop"
import { launchChromium } from "../integration-tests/browser/support/chromium"
import { openPlace, ROOT } from "./check-package/places"
import { pack } from "./check-package/tarball"
import { fromWallet, onHostedPage, PhoneShopper, type Way } from "./check-starters/shopper"
import { Starter } from "./check-starters/starter"
import { orderInWords } from "./check-storefront/order"
import { freshShop } from "./fresh-shop"
import { Report } from "./report"
import { runCheck } from "./run-check"
import { Shutdown } from "./shutdown"
import { Steps } from "./steps"
import { until } from "./until"
import { waitForHttp } from "./wait-for-http"

const HELP = `npm run check:starters -- <folder> …           makes copies of Medusa's storefront starters take payments
npm run check:starters -- <folder> … --keep    leaves the copies in the temporary folder

A folder holds an untouched dtc-starter or nextjs-starter-medusa. Its copy is installed, changed by the built plugin's
add-storefront and built, and a shopper with a phone pays in it by every gateway.
Needs the npm registry, a Chromium (CHROMIUM_PATH) and some minutes. Logs and pictures: tools/.out/check-starters`

const OUT = join(ROOT, "tools/.out/check-starters")

const { values: flags, positionals: folders } = parseArgs({
  options: {
    keep: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
  allowPositionals: true,
})

const steps = new Steps()
const shutdown = new Shutdown()
const report = new Report()

const TEGRO = /Карта, СБП или криптовалюта/
const YOOKASSA = /Банковская карта, СБП, ЮMoney/
const M10 = /Перевод m10/
const WALLET = "+994 50 123 45 67"

/** By each gateway, the order after its payment and before it. */
const WAYS: Record<string, Way & { order: string; title: RegExp; shown: string }> = {
  Tegro: {
    ...{ country: "ru", title: TEGRO, orderFirst: false, pay: onHostedPage("pay") },
    ...{ shown: "Карта, СБП или криптовалюта", order: "captured, paid" },
  },
  "Tegro, order first": {
    ...{ country: "ru", title: TEGRO, orderFirst: true, pay: onHostedPage("pay") },
    ...{ shown: "Карта, СБП или криптовалюта", order: "captured, paid" },
  },
  YooKassa: {
    ...{ country: "ru", title: YOOKASSA, orderFirst: false, pay: onHostedPage("pay") },
    // The demo holds the money until the order leaves the house.
    ...{ shown: "Банковская карта, СБП, ЮMoney", order: "authorized, not paid" },
  },
  "YooKassa, order first": {
    ...{ country: "ru", title: YOOKASSA, orderFirst: true, pay: onHostedPage("pay") },
    ...{ shown: "Банковская карта, СБП, ЮMoney", order: "captured, paid" },
  },
  m10: {
    ...{ country: "az", title: M10, orderFirst: false, wallet: WALLET, pay: fromWallet },
    ...{ shown: "Перевод m10", order: "captured, paid" },
  },
  "m10, order first": {
    ...{ country: "az", title: M10, orderFirst: true, wallet: WALLET, pay: fromWallet },
    ...{ shown: "Перевод m10", order: "captured, paid" },
  },
}

async function main(): Promise<number> {
  const started = performance.now()
  const place = openPlace(shutdown, flags.keep && "Copies")

  const shop = await openShop()
  const tarball = await steps.run("package", () => pack(place.folder))
  const { browser } = await launchChromium()
  shutdown.add(() => browser.close())
  for (const folder of folders) {
    const starter = new Starter(resolve(folder), join(place.app, `copy-${folders.indexOf(folder)}`), OUT)
    console.log(`\n${starter.name}`)
    await change(starter, tarball.path)
    await steps.run("next build", () => starter.build(shop))
    const server = starter.start(shop)
    shutdown.add(() => server.stop())
    // A picture: pages send a visitor without cookies round in circles.
    await steps.run("next start", () =>
      waitForHttp(`${shop.storefrontUrl}/opengraph-image.jpg`, server, 60_000),
    )
    await visit(browser, shop, starter.name)
    await server.stop()
  }

  const minutes = ((performance.now() - started) / 60_000).toFixed(1)
  console.log(`\n${report}\n\n${report.passed ? "All as expected" : "Something differs"}, ${minutes} min.`)
  return report.passed ? 0 : 1
}

/** A Medusa with the plugin and simulated gateways, which sell in Russia beside a manual payment. */
async function openShop(): Promise<Shop> {
  const returnUrl = (storefrontUrl: string) => `${storefrontUrl}/api/payment-return`
  const environment = (storefrontUrl: string) => ({
    ORDER_FIRST_RETURN_URL: `${returnUrl(storefrontUrl)}?number={reference}`,
  })
  const shop = await freshShop(OUT, { environment }, steps, shutdown)
  const back = returnUrl(shop.storefrontUrl)
  shop.simulator.control.tegro.configureShop(shop.tegroShopId, { successUrl: back, failUrl: back })
  await offerEverything(shop)
  return shop
}

async function offerEverything(shop: Shop): Promise<void> {
  const sdk = await signIn({ medusaUrl: shop.medusaUrl, ...shop.credentials })
  const [russia] = (await sdk.admin.region.list({ name: "Russia" })).regions
  const gateways = ["tegro", "yookassa"].flatMap((name) => [`pp_${name}_main`, `pp_${name}_reserve`])
  await sdk.admin.region.update(russia?.id ?? "", { payment_providers: ["pp_system_default", ...gateways] })
}

async function change(starter: Starter, tarball: string): Promise<void> {
  const { name } = starter
  await steps.run("npm install", () => starter.install())
  const before = await steps.run("types before", () => starter.typeErrors("before"))
  await steps.run("add-storefront", () => starter.addStorefront("first"))
  const again = await starter.addStorefront("second")
  const said = readFileSync(again, "utf8").trim().split("\n").at(-1) ?? ""
  report.expect(`${name}: add-storefront again`, "Everything is there already: nothing changes.", said)
  await steps.run("npm install of the plugin", () => starter.install(tarball))
  const after = await steps.run("types after", () => starter.typeErrors("after"))
  const fresh = after.filter((line) => !before.includes(line))
  report.expect(`${name}: new type errors`, "none", fresh.slice(0, 5).join("; ") || "none")
}

async function visit(browser: Browser, shop: Shop, name: string): Promise<void> {
  const shopping = <T>(title: string, buy: (shopper: PhoneShopper) => Promise<T>) =>
    steps.run(title, () => {
      const pictures = join(OUT, name, title.replace(/\W+/g, "-"))
      return PhoneShopper.shop(browser, shop.storefrontUrl, pictures, buy)
    })

  for (const [title, way] of Object.entries(WAYS)) {
    await shopping(title, async (shopper) => {
      const order = await shopper.buy(way)
      report.expect(`${name}: ${title}`, `paid by "${way.shown}", Cart (0)`, await shopper.outcome())
      const foreign = shopper.paths.filter((path) => !path.startsWith(`/${way.country}/`))
      report.expect(
        `${name}: ${title}: pages outside of /${way.country}`,
        "none",
        foreign.join(", ") || "none",
      )
      const told = await until(way.order, () => paidInWords(shop, order), 20_000)
      report.expect(`${name}: ${title}: in Medusa`, way.order, told)
    })
  }

  await shopping("manual payment", async (shopper) => {
    await shopper.fillCart("ru")
    await shopper.choose({ title: /Manual Payment/, orderFirst: false })
    await shopper.page.getByTestId("submit-order-button").tap()
    await shopper.orderIn("ru")
    report.expect(`${name}: manual payment`, `paid by "Manual Payment", Cart (0)`, await shopper.outcome())
  })

  await shopping("paid, and never came back", async (shopper) => {
    await shopper.fillCart("ru")
    await shopper.choose({ title: TEGRO, orderFirst: false })
    await shopper.startPaying()
    await shopper.page.getByTestId("pay").waitFor()
    await shopper.context.route("**/api/payment-return*", (route) => route.abort())
    await shopper.page.getByTestId("pay").click()
    report.expect(
      `${name}: never came back: orders`,
      "1",
      await until("1", async () => String(await ordersOf(shop, shopper.email))),
    )
    await shopper.page.goto(`${shop.storefrontUrl}/ru/cart`)
    const [cart] = (await shopper.cart()).split(", ")
    report.expect(`${name}: never came back: the cart`, "Cart (0)", cart ?? "")
    await shopper.addToCart("ru")
  })

  await shopping("order first, declined, paid another way", async (shopper) => {
    await shopper.fillCart("ru")
    await shopper.choose({ title: TEGRO, orderFirst: true })
    await shopper.startPaying()
    await onHostedPage("fail")(shopper.page)
    await shopper.page.getByRole("button", { name: "Попробовать ещё раз" }).tap()
    await shopper.page.waitForURL(/\/ru\/payment-collection\//)
    await shopper.page.getByRole("radio", { name: YOOKASSA }).first().tap()
    await shopper.startPaying()
    await onHostedPage("pay")(shopper.page)
    const order = await shopper.orderIn("ru")
    report.expect(
      `${name}: order first, declined, paid another way`,
      "authorized, not paid",
      await until("authorized, not paid", () => paidInWords(shop, order), 20_000),
    )
    report.expect(`${name}: its orders`, "1", String(await ordersOf(shop, shopper.email)))
  })
}

/** `captured, paid`: as the order stands, without its sums. */
async function paidInWords(shop: Shop, orderId: string): Promise<string> {
  const words = await orderInWords(shop, orderId)
  const [status = ""] = words.split(",")
  return `${status}, ${/ 0\.00 to pay$/.test(words) ? "paid" : "not paid"}`
}

async function ordersOf(shop: Shop, email: string): Promise<number> {
  const sdk = await signIn({ medusaUrl: shop.medusaUrl, ...shop.credentials })
  const { orders } = await sdk.admin.order.list({ fields: "id,email", limit: 200, order: "-created_at" })
  return orders.filter((order) => order.email === email).length
}

if (flags.help || folders.length === 0) console.log(HELP)
else runCheck({ steps, shutdown, report }, main)
