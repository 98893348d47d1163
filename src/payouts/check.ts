import {
  isUnclear,
  nextPayoutCheckIn,
  OBSERVED_STATE,
  PAYOUT_REACHED_FROM,
  type ObservedPayout,
} from "../core"
import type { Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { followingGateway, requestOf } from "./gateway"
import { move } from "./move"
import { clearWaiting, closeProblems, lookAtRefunded, reportUnclear } from "./problems"

/**
 * Asks the gateway about a payout by our reference, and writes its answer down. It never sends anything, and may be
 * repeated at any time: when to look next is written after everything else.
 *
 * @throws GatewayError when the gateway gave no answer
 */
export async function checkPayout(
  dependencies: PayoutDependencies,
  { payout_id }: { payout_id: string },
): Promise<Payout> {
  const { payouts } = dependencies.ledger
  const payout = await payouts.get(payout_id)
  if (payout.sent_at) {
    const observed = await ask(dependencies, payout)
    await (observed ? recordFound(dependencies, payout, observed) : recordMissing(dependencies, payout))
  }
  return payouts.get(payout_id)
}

/** An error is no answer; a payout without an answer for too long needs a person. */
async function ask(dependencies: PayoutDependencies, payout: Payout): Promise<ObservedPayout | null> {
  try {
    const gateway = await followingGateway(dependencies, payout)
    return await gateway.fetch(requestOf(payout))
  } catch (error) {
    if (needsPerson(payout, dependencies.now())) await reportUnclear(dependencies, payout)
    throw error
  }
}

const ageOf = ({ sent_at, created_at }: Payout, now: number) => now - (sent_at ?? created_at).getTime()

/** A payout that is being sent needs a person soon; one that the gateway has taken, when its usual time is over. */
function needsPerson(payout: Payout, now: number): boolean {
  const age = ageOf(payout, now)
  if (payout.state === "sending") return isUnclear(age)
  return payout.state === "sent" && nextPayoutCheckIn(age) === null
}

async function recordFound(
  dependencies: PayoutDependencies,
  payout: Payout,
  found: ObservedPayout,
): Promise<void> {
  const { ledger, now } = dependencies
  const state = OBSERVED_STATE[found.status]
  const next = state === "sent" ? nextPayoutCheckIn(ageOf(payout, now())) : null
  const isOverdue = state === "sent" && next === null
  const becomes = PAYOUT_REACHED_FROM[state].includes(payout.state) ? state : payout.state
  await (isOverdue ? reportUnclear(dependencies, payout) : closeProblems(dependencies, payout.id, becomes))
  const change = { next_check_at: next === null ? null : new Date(now() + next) }
  const learned = { ...change, gateway_id: found.gatewayId ?? payout.gateway_id, error: null }
  const moved = await move(dependencies, payout.id, { state, change: learned })
  if (!moved) await ledger.payouts.note(payout.id, state, change)
  if (moved && state !== "sent") await lookAtRefunded(dependencies, moved)
}

/** The gateway does not know the payout. It may know it later, so it is asked again, and a person looks too. */
async function recordMissing(dependencies: PayoutDependencies, payout: Payout): Promise<void> {
  const { ledger, now } = dependencies
  const { id, state } = payout
  if (state !== "sending" && state !== "sent") return
  const age = ageOf(payout, now())
  await clearWaiting(dependencies, id, state)
  if (isUnclear(age)) await reportUnclear(dependencies, payout)
  const next = nextPayoutCheckIn(age)
  await ledger.payouts.note(id, state, { next_check_at: next === null ? null : new Date(now() + next) })
}
