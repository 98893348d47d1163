import type { MedusaContainer } from "@medusajs/framework/types"
import { Sweeper, Watchdog } from "../background"
import { applicationContainer } from "../medusa/container"
import { configuredGateways } from "../medusa/configured-gateways"
import { accompany, type GatewayLedgerService } from "../modules/gateway-ledger"
import { dependenciesOf } from "./dependencies"
import { ledgerOf, logOf } from "./services"

/** One for each Medusa: tests run several in one process. */
const sweepers = new WeakMap<object, Sweeper>()

/** The background work of a Medusa in this process. */
export function sweeperOf(container: MedusaContainer): Sweeper {
  const ledger = ledgerOf(container)
  const known = sweepers.get(ledger)
  if (known) return known
  const sweeper = new Sweeper(dependenciesOf(container))
  sweepers.set(ledger, sweeper)
  return sweeper
}

/** Medusa's scheduled job: it wakes the background work and waits for nothing, since merchants' own jobs wait for it. */
export async function onSchedule(container: MedusaContainer): Promise<void> {
  const ledger = ledgerOf(container)
  if (!ledger.sweeps) return
  await ledger.watch.markSchedule()
  await sweeperOf(container).wake()
}

/**
 * Keeps watch over the sweep in this process. Called by what Medusa loads where it serves requests or runs jobs, in any
 * worker mode; migrations, builds and scripts load neither.
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
    sweeper = sweeperOf(container)
    watchdog = new Watchdog({
      takeOver: (times) => ledger.watch.takeOver(times),
      sweep: () => sweeperOf(container).wake(),
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

/** Of two entries of the payment module Medusa keeps the last one, and says nothing of the gateways that are gone. */
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
