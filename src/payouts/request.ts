import { hookPath, Money, type PayoutRequest } from "../core"
import type { Payout } from "../modules/gateway-ledger"

/** A payout as the gateway is asked about it. */
export function requestOf(payout: Payout): PayoutRequest {
  return {
    reference: payout.reference,
    amount: Money.of(payout.amount, payout.currency_code),
    account: payout.account,
    hookPath: hookPath(payout.provider_id),
    // The ledger, the admin API and merchants' workflows call it the payment system, as a number.
    ...(payout.payment_system !== null && { method: String(payout.payment_system) }),
  }
}
