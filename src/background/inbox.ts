import { InvalidNotification } from "../core"
import { backOff, MINUTE, SECOND } from "../core/pace"
import type { GatewayNotification } from "../modules/gateway-ledger"
import { checkPayout } from "../payouts"
import { gatewayOf, settle } from "../settlement"
import type { BackgroundDependencies } from "./dependencies"
import { errorText } from "./error-text"
import { LEASE_MS } from "./lease"
import { isSilence } from "./silence"
import { consultStatement } from "./statement"

const MAX_TRIES = 20
/** 5 s, 10 s, 20 s, … at most half an hour. */
const RETRIES = { firstMs: 5 * SECOND, lastMs: 30 * MINUTE }

/** Settles one notification, unless somebody is at work on it or it is settled. */
export async function settleOne(dependencies: BackgroundDependencies, id: string): Promise<void> {
  const claimed = await dependencies.ledger.inbox.claim(id, LEASE_MS)
  if (claimed) await settleNotification(dependencies, claimed)
}

/** Settles a notification once more, settled or not; false when somebody is at work on it right now. */
export async function replayNotification(dependencies: BackgroundDependencies, id: string): Promise<boolean> {
  const claimed = await dependencies.ledger.inbox.reclaim(id, LEASE_MS)
  if (claimed) await settleNotification(dependencies, claimed)
  return claimed !== undefined
}

/**
 * Settles a claimed notification and writes down what came of it. One that the gateway's own answer contradicts is no
 * more done than one that failed: it comes again, and settlement makes a problem of it in time. False when the gateway
 * gave no answer.
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
    return !isSilence(error)
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

/** Whether the gateway's own list shows the money that a look by reference does not; it is captured then. */
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
