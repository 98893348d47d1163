import type { Observation } from "../../src/core"
import type { PaymentAttempt, PaymentProblem, Payout, PersonsWord } from "../../src/modules/gateway-ledger"
import { changedColumns } from "../../src/modules/gateway-ledger/rules/attempt-changes"
import { problemChanges } from "../../src/modules/gateway-ledger/rules/problem-changes"
import type {
  NewProblem,
  NewRefundPayout,
  PlannedProblem,
  ProblemScope,
} from "../../src/modules/gateway-ledger/types"
import type { LedgerPort } from "../../src/settlement"
import { checkCleared, checkExpired, checkKept } from "./invariants"
import { count, inLedger, timeOf, type World } from "./world"

const NOT_FOUND = new Error("the ledger has no such attempt")

/** The plugin's ledger in memory: each call that writes is one durable statement, as in the database. */
export function ledgerPort(world: World): Omit<LedgerPort, "operations"> {
  const { ledger } = world
  return {
    attempts: {
      find: async (by) => ledger.attempts.find(({ reference }) => reference === by.reference),
      get: async (id) => rowOf(world, id),
      beginLook: async (id) => ({ attempt: rowOf(world, id), begunAt: tick(world) }),
      ofCollections: async (ids) =>
        ledger.attempts.filter(({ payment_collection_id }) => ids.includes(payment_collection_id)),
      record: async (id, change) =>
        inLedger(world, () => {
          const before = rowOf(world, id)
          if (change.answer) noteSeen(world, change.answer)
          const columns = changedColumns(before, change, new Date(world.now))
          checkKept(world, before, columns)
          const after = replace(world, id, columns)
          if (after.status === "expired" && before.status !== "expired") checkExpired(world, after)
          return { before, after }
        }),
      schedule: async (id, at, seen) => inLedger(world, () => put(world, id, seen, { next_check_at: at })),
      endLook: async (id, { at, isSettled, seen }) => {
        const settled_at = isSettled ? (rowOf(world, id).settled_at ?? new Date(world.now)) : null
        await inLedger(world, () => put(world, id, seen, { next_check_at: at, settled_at }))
      },
      wake: async (ids) => {
        await inLedger(world, () => ids.forEach((id) => wakeAt(world, id, world.now)))
      },
    },
    problems: { bring: async (scope, planned) => inLedger(world, () => bring(world, scope, planned)) },
    payouts: {
      ofAttempts: async (ids) =>
        ledger.payouts.filter(({ attempt_id }) => ids.includes(attempt_id as string)),
    },
    journal: { append: async () => inLedger(world, () => undefined) },
  }
}

/** The plugin knows by now what the gateway shows of a payment. */
function noteSeen({ gateway }: World, { gatewayId, reference, status }: Observation): void {
  for (const payment of gateway.payments) {
    const isIt = payment.number === gatewayId && payment.reference === reference
    if (isIt && (payment.view.status === status || status === "processing")) payment.isNews = false
  }
}

/** A payment that somebody has named is due; whether the gateway may be asked about it right now. */
export const wakeNamed = (
  world: World,
  named: { gateway: string; account: string; gateway_id: string | null },
  everyMs: number,
) =>
  inLedger(world, () => {
    const row = world.ledger.attempts.findLast(
      ({ gateway, account, gateway_id, status }) =>
        gateway === named.gateway &&
        account === named.account &&
        gateway_id === named.gateway_id &&
        status !== "refunded",
    )
    if (!row) return undefined
    const since = row.last_observed_at ? row.last_observed_at.getTime() + everyMs : 0
    const at = Math.min(timeOf(row.next_check_at) ?? Infinity, Math.max(world.now, since))
    const isDue = since <= world.now
    const seen = isDue ? { last_observed_at: new Date(world.now) } : {}
    return { ...replace(world, row.id, { next_check_at: new Date(at), ...seen }), isDue }
  })

/** The database's clock goes on within an event, too. */
const tick = (world: World): Date => new Date(++world.ticks)

export function rowOf({ ledger }: World, id: string): PaymentAttempt {
  const row = ledger.attempts.find((one) => one.id === id)
  if (!row) throw NOT_FOUND
  return row
}

export function replace({ ledger }: World, id: string, columns: Partial<PaymentAttempt>): PaymentAttempt {
  const at = ledger.attempts.findIndex((one) => one.id === id)
  const row = { ...(ledger.attempts[at] as PaymentAttempt) }
  return (ledger.attempts[at] = Object.assign(row, columns))
}

export const wakeAt = (world: World, id: string, at: number): void =>
  void replace(world, id, { next_check_at: new Date(at) })

/** Nothing is written when somebody has asked for a look since; `undefined`: whatever was. */
function put(
  world: World,
  id: string,
  seen: Date | null | undefined,
  columns: Partial<PaymentAttempt>,
): boolean {
  const isUnchanged = seen === undefined || timeOf(rowOf(world, id).next_check_at) === timeOf(seen)
  if (isUnchanged) replace(world, id, columns)
  return isUnchanged
}

function bring(world: World, scope: ProblemScope, planned: readonly PlannedProblem[]) {
  const { ledger } = world
  const subjects = new Set(planned.map(({ subject }) => subject))
  const known = ledger.problems.filter(
    ({ state, attempt_id, subject }) =>
      (state === "open" && scope.attempt_ids.includes(attempt_id as string)) || subjects.has(subject),
  )
  const changes = problemChanges(known, planned, scope)
  const opened = changes.open.map((one) => openProblem(world, one))
  for (const { problem, planned: one } of changes.change) {
    putProblem(world, { ...problem, amount: one.amount, order_id: one.order_id ?? problem.order_id })
  }
  for (const problem of changes.clear) {
    putProblem(world, { ...problem, state: "resolved" })
    checkCleared(world, problem, planned)
  }
  // What somebody else did in the middle of the run was not planned with.
  const asOf = world.statements.wasDisturbed ? -1 : world.news
  for (const { id, state } of ledger.problems) if (state === "open") world.asOf.set(id, asOf)
  world.trace?.push(
    `  problems: ${ledger.problems.filter(({ state }) => state === "open").map(({ kind, attempt_id, amount }) => `${kind} ${attempt_id} ${amount}`)}`,
  )
  return { opened, changed: [], cleared: changes.clear }
}

function openProblem(world: World, problem: NewProblem): PaymentProblem {
  const { problems } = world.ledger
  const row = {
    payout_id: null,
    resolved_by: null,
    ...problem,
    id: `payprob_${problems.length}`,
    state: "open",
    created_at: tick(world),
  } as unknown as PaymentProblem
  problems.push(row)
  count(world, `problem: ${row.kind}`)
  return row
}

/** What a refund needs of the ledger: a problem for a person, or a payout. */
export const refundLedger = (world: World) => ({
  attempts: world.ports.ledger.attempts,
  openProblem: async (problem: NewProblem) =>
    inLedger(world, () => {
      const known = world.ledger.problems.filter(({ subject }) => subject === problem.subject)
      const [opened] = problemChanges(known, [problem]).open.map((one) => openProblem(world, one))
      if (!opened) return undefined
      world.asOf.set(opened.id, -1)
      wakeAt(world, problem.attempt_id as string, world.now)
      return opened
    }),
  payouts: {
    hasReference: async () => false,
    openRefund: async (payout: NewRefundPayout) =>
      inLedger(world, () => {
        const row = { ...payout, id: `payout_${payout.refund_id}` } as Payout
        world.ledger.payouts.push(row)
        wakeAt(world, payout.attempt_id, world.now)
        return row
      }),
  },
})

function putProblem({ ledger }: World, problem: PaymentProblem): void {
  ledger.problems[ledger.problems.findIndex(({ id }) => id === problem.id)] = problem
}

/** A person closes a problem; what was said becomes a fact of the attempt, and the attempt is due, in one transaction. */
export async function closeProblem(
  world: World,
  problem: PaymentProblem,
  action: PersonsWord["action"],
  /** What is done with it, in the world. */
  done: () => void,
): Promise<void> {
  const { kind, subject, amount, refund_id, gateway_id } = problem
  const attemptId = problem.attempt_id as string
  await inLedger(world, () => {
    const { words } = rowOf(world, attemptId)
    // No two words are said in the same moment.
    const resolved_at = new Date(world.now + words.length)
    putProblem(world, { ...problem, state: "resolved", resolved_by: "user", resolved_at })
    const said = { action, kind, subject, amount, refund_id, gateway_id, actor_id: "user", note: "" }
    replace(world, attemptId, { words: [...words, { ...said, at: resolved_at.toISOString() }] })
    world.news++
    done()
  })
  await inLedger(world, () => wakeAt(world, attemptId, world.now))
}
