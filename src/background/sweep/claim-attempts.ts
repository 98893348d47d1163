import { HOUR } from "../../core/pace"
import type { Leased, PaymentAttempt } from "../../modules/gateway-ledger"
import type { BackgroundDependencies } from "../dependencies"
import { LEASE_MS } from "../lease"
import type { AccountRun } from "./account-run"

/** How many attempts are leased at a time: where the gateway lists many at once, and where it is asked about each. */
const AT_ONCE = { listed: 500, single: 50 }

/** Younger attempts come first, since their shoppers may be waiting. */
const YOUNG_MS = HOUR

/** One in so many attempts of a batch is not young, however many young ones are due. */
const SHARE_OF_OTHERS = 5

export type Claimed = Leased<PaymentAttempt>

/** How many attempts of the account make a full batch. */
export const batchSize = ({ gateway }: AccountRun) =>
  gateway?.listPayments ? AT_ONCE.listed : AT_ONCE.single

/**
 * Leases young attempts, and those that have been due for the longest time. One of these comes after every four young ones,
 * so that they have their turn even in a run that does not get far.
 */
export async function claimAttempts({ ledger }: BackgroundDependencies, run: AccountRun): Promise<Claimed[]> {
  const limit = batchSize(run)
  const which = { providers: run.providers, leaseMs: LEASE_MS }
  const young = await ledger.attempts.claimDue({ ...which, limit, youngerThanMs: YOUNG_MS })
  const room = Math.max(limit - young.length, limit / SHARE_OF_OTHERS)
  const others = await ledger.attempts.claimDue({ ...which, limit: room })
  return interleave(young, others, SHARE_OF_OTHERS)
}

/** Both lists in one, each in its order: every so many-th is one of `others`, as long as there are both. */
function interleave<T>(many: readonly T[], others: readonly T[], every: number): T[] {
  const size = every - 1
  const parts = Math.max(Math.ceil(many.length / size), others.length)
  return Array.from({ length: parts }, (_, i) => [
    ...many.slice(i * size, (i + 1) * size),
    ...others.slice(i, i + 1),
  ]).flat()
}
