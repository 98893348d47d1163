import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"

import type { Shop } from "../demo/support/shop"
import { launchChromium } from "../integration-tests/browser/support/chromium"
import { openPlace, ROOT, type TemporaryPlace } from "./check-package/places"
import { pack } from "./check-package/tarball"
import { ReadersApp } from "./check-storefront/app"
import { stepsOf, type Step } from "./check-storefront/guide"
import { orderInWords } from "./check-storefront/order"
import { buyWithM10, buyWithTegro } from "./check-storefront/shopper"
import { freshShop } from "./fresh-shop"
import { Report } from "./report"
import { runCheck } from "./run-check"
import { Shutdown } from "./shutdown"
import { Steps } from "./steps"
import { waitForHttp } from "./wait-for-http"

const HELP = `npm run check:storefront             follows docs/storefront.md word by word, from an empty folder to paid orders
npm run check:storefront -- --keep   leaves the reader's application in the temporary folder

Needs the npm registry, a Chromium (CHROMIUM_PATH) and some minutes. Logs: tools/.out/check-storefront`

const OUT = join(ROOT, "tools/.out/check-storefront")

const flags = parseArgs({
  options: {
    keep: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
}).values

const steps = new Steps()
const shutdown = new Shutdown()
const report = new Report()

async function main(): Promise<number> {
  const started = performance.now()
  const guide = stepsOf(readFileSync(join(ROOT, "docs/storefront.md"), "utf8"))
  const place = openPlace(shutdown, flags.keep && "Application")

  const shop = await freshShop(OUT, {}, steps, shutdown)
  const tarball = await steps.run("package", () => pack(place.folder))
  await follow(guide, place, shop, tarball.path)
  await buy(shop)

  const minutes = ((performance.now() - started) / 60_000).toFixed(1)
  console.log(
    `\n${report}\n\n${report.passed ? "All as the guide says" : "Something differs"}, ${minutes} min.`,
  )
  return report.passed ? 0 : 1
}

async function follow(guide: Step[], place: TemporaryPlace, shop: Shop, tarball: string): Promise<void> {
  const app = new ReadersApp(place.app, OUT, [
    [/(?<=npm install )medusa-payment-gateways/, tarball],
    [/http:\/\/localhost:9000/, shop.medusaUrl],
    [/pk_…/, shop.publishableKey],
    [/http:\/\/localhost:8000/, shop.storefrontUrl],
    [/(?<=--port )8000/, new URL(shop.storefrontUrl).port],
  ])
  for (const step of guide) {
    await steps.run(titleOf(step), async () => {
      const server = await app.follow(step)
      if (server) {
        shutdown.add(() => server.stop())
        await waitForHttp(`${shop.storefrontUrl}/checkout`, server, 30_000)
      }
      if (step.kind === "address") enterInCabinet(shop, app.adapted(step.text))
    })
  }
  report.expect("the reader's own values, all in the guide", "", app.unused().join(", "))
}

function enterInCabinet({ simulator, tegroShopId }: Shop, url: string): void {
  simulator.control.tegro.configureShop(tegroShopId, { successUrl: url, failUrl: url })
}

async function buy(shop: Shop): Promise<void> {
  const { browser } = await launchChromium()
  shutdown.add(() => browser.close())
  for (const [name, purchase] of Object.entries({ Tegro: buyWithTegro, m10: buyWithM10 })) {
    await steps.run(`buy by ${name}`, async () => {
      const { orderId, asked } = await purchase(browser, shop.storefrontUrl)
      const [sum = ""] = asked.split(" ")
      const paid = `captured, ${sum} of ${asked} paid, 0.00 to pay`
      report.expect(`${name}: the order in Medusa`, paid, await orderInWords(shop, orderId))
    })
  }
}

function titleOf(step: Step): string {
  if (step.kind === "file") return `write ${step.path}`
  if (step.kind === "address") return `cabinet: ${step.text}`
  const [first = "", ...more] = step.text.split("\n")
  return more.length > 0 ? `${first} …` : first
}

if (flags.help) console.log(HELP)
else runCheck({ steps, shutdown }, main)
