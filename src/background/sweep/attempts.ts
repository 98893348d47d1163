import { hasReached, isUnpaidTooLong, nextCheckIn, type Gateway } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import type { BackgroundDependencies } from "../dependencies"
import { groupBy } from "../group-by"
import { PaymentList } from "./listing"
import { settleAll } from "./settle-all"

/** From so many on, listing is cheaper than asking one by one. */
const WORTH_LISTING = 3

/** So many are claimed at a time: few enough to be done before their lease ends. */
const AT_ONCE = 1_000

/** A sweep claims no more after this time; the next one goes on. */
const PATIENCE_MS = 60_000

/**
 * Asks about the attempts that are due, by provider: in bulk where the gateway can list, else one by one. A list is
 * read once for all of them, from its newest page.
 *
 * @returns how many were due
 */
export async function sweepAttempts(
  dependencies: BackgroundDependencies,
  leaseMs: number,
  pool: number,
): Promise<number> {
  const lists = new Map<string, PaymentList>()
  const until = dependencies.now() + PATIENCE_MS
  for (let swept = 0; ;) {
    const batch = await dependencies.ledger.attempts.claimDue(AT_ONCE, leaseMs)
    for (const [providerId, group] of groupBy(batch, ({ provider_id }) => provider_id)) {
      await sweepProvider(dependencies, providerId, group, lists, pool)
    }
    swept += batch.length
    if (batch.length < AT_ONCE || dependencies.now() > until) return swept
  }
}

async function sweepProvider(
  dependencies: BackgroundDependencies,
  providerId: string,
  group: PaymentAttempt[],
  lists: Map<string, PaymentList>,
  pool: number,
): Promise<void> {
  const gateway = await dependencies.gateway(providerId)
  // Another entry of the account answers for them, or they become problems.
  if (!gateway) return settleAll(dependencies, group, pool)
  // Of what is settled only Medusa's books are looked at; the gateway is not asked.
  const settled = group.filter(({ settled_at }) => settled_at !== null)
  const open = group.filter(({ settled_at }) => settled_at === null)
  const list = lists.get(providerId) ?? newList(gateway, open, dependencies.now)
  if (list) lists.set(providerId, list)
  const moved = list ? await withoutUnchanged(dependencies, gateway, providerId, open, list) : open
  await settleAll(dependencies, moved, pool)
  await settleAll(dependencies, settled, pool)
}

function newList(gateway: Gateway, { length }: PaymentAttempt[], now: () => number): PaymentList | undefined {
  return gateway.listPayments && length >= WORTH_LISTING
    ? new PaymentList((page) => gateway.listPayments!(page), now)
    : undefined
}

/** The attempts that the gateway's list shows to have moved, or does not show. The others are put off. */
async function withoutUnchanged(
  dependencies: BackgroundDependencies,
  gateway: Gateway,
  providerId: string,
  group: PaymentAttempt[],
  list: PaymentList,
): Promise<PaymentAttempt[]> {
  try {
    await list.readFor(group.map(({ reference }) => reference))
  } catch (error) {
    dependencies.log.warn(
      `payment list not read: provider_id=${providerId} error=${(error as Error).message}`,
    )
    return group
  }
  const now = dependencies.now()
  const unchanged = new Set(group.filter((attempt) => isUnchanged(gateway, attempt, list, now)))
  await putOff(dependencies, [...unchanged])
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
const checkIn = (attempt: PaymentAttempt, now: number) => nextCheckIn(ageOf(attempt, now))

async function putOff(dependencies: BackgroundDependencies, attempts: PaymentAttempt[]): Promise<void> {
  for (const [everyMs, group] of groupBy(attempts, (attempt) => checkIn(attempt, dependencies.now()))) {
    await dependencies.ledger.attempts.putOff(
      group.map(({ id }) => id),
      everyMs,
    )
  }
}
