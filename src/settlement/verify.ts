import { plan, type Verdict } from "../core/settlement"
import type { PaymentAttempt, Road } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"
import { gather } from "./gather"
import { observe } from "./observe"
import { recordPlan } from "./record-plan"

/** An attempt with what its order's facts say about its money. */
export interface Verified {
  attempt: PaymentAttempt
  /** All of it is there, and it may be captured, or is. */
  paid: boolean
  /** All of it is held, and the order may be placed by it, or is. */
  held: boolean
}

type Dependencies = Pick<
  SettlementDependencies,
  "ledger" | "gateway" | "gatewayOfAccount" | "events" | "now"
> & {
  medusa: Pick<SettlementDependencies["medusa"], "money" | "cartTotal">
}

/**
 * Whether an attempt's money is there, inside one of Medusa's own calls: by the same facts, the same observation and the
 * same plan as the road, without doing a step. Money that was found to be enough is not asked about once more, since the
 * road finds it just before it lets Medusa authorize; money that waits for a person stays there.
 *
 * @throws GatewayError when the gateway gave no answer
 */
export async function verify(
  dependencies: Dependencies,
  attempt: PaymentAttempt,
  road: Road,
): Promise<Verified> {
  const known = await current(dependencies, attempt, road, { withTotal: attempt.cleared_at === null })
  // The road must act upon what is learned here, and upon the order that Medusa may be placing now: so one that nobody
  // would look at again is due.
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
  // The road looks soon whether Medusa has made of it what it ought to be, where it has not found the money itself.
  if ((paid || held) && rows.some((row) => row.id === id && row.cleared_at === null))
    await dependencies.ledger.attempts.wake([id])
  return { attempt: written.find((row) => row.id === id) as PaymentAttempt, paid, held, verdict }
}
