import { hookPath, Money, type PayoutRequest } from "../core"
import type { Payout } from "../modules/gateway-ledger"

/** A payout as the gateway is asked about it. */
export function requestOf(payout: Payout): PayoutRequest {
  return {
    reference: payout.reference,
    amount: Money.of(payout.amount, payout.currency_code),
    account: payout.account,
    hookPath: hookPath(payout.provider_id),
    ...(payout.payment_system !== null && { paymentSystem: payout.payment_system }),
  }
}
