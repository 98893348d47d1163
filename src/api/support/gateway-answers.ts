import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf } from "../../composition"
import type { Balance, Connection } from "../../core"
import { SingleFlight } from "./single-flight"
import { StaleWhileRevalidateCache } from "./stale-while-revalidate"

/** How long a page waits for a gateway, in milliseconds: with its own reading it answers within a second. */
export const WAIT_MS = 700

/** The gateways' last answers, and the calls that people's requests have started. */
interface GatewayAnswers {
  balances: StaleWhileRevalidateCache<Balance[]>
  connections: StaleWhileRevalidateCache<Connection>
  /** Settlements and payouts. */
  calls: SingleFlight
}

/** By the ledger of each Medusa: tests run several in one process. */
const known = new WeakMap<object, GatewayAnswers>()

export function answersOf(container: MedusaContainer): GatewayAnswers {
  const ledger = ledgerOf(container)
  const answers = known.get(ledger) ?? noAnswers()
  known.set(ledger, answers)
  return answers
}

const CACHE = { freshMs: 60_000, retryMs: 15_000, keep: 200 }

const noAnswers = (): GatewayAnswers => ({
  balances: new StaleWhileRevalidateCache(CACHE),
  connections: new StaleWhileRevalidateCache(CACHE),
  calls: new SingleFlight(),
})

/** Forgets what gateways said, as a restart does. */
export function forgetAnswers(container: MedusaContainer): void {
  known.delete(ledgerOf(container))
}
