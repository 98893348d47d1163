import type { BackgroundDependencies } from "../../src/background"
import { settleNotification } from "../../src/background/inbox"
import { lookAtNamed } from "../../src/background/look"
import { settleAttempt } from "../../src/background/sweep/settle-attempt"
import type { GatewayNotification, Ledger, PaymentAttempt } from "../../src/modules/gateway-ledger"
import type { SettlementDependencies } from "../../src/settlement"
import { checkDone } from "./invariants"
import { replace, wakeNamed } from "./ledger"
import { roadOf, settlePayment } from "./road"
import { KILLED } from "./statements"
import { count, inLedger, timeOf, type InboxRow, type Notice, type World } from "./world"

/** What works through the inbox and the payments that are due, by the plugin's own use-cases. */

const LEASE_MS = 150_000
/** The hook writes a notification down and answers; then it is worked on. */
export async function receive(world: World, notice: Notice): Promise<void> {
  const { ledger, now } = world
  if (notice.isUnsigned) return receiveUnsigned(world, notice)
  const id = `paynot_${ledger.inbox.length}`
  await inLedger(world, () => ledger.inbox.push({ id, ...notice, state: "received", tries: 0, dueAt: now }))
  await work(world, id)
}

/** One that nobody has signed is no more than a number to ask about. */
export async function receiveUnsigned(
  world: World,
  { providerId, gatewayId }: Pick<Notice, "providerId" | "gatewayId">,
): Promise<void> {
  const gateway = world.gateways.get(providerId)
  if (!gateway || gatewayId === null) return
  const { name, account } = gateway
  await goesWell(() => lookAtNamed(backgroundOf(world), { name, account, gatewayId }))
}

/** A worker claims a notification, and settles it as the plugin does. */
async function work(world: World, id: string): Promise<void> {
  const row = ledgerRow(world, id)
  await inLedger(world, () => {
    row.tries++
    row.dueAt = world.now + LEASE_MS
    world.news++
  })
  const { providerId: provider_id, reference, gatewayId: gateway_id, claim, tries } = row
  const claimed = { id, subject: "payment", provider_id, reference, gateway_id, claim, tries }
  await settleNotification(backgroundOf(world), claimed as GatewayNotification)
  world.statements.assertAlive()
}

const ledgerRow = ({ ledger }: World, id: string) => ledger.inbox.find((row) => row.id === id) as InboxRow

/** What the plugin's background stands on; of its ledger only what the inbox and settlement need. */
function backgroundOf(world: World) {
  const settlement = (world.road ??= roadOf(world))
  const put = (id: string, columns: Partial<InboxRow>) =>
    inLedger(world, () => void Object.assign(ledgerRow(world, id), columns))
  const inbox = {
    finish: async (id: string, decision: string) => {
      count(world, `settled: ${decision}`)
      checkDone(world, ledgerRow(world, id))
      return put(id, { state: "done" })
    },
    fail: async (id: string) => put(id, { state: "failed" }),
    retryIn: async (id: string, _: string, ms: number) => put(id, { dueAt: world.now + ms }),
  }
  const attempts = {
    ...settlement.ledger.attempts,
    wakeNamed: async (...named: [Parameters<typeof wakeNamed>[1], number]) => wakeNamed(world, ...named),
  }
  return {
    ...settlement,
    ledger: { ...settlement.ledger, attempts, inbox },
  } as unknown as BackgroundDependencies & SettlementDependencies & { ledger: Pick<Ledger, "attempts"> }
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
    if (row.state === "received" && row.dueAt <= now) await work(world, row.id)
  }
  const due = ledger.attempts.filter(isDue(now))
  if (due.length === 0) return
  const until = new Date(now + LEASE_MS)
  await inLedger(world, () => due.forEach(({ id }) => replace(world, id, { next_check_at: until })))
  if (world.order === "reversed") due.reverse()
  const road = (world.road ??= roadOf(world))
  for (const attempt of due) {
    await settleAttempt(road, attempt)
    world.statements.assertAlive()
  }
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
