import type { Money } from "../../src/core"
import {
  plan,
  SETTLEMENT_PROBLEMS,
  stepKey,
  type Plan,
  type PlannedProblem,
  type Run,
  type Step,
} from "../../src/core/settlement/index"
import { gather } from "./facts"
import { checkCleared, checkPlaced } from "./invariants"
import { decide, observe } from "./look"
import { newId } from "./medusa/books"
import { completeCart, restoreSession } from "./medusa/complete-cart"
import { cancelOrder } from "./medusa/orders"
import { processPayment } from "./medusa/process-payment"
import { withCart } from "./medusa/workflow"
import { KILLED } from "./statements"
import { count, inLedger, inMedusa, type Attempt, type Problem, type World } from "./world"

/** More steps than one order's money can ever need. */
const MOST_STEPS = 12

/**
 * The road for money: observe → plan → step → plan again … → problems → next look last. Whatever starts it, it looks at
 * everything of the order.
 *
 * @throws GatewayUnavailable when the gateway did not answer, after all that does not need it
 */
export async function settle(world: World, attempt: Attempt, number: string | null = null): Promise<void> {
  const run = { now: world.now, since: world.now, failed: new Set<string>() }
  const seen = new Map(world.ledger.attempts.map(({ id, nextLook }) => [id, nextLook]))
  const observed = new Set([attempt.id])
  const error = await failureOf(() => observe(world, attempt, number))
  count(world, error ? "settled without an answer" : "settled")
  let planned = await look(world, run)
  for (let steps = 0; planned.step.kind !== "none"; steps++) {
    if (steps === MOST_STEPS) throw new Error(`no end of steps: ${stepKey(planned.step)}`)
    await take(world, planned.step, run, observed)
    planned = await look(world, run)
  }
  await bring(world, planned.problems)
  if (run.failed.size === 0) await settled(world)
  for (const one of world.ledger.attempts) {
    await schedule(world, one, planned, seen.get(one.id) ?? null, observed)
  }
  if (error) throw error
}

/** What went wrong; a process that was killed goes no further. */
async function failureOf(work: () => Promise<unknown>): Promise<Error | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error === KILLED) throw error
    return error as Error
  }
}

/** Plans, and writes down what changed. */
async function look(world: World, run: Run): Promise<Plan> {
  const planned = plan(gather(world), run)
  for (const attempt of world.ledger.attempts) await decide(world, attempt, planned)
  return planned
}

async function take(
  world: World,
  step: Step,
  run: { failed: Set<string> },
  observed: Set<string>,
): Promise<void> {
  count(world, `step: ${step.kind}`)
  const error = await failureOf(() => carryOut(world, step, observed))
  if (!error) return
  count(world, `step failed: ${step.kind}`)
  run.failed.add(stepKey(step))
}

async function carryOut(world: World, step: Step, observed: Set<string>): Promise<void> {
  const { medusa, ledger } = world
  switch (step.kind) {
    case "observe": {
      const attempt = ledger.attempts.find(({ id }) => id === step.attemptId)!
      await observe(world, attempt, null)
      observed.add(attempt.id)
      return
    }
    case "capture":
      return processPayment(world, step.sessionId)
    case "placeOrder": {
      const payment = medusa.payments.find(({ id }) => id === step.paymentId)!
      checkPlaced(world, payment)
      await restoreSession(world, payment)
      return completeCart(world)
    }
    case "cancelOrder":
      return cancelOrder(world, "plugin")
    case "repairAccount":
      return withCart(world, () => repair(world, step))
    case "none":
      return
  }
}

async function repair(world: World, step: Extract<Step, { kind: "repairAccount" }>): Promise<void> {
  const { medusa } = world
  const order = medusa.order!
  for (const { captureId, paymentId } of step.missing) {
    const { captures } = medusa.payments.find(({ id }) => id === paymentId)!
    const { amount } = captures.find(({ id }) => id === captureId)!
    const entry = { id: newId(medusa, "ordtrx"), kind: "capture" as const, of: captureId, amount }
    await inMedusa(world, () => order.entries.push(entry))
  }
  await inMedusa(world, () => (order.entries = order.entries.filter(({ id }) => !step.surplus.includes(id))))
}

/** Brings the problems to the planned set, in one transaction. */
async function bring(world: World, planned: readonly PlannedProblem[]): Promise<void> {
  const { problems } = world.ledger
  await inLedger(world, () => {
    for (const one of planned) plant(world, one)
    for (const problem of problems) {
      const isOurs = (SETTLEMENT_PROBLEMS as readonly string[]).includes(problem.kind)
      if (problem.state !== "open" || !isOurs || planned.some((one) => isSame(problem, one))) continue
      problem.state = "cleared"
      checkCleared(world, problem)
    }
  })
}

function plant(world: World, one: PlannedProblem): void {
  const { problems } = world.ledger
  const same = problems.filter((problem) => isSame(problem, one))
  const open = same.find(({ state }) => state === "open")
  if (open) {
    open.amount = one.amount
    open.asOf = world.news
  } else if (!same.some(({ state, amount }) => state === "resolved" && sameSum(amount, one.amount))) {
    problems.push({ ...one, state: "open", asOf: world.news })
    count(world, `problem: ${one.kind}`)
  }
}

const isSame = (problem: Problem, { kind, attemptId, refundId, gatewayId }: PlannedProblem) =>
  problem.kind === kind &&
  problem.attemptId === attemptId &&
  problem.refundId === refundId &&
  problem.gatewayId === gatewayId

const sameSum = (a: Money | null, b: Money | null) => (a && b ? a.equals(b) : a === b)

/** Everything was done that can be done. */
async function settled(world: World): Promise<void> {
  const open = world.ledger.attempts.filter(({ settledAt }) => settledAt === null)
  if (open.length === 0) return
  await inLedger(world, () => {
    for (const attempt of open) attempt.settledAt = world.now
  })
}

/**
 * When to look again, unless somebody has asked for a look meanwhile. One that was not asked about keeps its turn where
 * that is sooner.
 */
async function schedule(
  world: World,
  attempt: Attempt,
  planned: Plan,
  seen: number | null,
  observed: ReadonlySet<string>,
): Promise<void> {
  const at = planned.attempts.get(attempt.id)?.nextLook ?? null
  const keeps = !observed.has(attempt.id) && seen !== null && (at === null || seen < at)
  const next = keeps ? seen : at
  if (next === attempt.nextLook) return
  await inLedger(world, () => {
    if (attempt.nextLook === seen) attempt.nextLook = next
  })
}
