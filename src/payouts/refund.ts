import { Money } from "../core"
import { isRefundedAtGateway } from "../core/settlement"
import type { Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { move } from "./move"

/** Longer than Medusa needs to finish or take back a refund. */
const PATIENCE_MS = 60_000
const AGAIN_MS = 15_000

/**
 * Whether the refund that a payout belongs to is missing: Medusa takes a refund back when it cannot finish it. Such a
 * payout is put off, and canceled when the refund does not appear.
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
 * Whether the payment of a refund's payout went back in the gateway's cabinet meanwhile: the same money is not sent once
 * more, and the payout is canceled.
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
