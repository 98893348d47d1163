import { hasReached, isUnpaidTooLong, nextCheckIn, prospectOf, type Gateway } from "../../core"
import { HOUR } from "../../core/pace"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import type { BackgroundDependencies } from "../dependencies"
import { groupBy } from "../group-by"
import { LEASE_MS, withLease, type Lease } from "../lease"
import { isSilence } from "../silence"
import type { Lane } from "./lane"
import { PaymentList } from "./listing"
import { NO_BATCH, type Batch } from "./report"
import { settleAttempt } from "./settle-attempt"

/** From so many on, listing is cheaper than asking one by one. */
const WORTH_LISTING = 3

/** So many are claimed at a time, where the gateway's list shows many at once, and where each is asked about. */
const AT_ONCE = { listed: 500, single: 50 }

/** Shoppers of so young payments may be waiting: these come before all others. */
const LIVE_MS = HOUR

/** Of every batch, at least so much is for the others, however many young ones are due. */
const SHARE_OF_OTHERS = 5

/** The gateway's list of each provider, as far as it was read in this run. */
export type PaymentLists = Map<string, PaymentList>

/**
 * Asks about attempts of an account that are due, by provider: in bulk where the gateway can list, else one by one. A
 * list is read once for all of them, from its newest page.
 */
export async function sweepAttempts(
  dependencies: BackgroundDependencies,
  lane: Lane,
  lists: PaymentLists,
): Promise<Batch> {
  if (lane.isOver()) return NO_BATCH
  const batch = await claim(dependencies, lane)
  await withLease(dependencies.ledger.attempts, batch, async (lease) => {
    for (const [providerId, group] of groupBy(batch, ({ provider_id }) => provider_id)) {
      await sweepProvider(dependencies, providerId, group, lists, { lane, lease })
    }
  })
  return { attempts: batch.length, isFull: batch.length >= batchSize(lane) }
}

const batchSize = ({ gateway }: Lane) => (gateway?.listPayments ? AT_ONCE.listed : AT_ONCE.single)

/** Live ones first; the others are those that are due for the longest time. */
async function claim({ ledger }: BackgroundDependencies, lane: Lane): Promise<PaymentAttempt[]> {
  const limit = batchSize(lane)
  const which = { providers: lane.providers, leaseMs: LEASE_MS }
  const live = await ledger.attempts.claimDue({ ...which, limit, youngerThanMs: LIVE_MS })
  const room = Math.max(limit - live.length, limit / SHARE_OF_OTHERS)
  return [...live, ...(await ledger.attempts.claimDue({ ...which, limit: room }))]
}

/** Whose run it is, and the lease of what is worked on. */
interface Work {
  lane: Lane
  lease: Lease<PaymentAttempt>
}

async function sweepProvider(
  dependencies: BackgroundDependencies,
  providerId: string,
  group: PaymentAttempt[],
  lists: PaymentLists,
  { lane, lease }: Work,
): Promise<void> {
  const gateway = await dependencies.gateway(providerId)
  const settle = async (attempt: PaymentAttempt) =>
    !lease.begin(attempt) || settleAttempt(dependencies, attempt)
  // Another entry of the account answers for them, or they become problems.
  if (!gateway) return lane.askAll(group, settle)
  // Of what is settled only Medusa's records are looked at; the gateway is not asked.
  const settled = group.filter(({ settled_at }) => settled_at !== null)
  const open = group.filter(({ settled_at }) => settled_at === null)
  const list = lists.get(providerId) ?? newList(gateway, open, dependencies.now, lane)
  if (list) lists.set(providerId, list)
  const moved = list ? await withoutUnchanged(dependencies, gateway, open, list, { lane, lease }) : open
  await lane.askAll(moved, settle)
  await lane.doAll(settled, async (attempt) => void (await settle(attempt)))
}

function newList(
  gateway: Gateway,
  { length }: PaymentAttempt[],
  now: () => number,
  lane: Lane,
): PaymentList | undefined {
  if (!gateway.listPayments || length < WORTH_LISTING) return undefined
  // A run that is over reads no further page; whatever it has not seen is due again at once.
  const read = async (page: number) =>
    !lane.isOver() && (await lane.mayCall()) ? gateway.listPayments!(page) : []
  return new PaymentList(read, now)
}

/** The attempts that the gateway's list shows to have moved, or does not show. The others are put off. */
async function withoutUnchanged(
  dependencies: BackgroundDependencies,
  gateway: Gateway,
  group: PaymentAttempt[],
  list: PaymentList,
  { lane, lease }: Work,
): Promise<PaymentAttempt[]> {
  try {
    await list.readFor(group.map(({ reference }) => reference))
  } catch (error) {
    lane.heard(!isSilence(error))
    const { name, account } = gateway
    dependencies.log.warn(
      `payment list not read: gateway=${name} account=${account} error=${(error as Error).message}`,
    )
    return group
  }
  const now = dependencies.now()
  const unchanged = new Set(group.filter((attempt) => isUnchanged(gateway, attempt, list, now)))
  await putOff(dependencies, lease.beginAll([...unchanged]), list)
  return group
    .filter((attempt) => !unchanged.has(attempt))
    .map((attempt) => ({ ...attempt, gateway_id: attempt.gateway_id ?? paidIn(list, attempt) }))
}

/** What is paid and still watched was interrupted before it was captured or written down as a problem. */
function isUnchanged(gateway: Gateway, attempt: PaymentAttempt, list: PaymentList, now: number): boolean {
  const shown = list.of(attempt.reference)
  return (
    shown.length > 0 &&
    shown.every(({ status }) => status === attempt.status) &&
    !hasReached(attempt.status, "paid") &&
    attempt.claimed_at === null &&
    checkIn(attempt, now) !== null &&
    !isUnpaidTooLong(gateway.orderPolicy, ageOf(attempt, now))
  )
}

/** A link that was opened twice makes two orders of one reference; asking by the reference shows the newest. */
const paidIn = (list: PaymentList, { reference }: PaymentAttempt) =>
  list.of(reference).find(({ status }) => status === "paid")?.gatewayId ?? null

const ageOf = ({ created_at }: PaymentAttempt, now: number) => now - created_at.getTime()
const checkIn = (attempt: PaymentAttempt, now: number) =>
  nextCheckIn(ageOf(attempt, now), prospectOf(attempt.status, attempt.superseded_at !== null))

async function putOff(
  { ledger, now }: BackgroundDependencies,
  attempts: PaymentAttempt[],
  { askedAt }: PaymentList,
): Promise<void> {
  for (const [everyMs, group] of groupBy(attempts, (attempt) => checkIn(attempt, now()))) {
    await ledger.attempts.putOff(group, everyMs, new Date(askedAt))
  }
}
