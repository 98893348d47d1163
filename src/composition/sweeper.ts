import type { MedusaContainer } from "@medusajs/framework/types"
import { Sweeper, Watchdog } from "../background"
import { applicationContainer } from "../medusa/container"
import { configuredGateways } from "../medusa/configured-gateways"
import { accompany, type GatewayLedgerService } from "../modules/gateway-ledger"
import { dependenciesOf } from "./dependencies"
import { ledgerOf, logOf, oncePerMedusa } from "./services"

/** The sweeper of a Medusa in this process. */
const sweeperOf = oncePerMedusa((container) => new Sweeper(dependenciesOf(container)))

/** Medusa's scheduled job. It wakes the sweeper and does not wait for its work, since merchants' own jobs wait for it. */
export async function onSchedule(container: MedusaContainer): Promise<void> {
  const ledger = ledgerOf(container)
  if (!ledger.sweeps) return
  await ledger.watch.markSchedule()
  await sweeperOf(container).wake()
}

/**
 * Starts a watchdog with each Medusa of this process. Callers are files that Medusa loads where it serves requests or runs
 * jobs; migrations, builds and scripts load neither.
 */
export function keepWatch(): void {
  accompany(beginWatch)
}

function beginWatch(ledger: GatewayLedgerService): () => Promise<void> {
  let sweeper: Sweeper | undefined
  let watchdog: Watchdog | undefined
  const begun = applicationContainer().then(async (container) => {
    await warnWithoutGateways(container)
    if (!ledger.sweeps) return
    const own = sweeperOf(container)
    sweeper = own
    watchdog = new Watchdog({
      takeOver: (times) => ledger.watch.takeOver(times),
      sweep: () => own.wake(),
      log: logOf(container),
    })
    watchdog.start()
  })
  return async () => {
    await begun
    watchdog?.stop()
    await sweeper?.stop()
  }
}

/** Warns where no gateway is left: of several entries of the payment module Medusa silently keeps the last one only. */
async function warnWithoutGateways(container: MedusaContainer): Promise<void> {
  try {
    if ((await configuredGateways(container)).length > 0) return
    logOf(container).warn(
      "no gateway of medusa-payment-gateways is configured: add it to the providers of the payment module in medusa-config.ts, all providers in one entry",
    )
  } catch (error) {
    logOf(container).warn(`gateways not counted: error=${(error as Error).message}`)
  }
}
