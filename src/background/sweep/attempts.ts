import { hasReached, nextCheckIn, prospectOf, unpaidTooLongIn, type EntryGateway } from "../../core"
import { HOUR } from "../../core/pace"
import type { Leased, PaymentAttempt } from "../../modules/gateway-ledger"
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

type Claimed = Leased<PaymentAttempt>

/** The gateway's list of each provider, as far as it was read in this run. */
export type PaymentLists = Map<string, PaymentList>

/**
 * Asks about attempts of an account that are due, by provider: in bulk where the gateway can list, else one by one. A
 * list is read once for all of them, from its newest page; anew where several came due since.
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
async function claim({ ledger }: BackgroundDependencies, lane: Lane): Promise<Claimed[]> {
  const limit = batchSize(lane)
  const which = { providers: lane.providers, leaseMs: LEASE_MS }
  const live = await ledger.attempts.claimDue({ ...which, limit, youngerThanMs: LIVE_MS })
  const room = Math.max(limit - live.length, limit / SHARE_OF_OTHERS)
  return [...live, ...(await ledger.attempts.claimDue({ ...which, limit: room }))]
}

/** Whose run it is, and the lease of what is worked on. */
interface Work {
  lane: Lane
  lease: Lease<Claimed>
}

async function sweepProvider(
  dependencies: BackgroundDependencies,
  providerId: string,
  group: Claimed[],
  lists: PaymentLists,
  { lane, lease }: Work,
): Promise<void> {
  const gateway = await dependencies.gateway(providerId)
  const settle = async (attempt: Claimed) => !lease.begin(attempt) || settleAttempt(dependencies, attempt)
  // Another entry of the account answers for them, or they become problems.
  if (!gateway) return lane.askAll(group, settle)
  // Of what is settled only Medusa's records are looked at; the gateway is not asked.
  const settled = group.filter(({ settled_at }) => settled_at !== null)
  const open = group.filter(({ settled_at }) => settled_at === null)
  const list = listFor(gateway, open, lists.get(providerId), dependencies.now, lane)
  if (list) lists.set(providerId, list)
  const moved = list ? await withoutUnchanged(dependencies, gateway, open, list, { lane, lease }) : open
  await lane.askAll(moved, settle)
  await lane.doAll(settled, async (attempt) => void (await settle(attempt)))
}

/** The list as it was read before, as long as few came due since: these are asked about one by one. */
function listFor(
  gateway: EntryGateway,
  open: Claimed[],
  known: PaymentList | undefined,
  now: () => number,
  lane: Lane,
): PaymentList | undefined {
  const unlisted = open.filter(({ due_at }) => known?.isOlderThan(due_at) ?? true)
  if (!gateway.listPayments || unlisted.length < WORTH_LISTING) return known
  // A run that is over reads no further page; whatever it has not seen is due again at once.
  const read = async (from: string | null) =>
    !lane.isOver() && (await lane.mayCall()) ? gateway.listPayments!(from) : { items: [], next: null }
  return new PaymentList(read, now, claimedAt(open))
}

/** When the last of these was claimed, by the database's clock. */
const claimedAt = (claimed: readonly Claimed[]) =>
  new Date(Math.max(...claimed.map(({ next_check_at }) => next_check_at?.getTime() ?? 0)) - LEASE_MS)

/** The attempts that the gateway's list shows to have moved, or does not show. The others are put off. */
async function withoutUnchanged(
  dependencies: BackgroundDependencies,
  gateway: EntryGateway,
  group: Claimed[],
  list: PaymentList,
  { lane, lease }: Work,
): Promise<Claimed[]> {
  try {
    const listed = group.filter(({ due_at }) => !list.isOlderThan(due_at))
    await list.readFor(listed.map(({ reference }) => reference))
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
  const byMs = (attempt: Claimed) => checkIn(gateway, attempt, now)
  await dependencies.ledger.attempts.putOff(lease.beginAll([...unchanged]), byMs, new Date(list.askedAt))
  return group
    .filter((attempt) => !unchanged.has(attempt))
    .map((attempt) => ({ ...attempt, gateway_id: attempt.gateway_id ?? paidIn(list, attempt) }))
}

/** What is paid and still watched was interrupted before it was captured or written down as a problem. */
function isUnchanged(gateway: EntryGateway, attempt: Claimed, list: PaymentList, now: number): boolean {
  const shown = list.of(attempt.reference)
  return (
    !list.isOlderThan(attempt.due_at) &&
    shown.length > 0 &&
    shown.every(({ status }) => status === attempt.status) &&
    !hasReached(attempt.status, "paid") &&
    attempt.claimed_at === null &&
    (checkIn(gateway, attempt, now) ?? 0) > 0
  )
}

/** A link that was opened twice makes two orders of one reference; asking by the reference shows the newest. */
const paidIn = (list: PaymentList, { reference }: PaymentAttempt) =>
  list.of(reference).find(({ status }) => status === "paid")?.gatewayId ?? null

const ageOf = ({ created_at }: PaymentAttempt, now: number) => now - created_at.getTime()

/** In how long an attempt is looked at again: by its pace, and when its unpaid order may be canceled; null for never. */
function checkIn({ orderPolicy }: EntryGateway, attempt: PaymentAttempt, now: number): number | null {
  const age = ageOf(attempt, now)
  const pace = nextCheckIn(age, prospectOf(attempt.status, attempt.superseded_at !== null))
  return pace === null ? null : Math.min(pace, unpaidTooLongIn(orderPolicy, age))
}
