import { InvalidNotification } from "../core"
import { backOff, MINUTE, SECOND } from "../core/pace"
import type { GatewayNotification } from "../modules/gateway-ledger"
import { checkPayout } from "../payouts"
import { gatewayOf, settle } from "../settlement"
import type { BackgroundDependencies } from "./dependencies"
import { errorText, isNoAnswer } from "./errors"
import { LEASE_MS } from "./lease"
import { consultStatement } from "./statement"

const MAX_TRIES = 20
/** 5 s, 10 s, 20 s, … at most half an hour. */
const RETRIES = { firstMs: 5 * SECOND, lastMs: 30 * MINUTE }

/** Settles a notification, unless it is settled, or another process works on it. */
export async function settleOne(dependencies: BackgroundDependencies, id: string): Promise<void> {
  const claimed = await dependencies.ledger.inbox.claim(id, LEASE_MS)
  if (claimed) await settleNotification(dependencies, claimed)
}

/** Settles a notification, settled before or not; false when another process works on it at this moment. */
export async function replayNotification(dependencies: BackgroundDependencies, id: string): Promise<boolean> {
  const claimed = await dependencies.ledger.inbox.reclaim(id, LEASE_MS)
  if (claimed) await settleNotification(dependencies, claimed)
  return claimed !== undefined
}

/**
 * Settles a leased notification and records the outcome. A notification that the gateway's answer contradicts is tried again,
 * as one that failed; in time settlement makes a problem of it.
 *
 * @returns false when the gateway gave no answer
 */
export async function settleNotification(
  dependencies: BackgroundDependencies,
  row: GatewayNotification,
): Promise<boolean> {
  const { ledger, log } = dependencies
  const { id, provider_id, reference, tries } = row
  try {
    const outcome =
      row.subject === "payout" ? await followPayout(dependencies, row) : await settleClaim(dependencies, row)
    await ledger.inbox.finish(id, outcome)
    return true
  } catch (error) {
    const reason = errorText(error)
    if (tries >= MAX_TRIES) await ledger.inbox.fail(id, reason)
    else await ledger.inbox.retryIn(id, reason, backOff(RETRIES, tries - 1))
    log.warn(
      `notification not settled yet: provider_id=${provider_id} reference=${reference} tries=${tries} error=${reason}`,
    )
    return !isNoAnswer(error)
  }
}

async function settleClaim(dependencies: BackgroundDependencies, row: GatewayNotification): Promise<string> {
  const { provider_id, reference, gateway_id, claim } = row
  const { decision, denied } = await settle(dependencies, {
    provider_id,
    reference,
    road: "notification",
    notification: { gatewayId: gateway_id, claim },
  })
  if (!denied || claim.status !== "paid") return decision
  if (await isInStatement(dependencies, row)) return "capture"
  throw new Error("claim_denied: the gateway's own answer does not show it as paid")
}

/** Whether the money is captured because the gateway's own list shows it, although the answer by reference does not. */
async function isInStatement(
  dependencies: BackgroundDependencies,
  { provider_id, reference }: GatewayNotification,
): Promise<boolean> {
  const by = { provider_id, reference }
  const attempt = await dependencies.ledger.attempts.find(by)
  const found = attempt && (await gatewayOf(dependencies, attempt))
  if (!found) return false
  await consultStatement(dependencies, found.gateway, attempt)
  return (await dependencies.ledger.attempts.find(by))?.cleared_at != null
}

async function followPayout(
  dependencies: BackgroundDependencies,
  { provider_id, reference }: GatewayNotification,
): Promise<string> {
  const payout = await dependencies.ledger.payouts.find({ provider_id, reference })
  if (!payout) {
    throw new InvalidNotification("unknown_reference", `${provider_id} has no payout ${reference}`)
  }
  return (await checkPayout(dependencies, { payout_id: payout.id })).state
}
