import { InvalidNotification, type Notification } from "../core"
import { isUnreadable, plan, type Plan, type Run } from "../core/settlement"
import type { JournalAuthor, PaymentAttempt, Road } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"
import { gather, type Gathered } from "./gather"
import { notConfigured, observe } from "./observe"
import { bringProblems } from "./problems"
import { recordPlan } from "./record-plan"
import { recordChange } from "./record"
import { resultOf, type SettlementResult } from "./result"
import { perform } from "./steps"
import { endUnreadable } from "./unreadable"

/** Which payment, and what woke us. */
export interface SettlementRequest {
  provider_id: string
  reference: string
  road: Road
  /** A person or a key, where one asked for it. */
  actor_id?: string
  /** What a genuine notification said: a claim that is written down, and a number to ask about. */
  notification?: Pick<Notification, "gatewayId" | "claim">
  /** Another of the gateway's payments of this reference, by its number, where its list showed one. */
  gatewayId?: string | null
}

/** One run of the road. */
export interface Settlement {
  readonly dependencies: SettlementDependencies
  readonly request: SettlementRequest
  /** The attempt that the run was started for, as it was when the gateway was asked or the lock was taken. */
  attempt: PaymentAttempt
  /** When the lock was taken, by the ledger's clock. */
  begunAt: Date | undefined
  readonly by: JournalAuthor
  readonly run: Run & { failed: Set<string> }
  /** Steps that were done in this run, by their keys. */
  readonly done: Set<string>
  /** What was planned after the first answer. */
  first: Plan | undefined
  /** What is thrown when everything else is done, so that the caller comes again. */
  failure: unknown
}

/** Names the lock of one cart's or order's money. */
export const settlementLock = (unit: string) => `payment-gateways:${unit}`

/** More steps than any order's money needs at a time. Questions are not among them: one attempt is asked once. */
const MAX_STEPS = 8

/**
 * The one road for money: ask the gateway → lock → gather → plan → one step → gather and plan again, until there is
 * nothing more to do → bring the problems to the planned set → write down when to look next, last of all → unlock.
 *
 * Nobody waits for a gateway under the lock: where a plan needs a fresh answer about another attempt, the lock is given
 * back, and everything is computed again with the answer.
 *
 * It may be started by anything, any number of times, and be killed, or fail, between any two lines: whatever is left is
 * still due, and the next look computes it again from what is.
 *
 * @throws InvalidNotification unknown_reference; unknown_shop when nobody can be asked about it: what needs no answer was
 *   done all the same
 * @throws GatewayError when the gateway gave no answer; what needs none was done all the same
 * @throws RangeError when something on record cannot be read; that is written down, and told in time
 */
export async function settle(
  dependencies: SettlementDependencies,
  request: SettlementRequest,
): Promise<SettlementResult> {
  const found = await findAttempt(dependencies, request)
  const settlement = begin(dependencies, request, found)
  await keepDue(dependencies, found)
  await look(settlement)
  const lock = settlementLock(await dependencies.medusa.unitOf(found.payment_collection_id))
  for (;;) {
    const current = await dependencies.medusa.withLock(lock, () => runRoad(settlement))
    if (current.planned.step.kind !== "observe") return resultOf(settlement, current)
    await perform(settlement, current.planned.step, current)
  }
}

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

/**
 * Nothing learned in a run that is broken off may be forgotten, so what nobody would look at again, or only in days, is
 * due soon meanwhile.
 */
const DUE_MS = 150_000

/** @returns whether it was not due */
async function keepDue(
  { ledger, now }: SettlementDependencies,
  { id, next_check_at }: PaymentAttempt,
): Promise<boolean> {
  const soon = new Date(now() + DUE_MS)
  const isDue = next_check_at !== null && next_check_at <= soon
  return !isDue && ledger.attempts.schedule(id, soon, next_check_at)
}

/** The attempt as it is now: whoever had the lock before has changed it. */
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

/** The road under the lock, as far as it comes without asking a gateway; the step is `observe` where it must. */
async function runRoad(settlement: Settlement): Promise<Current> {
  await beginLook(settlement)
  let current = await lookAgain(settlement)
  settlement.first ??= current.planned
  for (let steps = 0; current.planned.step.kind !== "none" && steps < MAX_STEPS; steps++) {
    if (current.planned.step.kind === "observe") return current
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

/** Takes down what a notification said, and asks the gateway. Without an answer the run goes on with what is known. */
async function look(settlement: Settlement): Promise<void> {
  const { dependencies, request, attempt } = settlement
  const { road, notification } = request
  try {
    const informed = notification
      ? await recordChange(
          dependencies,
          attempt.id,
          { claim: notification.claim },
          { kind: "observed", road },
        )
      : attempt
    if (!isBooksOnly(settlement)) {
      const gatewayId = notification?.gatewayId ?? request.gatewayId ?? null
      await observe(dependencies, informed, { road, hint: { gatewayId } })
    }
  } catch (error) {
    settlement.failure = error
  }
}

/** A settled payment is looked at again by itself for what Medusa's records say by now; the gateway is not asked. */
const isBooksOnly = ({ attempt, request }: Settlement) =>
  request.road === "sweep" && attempt.settled_at !== null && !request.gatewayId

async function lookAgain(settlement: Settlement): Promise<Current> {
  const { dependencies, by } = settlement
  const { gathered, planned } = await plannedOf(settlement)
  const rows = await recordPlan(dependencies, gathered.rows, planned, by)
  return { gathered: { ...gathered, rows }, planned }
}

/** What cannot be read is no reason to forget the payment, nor to come again at once and for ever. */
async function plannedOf(settlement: Settlement): Promise<Current> {
  const { dependencies, attempt, run } = settlement
  // Questions take their time, and no answer that has come is from the future.
  run.now = dependencies.now()
  try {
    const gathered = await gather(dependencies, attempt.payment_collection_id)
    return { gathered, planned: plan(gathered.money, run) }
  } catch (error) {
    if (isUnreadable(error)) await endUnreadable(settlement, error)
    throw error
  }
}

/** "Nothing more to do" is written last: a crash before leaves an attempt that is still due. */
async function finish(settlement: Settlement, { gathered, planned }: Current): Promise<void> {
  const { dependencies, by, begunAt } = settlement
  const orderId = gathered.money.order?.id ?? null
  await bringProblems(dependencies, { rows: gathered.rows, since: begunAt }, planned.problems, orderId, by)
  for (const row of gathered.rows) await scheduleNext(settlement, row, planned)
}

/** The attempt that was looked at has its time; another one of the same order only ever comes sooner than it would. */
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
