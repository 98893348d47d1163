import { plan, type Verdict } from "../core/settlement"
import type { PaymentAttempt, Road } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"
import { gather } from "./gather"
import { observe } from "./observe"
import { recordPlan } from "./record"

/** An attempt, and whether its money is there. */
export interface Verified {
  attempt: PaymentAttempt
  /** All of the money is there, and it may be captured or is captured. */
  paid: boolean
  /** All of the money is held, and the order may be placed or is placed. */
  held: boolean
}

type Dependencies = Pick<
  SettlementDependencies,
  "ledger" | "gateway" | "gatewayOfAccount" | "events" | "now"
> & {
  medusa: Pick<SettlementDependencies["medusa"], "money" | "cartTotal">
}

/**
 * Finds out inside one of Medusa's own calls whether an attempt's money is there: with the same facts, the same
 * observation and the same plan as settlement, but without doing a step. The gateway is not asked about money that was
 * found already: settlement finds it just before it lets Medusa authorize. Money that waits for a person goes on waiting.
 *
 * @throws GatewayError when the gateway gave no answer
 */
export async function verify(
  dependencies: Dependencies,
  attempt: PaymentAttempt,
  road: Road,
): Promise<Verified> {
  const known = await current(dependencies, attempt, road, { withTotal: attempt.cleared_at === null })
  // Settlement must act on what is learned here, and on the order that Medusa may be placing now: an attempt that nobody
  // would look at again becomes due.
  if (known.attempt.next_check_at === null) await dependencies.ledger.attempts.wake([attempt.id])
  if (!isOpen(known)) return known
  await observe(dependencies, known.attempt, { road })
  return current(dependencies, attempt, road, { withTotal: true })
}

const isOpen = ({ verdict, paid }: { verdict: Verdict | undefined; paid: boolean }) =>
  !paid && verdict?.kind !== "hold" && verdict?.kind !== "settled_by_person" && verdict?.kind !== "authorized"

async function current(
  dependencies: Dependencies,
  { id, payment_collection_id }: PaymentAttempt,
  road: Road,
  options: { withTotal: boolean },
): Promise<Verified & { verdict: Verdict | undefined }> {
  const { money, rows } = await gather(dependencies, payment_collection_id, options)
  const now = dependencies.now()
  const planned = plan(money, { now, since: now, failed: new Set() })
  const written = await recordPlan(dependencies, rows, planned, { road })
  const verdict = planned.attempts.get(id)?.verdict
  const paid = verdict?.kind === "capture" || verdict?.kind === "captured"
  const held = verdict?.kind === "authorize" || verdict?.kind === "authorized"
  // Settlement did not find the money itself, so it soon looks at what Medusa has made of it.
  if ((paid || held) && rows.some((row) => row.id === id && row.cleared_at === null))
    await dependencies.ledger.attempts.wake([id])
  return { attempt: written.find((row) => row.id === id) as PaymentAttempt, paid, held, verdict }
}
