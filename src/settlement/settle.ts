import { InvalidNotification, type SignedNotification } from "../core"
import { isUnreadable, plan, type Plan, type Run, type Step } from "../core/settlement"
import type { JournalAuthor, PaymentAttempt, Road } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"
import { gather, type Gathered } from "./gather"
import { notConfigured, observe } from "./observe"
import { bringProblems } from "./problems"
import { recordChange, recordPlan } from "./record"
import { resultOf, type SettlementResult } from "./result"
import { perform } from "./steps"
import { endUnreadable } from "./unreadable"

/** Which payment to settle, and why. */
export interface SettlementRequest {
  provider_id: string
  reference: string
  road: Road
  /** A person or a key, where one asked for it. */
  actor_id?: string
  /** What a genuine notification said: a claim to be written down, and a number to ask about. */
  notification?: Pick<SignedNotification, "gatewayId" | "claim">
  /** The number of another of the gateway's payments of this reference, where the gateway's list showed one. */
  gatewayId?: string | null
}

/** One run of settlement. */
export interface Settlement {
  readonly dependencies: SettlementDependencies
  readonly request: SettlementRequest
  /** The attempt that the run was started for, as it was when the gateway was asked or the lock was taken last. */
  attempt: PaymentAttempt
  /** When the lock was taken, by the ledger's clock. */
  begunAt: Date | undefined
  readonly by: JournalAuthor
  readonly run: Run & { failed: Set<string> }
  /** Steps that were done in this run, by their keys. */
  readonly done: Set<string>
  /** What was planned after the first answer. */
  first: Plan | undefined
  /** An error that is thrown after everything else is done, so that the caller tries again. */
  failure: unknown
}

/** Names the lock of one cart's or order's money. */
export const settlementLock = (unit: string) => `payment-gateways:${unit}`

/** More steps than any order's money needs in one run; questions to gateways do not count. */
const MAX_STEPS = 8

/**
 * The one road for money: ask the gateway → lock → gather → plan → one step → gather and plan again, until there is
 * nothing more to do → bring the problems to the planned set → write down when to look next, last of all → unlock.
 *
 * Nobody waits for a gateway under the lock: where a plan needs a fresh answer, the lock is released, the gateway is
 * asked, and everything is read and computed again.
 *
 * Anything may start a settlement, any number of times, and a process may die between any two lines: the attempt is still
 * due then, and the next settlement computes everything again.
 *
 * @throws InvalidNotification unknown_reference; unknown_shop when no gateway can be asked; all that needs no answer is
 *   done
 * @throws GatewayError when the gateway gave no answer; all that needs no answer is done
 * @throws RangeError when a record cannot be read; the journal has it, and in time a problem
 */
export async function settle(
  dependencies: SettlementDependencies,
  request: SettlementRequest,
): Promise<SettlementResult> {
  const found = await findAttempt(dependencies, request)
  const settlement = begin(dependencies, request, found)
  await keepDue(dependencies, found)
  await askFirst(settlement)
  const lock = settlementLock(await dependencies.medusa.unitOf(found.payment_collection_id))
  for (;;) {
    const current = await dependencies.medusa.withLock(lock, () => runSteps(settlement))
    if (!asksGateway(current.planned.step)) return resultOf(settlement, current)
    await perform(settlement, current.planned.step, current)
  }
}

/** Steps that wait for a gateway, and so are not done under the lock. */
const asksGateway = ({ kind }: Step): boolean => kind === "observe" || kind === "operate"

function begin(
  dependencies: SettlementDependencies,
  request: SettlementRequest,
  attempt: PaymentAttempt,
): Settlement {
  const now = dependencies.now()
  return {
    dependencies,
    request,
    attempt,
    begunAt: undefined,
    by: { road: request.road, actor_id: request.actor_id ?? null },
    run: { now, since: now, failed: new Set() },
    done: new Set(),
    first: undefined,
    failure: undefined,
  }
}

/** An attempt is due at the latest after this time while it is settled: a run that breaks off forgets nothing. */
const DUE_MS = 150_000

/** @returns whether the attempt was not due, and is now */
async function keepDue(
  { ledger, now }: SettlementDependencies,
  { id, next_check_at }: PaymentAttempt,
): Promise<boolean> {
  const soon = new Date(now() + DUE_MS)
  const isDue = next_check_at !== null && next_check_at <= soon
  return !isDue && ledger.attempts.schedule(id, soon, next_check_at)
}

/** Reads the attempt again under the lock: another run may have changed it. */
async function beginLook(settlement: Settlement): Promise<void> {
  const { dependencies, attempt } = settlement
  const begun = await dependencies.ledger.attempts.beginLook(attempt.id)
  const wasNotDue = await keepDue(dependencies, begun.attempt)
  Object.assign(settlement, wasNotDue ? await dependencies.ledger.attempts.beginLook(attempt.id) : begun)
}

async function findAttempt(
  { ledger, gateway }: SettlementDependencies,
  { provider_id, reference }: SettlementRequest,
): Promise<PaymentAttempt> {
  const attempt = await ledger.attempts.find({ provider_id, reference })
  if (attempt) return attempt
  if (!(await gateway(provider_id))) throw notConfigured(provider_id)
  throw new InvalidNotification("unknown_reference", `${provider_id} has no payment ${reference}`)
}

/** Plans and does steps under the lock, until there is none or a gateway must be asked for one. */
async function runSteps(settlement: Settlement): Promise<Current> {
  await beginLook(settlement)
  let current = await lookAgain(settlement)
  settlement.first ??= current.planned
  for (let steps = 0; current.planned.step.kind !== "none" && steps < MAX_STEPS; steps++) {
    if (asksGateway(current.planned.step)) return current
    await perform(settlement, current.planned.step, current)
    current = await lookAgain(settlement)
  }
  await finish(settlement, current)
  if (settlement.failure !== undefined) throw settlement.failure
  return current
}

/** What is known at one moment, and what ought to be done about it. */
export interface Current {
  gathered: Gathered
  planned: Plan
}

/** Writes down what a notification said, and asks the gateway. Without an answer the run goes on with what is known. */
async function askFirst(settlement: Settlement): Promise<void> {
  const { dependencies, request, attempt } = settlement
  const { road, notification } = request
  try {
    const claim = notification && { claim: notification.claim }
    const informed = claim
      ? await recordChange(dependencies, attempt.id, claim, { kind: "observed", road })
      : attempt
    if (!needsNoAnswer(settlement)) {
      const gatewayId = notification?.gatewayId ?? request.gatewayId ?? null
      await observe(dependencies, informed, { road, hint: { gatewayId } })
    }
  } catch (error) {
    settlement.failure = error
  }
}

/** The sweep looks at a settled payment for changes in Medusa's records only; the gateway is not asked. */
const needsNoAnswer = ({ attempt, request }: Settlement) =>
  request.road === "sweep" &&
  attempt.settled_at !== null &&
  !request.gatewayId &&
  !isNamed(attempt) &&
  !isToBeConfirmed(attempt)

/** The gateway has revoked the payment once. */
const isToBeConfirmed = ({ observations }: PaymentAttempt): boolean =>
  Object.values(observations).some(({ revoked }) => revoked === 1)

/** Somebody has named the payment since the gateway answered last. */
const isNamed = ({ named_at, answered_at }: PaymentAttempt): boolean =>
  named_at instanceof Date && (answered_at === null || answered_at < named_at)

async function lookAgain(settlement: Settlement): Promise<Current> {
  const { dependencies, by } = settlement
  const { gathered, planned } = await plannedOf(settlement)
  const rows = await recordPlan(dependencies, gathered.rows, planned, by)
  return { gathered: { ...gathered, rows }, planned }
}

/** A record that cannot be read ends the run: the payment is neither forgotten nor tried again at once for ever. */
async function plannedOf(settlement: Settlement): Promise<Current> {
  const { dependencies, attempt, run } = settlement
  // Gateways take their time: an answer that has come meanwhile must not be from the future.
  run.now = dependencies.now()
  try {
    const gathered = await gather(dependencies, attempt.payment_collection_id)
    return { gathered, planned: plan(gathered.money, run) }
  } catch (error) {
    if (isUnreadable(error)) await endUnreadable(settlement, error)
    throw error
  }
}

/** When to look next is written last: after a crash before it the attempt is still due. */
async function finish(settlement: Settlement, { gathered, planned }: Current): Promise<void> {
  const { dependencies, by, begunAt } = settlement
  const orderId = gathered.money.order?.id ?? null
  await bringProblems(dependencies, { rows: gathered.rows, since: begunAt }, planned.problems, orderId, by)
  for (const row of gathered.rows) await scheduleNext(settlement, row, planned)
}

/** Sets when the attempt is looked at next; another attempt of the same order is only ever moved to an earlier time. */
async function scheduleNext(
  { dependencies, attempt }: Settlement,
  row: PaymentAttempt,
  planned: Plan,
): Promise<void> {
  const next = planned.attempts.get(row.id)?.nextLook ?? null
  const at = next === null ? null : new Date(next)
  if (row.id === attempt.id) {
    const isSettled = planned.attempts.get(row.id)?.isSettled ?? false
    await dependencies.ledger.attempts.endLook(row.id, {
      at,
      isSettled,
      seen: attempt.next_check_at,
      read: row.updated_at,
    })
  } else if (at && (row.next_check_at === null || at < row.next_check_at)) {
    await dependencies.ledger.attempts.schedule(row.id, at, row.next_check_at)
  }
}
