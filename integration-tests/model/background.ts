import { mergeClaim } from "../../src/core"
import { KILLED } from "./statements"
import { settle } from "./road"
import { count, inLedger, type Attempt, type InboxRow, type Notice, type World } from "./world"

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
  const attempt = world.ledger.attempts.find(({ reference }) => reference === row.reference)
  if (!attempt) return
  await inLedger(world, () => {
    row.tries++
    row.dueAt = world.now + LEASE_MS
  })
  await inLedger(world, () => claim(world, attempt, row))
  const isDone = await goesWell(() => settle(world, attempt, row.gatewayId))
  const isBelieved = row.claim.status !== "paid" || !isDenied(attempt)
  await inLedger(world, () => {
    if (isDone && isBelieved) row.state = "done"
    else if (row.tries >= MAX_TRIES) row.state = "failed"
    else row.dueAt = world.now + retryIn(row.tries)
  })
}

function claim(world: World, attempt: Attempt, { claim: said }: InboxRow): void {
  world.news++
  attempt.claims = mergeClaim(attempt.claims, said, attempt.asked.currency)
  if (said.status === "paid") attempt.claimedAt ??= world.now
}

const isDenied = ({ observations }: Attempt) =>
  !Object.values(observations).some(({ status }) => status === "paid" || status === "refunded")

/** Whether it ended well; errors are for a later try. */
export async function goesWell(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run()
    return true
  } catch (error) {
    if (error === KILLED) throw error
    return false
  }
}

/** Everything that is due: notifications first, then payments. */
export async function sweep(world: World): Promise<void> {
  const { ledger, now } = world
  for (const row of ledger.inbox.filter(({ state, dueAt }) => state === "received" && dueAt <= now)) {
    await work(world, row)
  }
  const due = ledger.attempts.filter(({ nextLook }) => nextLook !== null && nextLook <= now)
  if (due.length === 0) return
  if (world.order === "reversed") due.reverse()
  await inLedger(world, () => due.forEach((attempt) => (attempt.nextLook = now + LEASE_MS)))
  for (const attempt of due) await goesWell(() => settle(world, attempt))
  count(world, "sweep")
}

/** The events of Medusa's bus that were not lost. */
export async function hear(world: World): Promise<void> {
  const { medusa, ledger } = world
  const events = medusa.events.splice(0)
  const [attempt] = ledger.attempts
  if (events.length > 0 && attempt) await goesWell(() => settle(world, attempt))
}
