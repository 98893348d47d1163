import { parseArgs } from "node:util"

import { Report } from "./report"
import { Steps } from "./steps"
import { MerchantApp } from "./check-package/app"
import { importableNames } from "./check-package/contents"
import { inspect } from "./check-package/inspect"
import { takePayment } from "./check-package/payment"
import { emptyFolder, LOGS, openPlace, type TemporaryPlace } from "./check-package/places"
import { seed } from "./check-package/shop"
import { storefrontComplaints } from "./check-package/storefront"
import { buildPlugin, type Tarball } from "./check-package/tarball"
import { createDatabase } from "./database"
import { startEmbeddedPostgres } from "./embedded-postgres"
import { freePort } from "./free-port"
import { runCheck } from "./run-check"
import { Shutdown } from "./shutdown"
import { waitForHttp } from "./wait-for-http"

const HELP = `npm run check:package                 packs the plugin, installs it into an empty Medusa, takes a payment
npm run check:package -- --no-build   packs what was built last
npm run check:package -- --keep       leaves the application in the temporary folder

Needs the npm registry and some minutes. Logs: tools/.out/check-package`

const SIMULATOR = "medusa-payment-gateways-simulator"
const LOGIN = { email: "admin@merchant.test", password: "check-only-password" }
const DATABASE = "merchant"
/** The simulator's own. */
const KEYS = {
  TEGRO_SHOP_ID: "D0F98E7D7742609DC508D86BB7500914",
  TEGRO_API_KEY: "EEFA1913EA9D9351469B1E5D852A",
  TEGRO_SECRET_KEY: "GB%^&*YJni677",
  YOOKASSA_SHOP_ID: "100500",
  YOOKASSA_SECRET_KEY: "test_simulator-secret",
  M2CERBER_MERCHANT_ID: "1",
  M2CERBER_SECRET_KEY: "simulator-secret",
}

const flags = parseArgs({
  options: {
    build: { type: "boolean", default: true },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
  allowNegative: true,
}).values

const steps = new Steps()
const shutdown = new Shutdown()
const report = new Report()

async function main(): Promise<number> {
  emptyFolder(LOGS)
  const place = openPlace(shutdown, flags.keep && "Application")

  if (flags.build) await steps.run("plugin build", buildPlugin)
  const { plugin, simulator } = await inspect(place.folder, steps, report)
  await runShop(place, plugin, simulator)

  console.log(`\n${report}\n\n${report.passed ? "All as expected." : "Something differs."}`)
  return report.passed ? 0 : 1
}

async function runShop(place: TemporaryPlace, plugin: Tarball, simulator: Tarball): Promise<void> {
  const [medusaPort, simulatorPort] = [await freePort(), await freePort()]
  const medusaUrl = `http://localhost:${medusaPort}`
  const simulatorUrl = `http://127.0.0.1:${simulatorPort}`
  const databaseUrl = await steps.run("database", () => startDatabase(place))
  const app = new MerchantApp(place.app, {
    ...KEYS,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    MEDUSA_URL: medusaUrl,
    TEGRO_BASE_URL: `${simulatorUrl}/tegro`,
    YOOKASSA_BASE_URL: `${simulatorUrl}/yookassa/v3`,
    M2CERBER_BASE_URL: `${simulatorUrl}/m2cerber/bot_api/`,
    MEDUSA_DISABLE_TELEMETRY: "true",
    XDG_CONFIG_HOME: place.folder,
  })
  app.write(plugin, simulator)
  await steps.run("npm install", () => app.install())
  for (const { manifest } of [plugin, simulator]) {
    report.expectNone(`${manifest.name}, installed`, app.complaints(importableNames(manifest), manifest))
  }
  report.expectNone("imported by a storefront", await storefrontComplaints(place.app))

  const notifyUrl = `${medusaUrl}/hooks/payment-gateways/tegro_main`
  await steps.run("simulator", async () => {
    const server = app.startProgram(SIMULATOR, "--port", String(simulatorPort), "--notify-url", notifyUrl)
    shutdown.add(() => server.stop())
    await waitForHttp(`${simulatorUrl}/control/state`, server, 20_000)
  })
  await steps.run("medusa db:migrate", () => app.medusa("migrate", "db:migrate"))
  await steps.run("medusa user", () =>
    app.medusa("user", "user", "--email", LOGIN.email, "--password", LOGIN.password),
  )
  await steps.run("medusa start", async () => {
    const medusa = await app.start(medusaPort)
    shutdown.add(() => medusa.stop())
  })
  const shop = await steps.run("region, product and key", () => seed(medusaUrl, LOGIN))
  await steps.run("payment", () => takePayment(shop, simulatorUrl, report))
}

async function startDatabase(place: TemporaryPlace): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir: place.database })
  shutdown.add(() => server.stop())
  await createDatabase(server.url(), DATABASE)
  return server.url(DATABASE)
}

if (flags.help) console.log(HELP)
else runCheck({ steps, shutdown, report }, main)
