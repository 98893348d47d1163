import { join } from "node:path"

import { discardEmbeddedPostgres } from "../tools/embedded-postgres"
import type { Shutdown } from "../tools/shutdown"
import { Merchant } from "./check/merchant"
import { Report } from "../tools/report"
import {
  failedPayment,
  forgedNotifications,
  heldPayment,
  hostedPayment,
  transferInParts,
  unknownProvider,
} from "./check/scenarios"
import { Shopper } from "./check/shopper"
import { DATA } from "./support/paths"
import { startShop } from "./support/shop"
import type { Steps } from "../tools/steps"

const SCENARIOS = {
  "hosted payment": hostedPayment,
  "failed payment": failedPayment,
  "held payment": heldPayment,
  "transfer in two parts": transferInParts,
  "forged notifications": forgedNotifications,
  "unknown provider": unknownProvider,
}

/**
 * Walks all gateways over HTTP against a shop of its own, and prints what was expected and seen.
 *
 * @returns whether everything was as expected
 */
export async function check(steps: Steps, shutdown: Shutdown): Promise<boolean> {
  const folder = join(DATA, "check")
  const discardDatabase = () => discardEmbeddedPostgres(join(folder, "postgres"))
  await discardDatabase()
  shutdown.add(discardDatabase)
  const shop = await startShop({ folder, storefront: false, usualPorts: false }, steps, shutdown)
  const stage = {
    shop,
    shopper: new Shopper(shop),
    merchant: await Merchant.signIn(shop),
    report: new Report(),
  }
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    await steps.run(name, async () => {
      try {
        await scenario(stage)
      } catch (error) {
        // The other scenarios are still of interest.
        stage.report.expect(name, "no error", error instanceof Error ? error.message : String(error))
      }
    })
  }
  console.log(`\n${stage.report}\n\n${stage.report.passed ? "All as expected." : "Something differs."}`)
  return stage.report.passed
}
