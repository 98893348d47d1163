import type { MedusaContainer } from "@medusajs/framework/types"
import { InvalidNotification } from "../core"
import type { GatewayNotification } from "../modules/gateway-ledger"
import { checkPayoutWorkflow } from "./payouts"
import { ledgerOf, logOf } from "./services"
import { settlePayment } from "./settlement"

/** Longer than a settlement may take; a process that died gives its notification back after it. */
export const LEASE_MS = 150_000

const MAX_TRIES = 20
const FIRST_RETRY_MS = 5_000
const LAST_RETRY_MS = 30 * 60_000

/** 5 s, 10 s, 20 s, … at most half an hour. */
const retryIn = (tries: number) => Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (tries - 1))

/** Settles a notification once more, settled or not; false when somebody is at work on it right now. */
export async function replayNotification(container: MedusaContainer, id: string): Promise<boolean> {
  const claimed = await ledgerOf(container).inbox.reclaim(id, LEASE_MS)
  if (claimed) await settleNotification(container, claimed)
  return claimed !== undefined
}

/**
 * Settles a claimed notification and writes down what came of it. One that the gateway's own answer contradicts is no
 * more done than one that failed: it comes again, and settlement makes a problem of it in time.
 */
export async function settleNotification(
  container: MedusaContainer,
  row: GatewayNotification,
): Promise<void> {
  const { inbox } = ledgerOf(container)
  try {
    const outcome =
      row.subject === "payout" ? await followPayout(container, row) : await settleClaim(container, row)
    await inbox.finish(row.id, outcome)
  } catch (error) {
    const reason = describe(error)
    if (row.tries >= MAX_TRIES) await inbox.fail(row.id, reason)
    else await inbox.retryAt(row.id, reason, new Date(Date.now() + retryIn(row.tries)))
    const { provider_id, reference, tries } = row
    logOf(container).warn(
      `notification not settled yet: provider_id=${provider_id} reference=${reference} tries=${tries}: ${reason}`,
    )
  }
}

async function settleClaim(container: MedusaContainer, row: GatewayNotification): Promise<string> {
  const { provider_id, reference, gateway_id, claim } = row
  const notification = { gatewayId: gateway_id, claim }
  const { decision, denied } = await settlePayment(container, {
    provider_id,
    reference,
    road: "notification",
    notification,
  })
  if (denied && claim.status === "paid")
    throw new Error("claim_denied: the gateway's own answer does not show it as paid")
  return decision
}

async function followPayout(
  container: MedusaContainer,
  { provider_id, reference }: GatewayNotification,
): Promise<string> {
  const payout = await ledgerOf(container).payouts.find({ provider_id, reference })
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
