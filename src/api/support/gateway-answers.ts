import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf } from "../../composition"
import type { Balance, Connection } from "../../core"
import { SingleFlight } from "./single-flight"
import { StaleWhileRevalidateCache } from "./stale-while-revalidate"

/** How long a page waits for a gateway, in milliseconds: with its own reading it answers within a second. */
export const WAIT_MS = 700

const SECOND = 1_000

/** What gateways said last, and the calls that people's requests have started. */
interface GatewayAnswers {
  balances: StaleWhileRevalidateCache<Balance[]>
  connections: StaleWhileRevalidateCache<Connection>
  /** Settlements and payouts. */
  calls: SingleFlight
}

/** One for each Medusa: tests run several in one process. */
const known = new WeakMap<object, GatewayAnswers>()

/** The gateways' answers of a Medusa in this process. */
export function answersOf(container: MedusaContainer): GatewayAnswers {
  const ledger = ledgerOf(container)
  const answers = known.get(ledger) ?? noAnswers()
  known.set(ledger, answers)
  return answers
}

const noAnswers = (): GatewayAnswers => ({
  balances: new StaleWhileRevalidateCache({ freshMs: 60 * SECOND, retryMs: 15 * SECOND, keep: 200 }),
  connections: new StaleWhileRevalidateCache({ freshMs: 60 * SECOND, retryMs: 15 * SECOND, keep: 200 }),
  calls: new SingleFlight(),
})

/** Forgets what gateways said, as a restart does. */
export function forgetAnswers(container: MedusaContainer): void {
  known.delete(ledgerOf(container))
}
