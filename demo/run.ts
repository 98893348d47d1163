import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"

import { discardEmbeddedPostgres } from "../tools/embedded-postgres"
import { ProcessFailed } from "../tools/process"
import { Shutdown } from "../tools/shutdown"
import { check } from "./check"
import { DATA, ROOT } from "./support/paths"
import { fillShop } from "./seed/stories"
import { startShop, type Shop } from "./support/shop"
import { Steps } from "../tools/steps"

const HELP = `npm run demo                      a shop with all gateways on this machine, until Ctrl-C
npm run demo -- --reset           the same with an empty database and a new admin password
npm run demo -- --no-storefront   the same without the storefront
npm run demo -- --check           walk all gateways over HTTP against a temporary shop, and end

DATABASE_URL                      use this PostgreSQL database instead of the embedded server
Data and logs are in demo/.data; deleting that folder undoes everything.`

const flags = parseArgs({
  options: {
    reset: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
    storefront: { type: "boolean", default: true },
  },
  allowNegative: true,
}).values

const steps = new Steps()
const shutdown = new Shutdown()

async function main(): Promise<void> {
  if (flags.help) return console.log(HELP)
  shutdown.listen(() => {
    steps.mute()
    console.log("\nStopping …")
  })
  if (flags.check) return endAfter(() => check(steps, shutdown))
  if (flags.reset) await reset()
  const started = performance.now()
  const shop = await startShop(
    { folder: DATA, storefront: flags.storefront, usualPorts: true },
    steps,
    shutdown,
  )
  printAddresses(shop, (performance.now() - started) / 1000)
  // The shop can be used meanwhile.
  await steps.run("sample payments", (remark) => fillShop(shop, remark))
  const running = join(DATA, "running.json")
  writeFileSync(running, JSON.stringify({ storefrontUrl: shop.storefrontUrl, medusaUrl: shop.medusaUrl }))
  shutdown.add(() => rmSync(running, { force: true }))
  await shop.medusa.exited
  throw new ProcessFailed("Medusa has ended", shop.medusa.logFile)
}

async function endAfter(work: () => Promise<boolean>): Promise<void> {
  const passed = await work()
  await shutdown.run()
  process.exit(passed ? 0 : 1)
}

async function reset(): Promise<void> {
  if (process.env.DATABASE_URL)
    return steps.say("The database of DATABASE_URL is left as it is: empty it yourself.")
  await discardEmbeddedPostgres(join(DATA, "postgres"))
  rmSync(join(DATA, "credentials.json"), { force: true })
}

function printAddresses(shop: Shop, seconds: number): void {
  const { email, password, second } = shop.credentials
  const rows = [
    ...(flags.storefront ? [["Storefront", shop.storefrontUrl]] : []),
    ["Store API", shop.medusaUrl],
    ["  key", shop.publishableKey],
    ["Dashboard", `${shop.medusaUrl}/app`],
    ["  login", email],
    ["  password", password],
    ["  second", `${second.email}  ${second.password}  (approves payouts)`],
    ["Gateways", `${shop.simulator.url}  (simulated; they forget everything when the demo stops)`],
    ["Logs", join(DATA, "logs")],
  ]
  const lines = rows.map(([name = "", value = ""]) => `  ${name.padEnd(13)}${value}`)
  console.log(
    ["", `  Ready after ${seconds.toFixed(1)} s`, "", ...lines, "", "  Ctrl-C stops it.", ""].join("\n"),
  )
}

async function fail(error: unknown): Promise<void> {
  // What fails while everything is being stopped is no news.
  if (shutdown.begun) return
  console.error(`\n${error instanceof Error ? error.message : String(error)}`)
  if (error instanceof ProcessFailed && error.logFile) {
    for (const line of error.lastLines()) console.error(`  ${readable(line)}`)
    console.error(`Full log: ${error.logFile.replace(`${ROOT}/`, "")}`)
  }
  await shutdown.run()
  process.exit(1)
}

// Medusa writes JSON in production.
function readable(line: string): string {
  try {
    const { level, message } = JSON.parse(line) as { level?: string; message?: string }
    return message ? `${level}: ${message}` : line
  } catch {
    return line
  }
}

main().catch(fail)
