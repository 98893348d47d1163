import type { MedusaContainer } from "@medusajs/framework/types"
import { InvalidNotification } from "../core"
import type { GatewayNotification } from "../modules/gateway-ledger"
import { checkPayoutWorkflow } from "./payouts"
import { ledgerOf, logOf } from "./services"
import { settlePaymentWorkflow } from "./settle-payment"

/** Longer than a settlement may take; a process that died gives its notification back after it. */
export const LEASE_MS = 150_000

const MAX_TRIES = 20
const FIRST_RETRY_MS = 5_000
const LAST_RETRY_MS = 30 * 60_000

/** 5 s, 10 s, 20 s, … at most half an hour. */
const retryIn = (tries: number) => Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (tries - 1))

/** Settles a notification once more, settled or not; false when somebody is at work on it right now. */
export async function replayNotification(container: MedusaContainer, id: string): Promise<boolean> {
  const claimed = await ledgerOf(container).reclaimNotification(id, LEASE_MS)
  if (claimed) await settleNotification(container, claimed)
  return claimed !== undefined
}

/** Settles a claimed notification and writes down what came of it. */
export async function settleNotification(
  container: MedusaContainer,
  row: GatewayNotification,
): Promise<void> {
  const ledger = ledgerOf(container)
  const { provider_id, reference } = row
  try {
    const outcome =
      row.subject === "payout" ? await followPayout(container, row) : await settlePayment(container, row)
    await ledger.inbox.finish(row.id, outcome)
  } catch (error) {
    await (row.tries >= MAX_TRIES
      ? ledger.inbox.fail(row.id, describe(error))
      : ledger.inbox.retryAt(row.id, describe(error), new Date(Date.now() + retryIn(row.tries))))
    logOf(container).warn(`${provider_id} ${reference}: not settled yet (${describe(error)})`)
  }
}

async function settlePayment(container: MedusaContainer, row: GatewayNotification): Promise<string> {
  const { provider_id, reference, gateway_id, claim } = row
  const { result } = await settlePaymentWorkflow(container).run({
    input: { provider_id, reference, notification: { gatewayId: gateway_id, claim } },
  })
  return result.decision
}

async function followPayout(
  container: MedusaContainer,
  { provider_id, reference }: GatewayNotification,
): Promise<string> {
  const payout = await ledgerOf(container).findPayout({ provider_id, reference })
  if (!payout) {
    throw new InvalidNotification("unknown_reference", `${provider_id} has no payout ${reference}`)
  }
  const { result } = await checkPayoutWorkflow(container).run({ input: { payout_id: payout.id } })
  return result.state
}

/** Errors that came through a workflow have lost their class, and kept their code. */
function describe(error: unknown): string {
  const { code, message } = error as { code?: unknown; message: string }
  return (typeof code === "string" ? `${code}: ${message}` : message).slice(0, 500)
}
