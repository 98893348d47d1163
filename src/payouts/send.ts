import {
  allowedPayoutAmount,
  assertLive,
  assertMayPayOut,
  GatewayError,
  keptMessage,
  nextPayoutCheckIn,
  OBSERVED_STATE,
  PayoutRefused,
  resendRefundIn,
  type Actor,
  type AskedBy,
  type PayoutPolicy,
} from "../core"
import type { Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { payingGateway, requestOf, type PayingGateway } from "./gateway"
import { assertMoved, move } from "./move"
import { askedBy, authorOf, recordPayoutAction } from "./persons"
import { clearWaiting, lookAtRefunded } from "./problems"
import { lacksItsRefund, wentBackMeanwhile } from "./refund"

export interface SendPayoutInput {
  payout_id: string
  /** Null for the sweep, which sends the payouts of refunds. */
  actor: Actor | null
}

/** When a payout that was just handed over is asked about first. */
const firstLook = (now: number) => new Date(now + (nextPayoutCheckIn(0) ?? 0))

/**
 * Hands an approved payout to the gateway, once. The state `sending` is written down first, by a statement that only one
 * process wins; from then on the payout is asked about by its reference and never sent again.
 *
 * @throws PayoutRefused
 * @throws Conflict (store_not_confirmed)
 */
export async function sendPayout(
  dependencies: PayoutDependencies,
  { payout_id, actor }: SendPayoutInput,
): Promise<Payout> {
  const { ledger } = dependencies
  const payout = await ledger.payouts.get(payout_id)
  const paying = await payingGateway(dependencies, payout.provider_id)
  assertMaySend(paying.policy, payout, await askedBy(dependencies.persons, payout), actor)
  await assertLive(dependencies)
  if (await lacksItsRefund(dependencies, payout)) return payout
  if (await wentBackMeanwhile(dependencies, payout)) return ledger.payouts.get(payout_id)
  const sending = await markSending(dependencies, payout_id, paying.gateway.account, actor)
  if (actor) await recordPayoutAction(dependencies, payout_id, "send", actor)
  await handOver(dependencies, paying, sending)
  return ledger.payouts.get(payout_id)
}

function assertMaySend(policy: PayoutPolicy, payout: Payout, asked: AskedBy, actor: Actor | null): void {
  if (actor) assertMayPayOut(policy, actor)
  const isApprovedByAnother = payout.approved_by !== null && !asked.includes(payout.approved_by)
  if (policy.twoPersonPayouts && !isApprovedByAnother) {
    throw new PayoutRefused("payout_needs_another_person", "This payout lacks another admin's approval.")
  }
  allowedPayoutAmount(policy, payout.amount, payout.currency_code)
}

/** From here on the payout counts as sent, even if this process dies. */
async function markSending(
  dependencies: PayoutDependencies,
  id: string,
  gateway_account: string,
  actor: Actor | null,
): Promise<Payout> {
  const now = dependencies.now()
  const change = { gateway_account, sent_at: new Date(now), error: null, next_check_at: firstLook(now) }
  const by = actor ? authorOf(actor) : undefined
  return assertMoved(await move(dependencies, id, { state: "sending", change, by }), "sent")
}

async function handOver(
  dependencies: PayoutDependencies,
  { payouts }: PayingGateway,
  sending: Payout,
): Promise<void> {
  try {
    const { status, gatewayId } = await payouts.create(requestOf(sending))
    const state = OBSERVED_STATE[status]
    const next_check_at = state === "sent" ? firstLook(dependencies.now()) : null
    const change = { gateway_id: gatewayId, next_check_at }
    await move(dependencies, sending.id, { state, change, from: ["sending"] })
  } catch (error) {
    await recordFailure(dependencies, sending, error)
  }
}

/** Declined payouts and those that reached nobody did not leave; whether any other has left is unknown. */
async function recordFailure(
  dependencies: PayoutDependencies,
  payout: Payout,
  error: unknown,
): Promise<void> {
  const { ledger, log, now } = dependencies
  const { id, provider_id, reference, refund_id, created_at } = payout
  const { kind, code } = error instanceof GatewayError ? error : { kind: undefined, code: "unexpected" }
  const message = keptMessage((error as Error).message)
  log.warn(
    `payout not taken: provider_id=${provider_id} payout_id=${id} reference=${reference} code=${code}: ${message}`,
  )
  if (kind === "declined") {
    const change = { error: message, next_check_at: null }
    const declined = await move(dependencies, id, { state: "declined", change })
    if (declined) await lookAtRefunded(dependencies, declined)
  } else if (kind === "unavailable") {
    const againIn = resendRefundIn(now() - created_at.getTime())
    const next_check_at = refund_id ? new Date(now() + againIn) : null
    const change = { error: message, sent_at: null, next_check_at }
    await move(dependencies, id, { state: "approved", change, from: ["sending"] })
  } else {
    await clearWaiting(dependencies, id, "sending")
    await ledger.payouts.note(id, "sending", { error: message, next_check_at: firstLook(now()) })
  }
}
