import { hasReached, nextCheckIn, prospectOf, unpaidTooLongIn, type EntryGateway } from "../../core"
import { SECOND } from "../../core/pace"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import type { BackgroundDependencies } from "../dependencies"
import { groupBy } from "../group-by"
import { LEASE_MS, withLease, type Lease } from "../lease"
import { isNoAnswer } from "../errors"
import type { AccountRun } from "./account-run"
import { batchSize, claimAttempts, type Claimed } from "./claim-attempts"
import { PaymentList } from "./listing"
import { NO_BATCH, type Batch } from "./report"
import { settleAttempt } from "./settle-attempt"

/** From so many attempts on, reading the gateway's list is cheaper than asking one by one. */
const WORTH_LISTING = 3

/** After this share of the time that a run has left, no further page of the list is read. The rest is for asking one by one. */
const SHARE_OF_LIST = 0.4

/** So long is left to ask one by one, even when a page took all of the run's time. */
const LEFT_FOR_ASKING_MS = SECOND

/** The gateway's list for each provider entry, as far as it was read in this run. */
export type PaymentLists = Map<string, PaymentList>

/**
 * Settles attempts of an account that are due. Where the gateway lists its payments, only attempts that the list shows to
 * have changed, or does not show, are asked about one by one. The list is read once in a run, and anew when several more
 * attempts have become due since. It never takes all of a run's time or calls: each run asks one by one as well.
 *
 * Attempts have their turn in the order of the batch, settled ones among the others: for these the gateway is not asked, and
 * only Medusa's records are looked at.
 */
export async function sweepAttempts(
  dependencies: BackgroundDependencies,
  run: AccountRun,
  lists: PaymentLists,
): Promise<Batch> {
  if (run.isOver()) return NO_BATCH
  const { ledger, now } = dependencies
  const batch = await claimAttempts(dependencies, run)
  const work = async (lease: Lease<Claimed>) => {
    const changed = new Map<string, Claimed>()
    for (const [providerId, group] of groupBy(batch, ({ provider_id }) => provider_id)) {
      const those = await changedOf(dependencies, providerId, group, lists, { run, lease })
      those.forEach((attempt) => changed.set(attempt.id, attempt))
    }
    const settle = async (attempt: Claimed) => !lease.begin(attempt) || settleAttempt(dependencies, attempt)
    const inOrder = batch.flatMap(({ id }) => changed.get(id) ?? [])
    run.lengthenOnce(LEFT_FOR_ASKING_MS)
    await run.askAll(inOrder, settle, isOpen)
  }
  await withLease(ledger.attempts, batch, work, now)
  return { attempts: batch.length, isFull: batch.length >= batchSize(run) }
}

const isOpen = ({ settled_at }: PaymentAttempt) => settled_at === null

/** The run, and the lease of its batch. */
interface Work {
  run: AccountRun
  lease: Lease<Claimed>
}

/** The attempts of a provider entry that are to be looked at one by one. The others are put off. */
async function changedOf(
  dependencies: BackgroundDependencies,
  providerId: string,
  group: Claimed[],
  lists: PaymentLists,
  work: Work,
): Promise<Claimed[]> {
  const gateway = await dependencies.gateway(providerId)
  // Settlement asks another entry of the account, or makes problems of them.
  if (!gateway) return group
  const open = group.filter(isOpen)
  const list = listFor(gateway, open, lists.get(providerId), dependencies.now, work.run)
  if (!list) return group
  lists.set(providerId, list)
  const moved = await withoutUnchanged(dependencies, gateway, open, list, work)
  return [...moved, ...group.filter((attempt) => !isOpen(attempt))]
}

/** The list that was read before, unless many attempts have become due since. */
function listFor(
  gateway: EntryGateway,
  open: Claimed[],
  known: PaymentList | undefined,
  now: () => number,
  run: AccountRun,
): PaymentList | undefined {
  const unlisted = open.filter(({ due_at }) => known?.isOlderThan(due_at) ?? true)
  if (!gateway.listPayments || unlisted.length < WORTH_LISTING) return known
  // A run that is over reads no further page. Its other attempts are due again at once.
  const read = async (from: string | null) =>
    !run.isOver() && (await run.mayRead()) ? gateway.listPayments!(from) : { items: [], next: null }
  return new PaymentList(read, now, claimedAt(open), run.shareOfTime(SHARE_OF_LIST))
}

/** When the last of these was leased, by the database's clock. */
const claimedAt = (claimed: readonly Claimed[]) =>
  new Date(Math.max(...claimed.map(({ next_check_at }) => next_check_at?.getTime() ?? 0)) - LEASE_MS)

/** The attempts that the gateway's list shows to have changed, or does not show. The others are put off. */
async function withoutUnchanged(
  dependencies: BackgroundDependencies,
  gateway: EntryGateway,
  group: Claimed[],
  list: PaymentList,
  { run, lease }: Work,
): Promise<Claimed[]> {
  try {
    const listed = group.filter(({ due_at }) => !list.isOlderThan(due_at))
    await list.readFor(listed.map(({ reference }) => reference))
  } catch (error) {
    run.noteCall(!isNoAnswer(error))
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

/**
 * A paid attempt that is still due counts as changed: it was interrupted before its capture, or before its problem. So does
 * a held one: its order, its captures and its void are in Medusa, and the gateway's list shows none of them.
 */
function isUnchanged(gateway: EntryGateway, attempt: Claimed, list: PaymentList, now: number): boolean {
  const shown = list.of(attempt.reference)
  return (
    !list.isOlderThan(attempt.due_at) &&
    shown.length > 0 &&
    shown.every(({ status }) => status === attempt.status) &&
    !hasReached(attempt.status, "paid") &&
    attempt.status !== "authorized" &&
    attempt.claimed_at === null &&
    (checkIn(gateway, attempt, now) ?? 0) > 0
  )
}

/** The number of a reference's paid payment. A link may have several payments; a look by the reference shows the newest. */
const paidIn = (list: PaymentList, { reference }: PaymentAttempt) =>
  list.of(reference).find(({ status }) => status === "paid")?.gatewayId ?? null

/** In how many milliseconds an attempt is looked at again, by its pace or to cancel its unpaid order; null for never. */
function checkIn({ orderPolicy }: EntryGateway, attempt: PaymentAttempt, now: number): number | null {
  const age = now - attempt.created_at.getTime()
  const pace = nextCheckIn(age, prospectOf(attempt.status, attempt.superseded_at !== null))
  return pace === null ? null : Math.min(pace, unpaidTooLongIn(orderPolicy, age))
}
