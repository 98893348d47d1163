import type { PaymentAttempt } from "../../src/modules/gateway-ledger"
import { replace } from "./ledger"
import { settlePayment } from "./road"
import { KILLED } from "./statements"
import { inLedger, timeOf, type InboxRow, type Notice, type World } from "./world"

/** What works through the inbox and the payments that are due, as `src/workflows` does. */

const LEASE_MS = 150_000
const MAX_TRIES = 20
const retryIn = (tries: number) => Math.min(30 * 60_000, 5_000 * 2 ** (tries - 1))

/** The hook writes a notification down and answers; then it is worked on. */
export async function receive(world: World, notice: Notice): Promise<void> {
  const row: InboxRow = { ...notice, state: "received", tries: 0, dueAt: world.now }
  await inLedger(world, () => world.ledger.inbox.push(row))
  await work(world, row)
}

/** It is done when it is settled and nothing contradicts it any more. */
async function work(world: World, row: InboxRow): Promise<void> {
  await inLedger(world, () => {
    row.tries++
    row.dueAt = world.now + LEASE_MS
  })
  const isDone = await goesWell(async () => {
    const attempt = { provider_id: row.providerId, reference: row.reference }
    world.news++
    const { denied } = await settlePayment(world, attempt, "notification", { notification: row })
    if (denied && row.claim.status === "paid") throw new Error("claim_denied")
  })
  await inLedger(world, () => {
    if (isDone) row.state = "done"
    else if (row.tries >= MAX_TRIES) row.state = "failed"
    else row.dueAt = world.now + retryIn(row.tries)
  })
}

/** Whether it ended well; errors are for a later try. */
export async function goesWell(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run()
    return true
  } catch (error) {
    if (error === KILLED || error instanceof RangeError || error instanceof TypeError) throw error
    return false
  }
}

/** Everything that is due: notifications first, then payments. */
export async function sweep(world: World): Promise<void> {
  const { ledger, now } = world
  for (const row of ledger.inbox) {
    if (row.state === "received" && row.dueAt <= now) await work(world, row)
  }
  const due = ledger.attempts.filter(isDue(now))
  if (due.length === 0) return
  const until = new Date(now + LEASE_MS)
  await inLedger(world, () => due.forEach(({ id }) => replace(world, id, { next_check_at: until })))
  if (world.order === "reversed") due.reverse()
  for (const attempt of due) await lookAfter(world, attempt)
}

const isDue =
  (now: number) =>
  ({ next_check_at }: PaymentAttempt) =>
    (timeOf(next_check_at) ?? Infinity) <= now

const lookAfter = (world: World, attempt: PaymentAttempt): Promise<boolean> =>
  goesWell(() => settlePayment(world, attempt, "sweep"))

/** The events of Medusa's bus that were not lost. */
export async function hear(world: World): Promise<void> {
  const { medusa, ledger } = world
  if (medusa.events.splice(0).length === 0) return
  const ids = ledger.attempts.map(({ id }) => id)
  await world.ports.ledger.attempts.wake(ids)
  for (const attempt of [...ledger.attempts]) await lookAfter(world, attempt)
}
