import { ERROR_CATALOGUE, keptMessage, Money, type ErrorCode } from "../core"
import { isRefundedAtGateway } from "../core/settlement"
import type { Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { move } from "./move"
import { lookAtRefunded } from "./problems"

/** Longer than Medusa needs to finish or take back a refund. */
const PATIENCE_MS = 60_000
const AGAIN_MS = 15_000

/**
 * Whether the refund that a payout belongs to is missing: Medusa takes a refund back that it cannot finish. Such a payout
 * waits, and is canceled when the refund does not appear.
 */
export async function lacksItsRefund(dependencies: PayoutDependencies, payout: Payout): Promise<boolean> {
  const { ledger, now } = dependencies
  const { id, refund_id, created_at } = payout
  if (!refund_id || (await dependencies.hasRefund(refund_id))) return false
  if (now() - created_at.getTime() < PATIENCE_MS) {
    await ledger.payouts.note(id, "approved", { next_check_at: new Date(now() + AGAIN_MS) })
  } else {
    const change = { error: "Medusa took the refund back.", next_check_at: null }
    await move(dependencies, id, { state: "canceled", change, from: ["approved"] })
  }
  return true
}

/**
 * Whether the payment of a refund's payout went back in the gateway's cabinet meanwhile: the payout is canceled, so that
 * the money is not sent twice.
 */
export async function wentBackMeanwhile(dependencies: PayoutDependencies, payout: Payout): Promise<boolean> {
  const { id, attempt_id, refund_id } = payout
  if (!attempt_id || !refund_id) return false
  const { observations, gateway_id, amount, currency_code } =
    await dependencies.ledger.attempts.get(attempt_id)
  const asked = { asked: Money.of(amount, currency_code), policy: null }
  if (!isRefundedAtGateway({ observations, gatewayId: gateway_id, ...asked })) return false
  const change = { error: "It went back in the gateway's cabinet.", next_check_at: null }
  await move(dependencies, id, { state: "canceled", change, from: ["approved"] })
  return true
}

/** Cancels a refund's payout that the merchant's rules forbid by now: nobody waits for it, so a person takes over. */
export async function giveUpPayout(
  dependencies: PayoutDependencies,
  payout: Payout,
  error: unknown,
): Promise<void> {
  const { code, message } = error as { code?: ErrorCode; message: string }
  const isRefused =
    code !== undefined && ERROR_CATALOGUE[code]?.kind === "payout_refused" && code !== "payout_state"
  if (payout.state !== "approved" || !isRefused) return
  const change = { error: keptMessage(message), next_check_at: null }
  const canceled = await move(dependencies, payout.id, { state: "canceled", change, from: ["approved"] })
  if (canceled) await lookAtRefunded(dependencies, canceled)
}
