import {
  hookPath,
  Money,
  payoutPolicyOf,
  PayoutRefused,
  type EntryGateway,
  type PayoutPolicy,
  type PayoutRequest,
  type Payouts,
} from "../core"
import type { Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"

/** A gateway that pays out, with the merchant's policy. */
export interface PayingGateway {
  gateway: EntryGateway
  payouts: Payouts
  policy: PayoutPolicy
}

/** @throws PayoutRefused (payouts_off) */
export async function payingGateway(
  dependencies: Pick<PayoutDependencies, "gateway">,
  providerId: string,
): Promise<PayingGateway> {
  const gateway = await dependencies.gateway(providerId)
  const policy = payoutPolicyOf(gateway)
  return { gateway: gateway as EntryGateway, payouts: (gateway as EntryGateway).payouts as Payouts, policy }
}

/**
 * The gateway that can be asked about a payout that was handed over: any entry of the account that has it, since another
 * account would not know it. The merchant's policy does not matter: such a payout is asked about to its end even after
 * payouts were switched off.
 *
 * @throws PayoutRefused (payouts_off)
 */
export async function followingGateway(
  dependencies: Pick<PayoutDependencies, "gateway" | "gatewayOfAccount">,
  { provider_id, gateway_account }: Pick<Payout, "provider_id" | "gateway_account">,
): Promise<Payouts> {
  const own = await dependencies.gateway(provider_id)
  const isOwn = gateway_account === null || own?.account === gateway_account
  const gateway = isOwn
    ? own
    : await dependencies.gatewayOfAccount(gatewayNameOf(provider_id), gateway_account)
  if (!gateway?.payouts) {
    throw new PayoutRefused(
      "payouts_off",
      `${provider_id} is not configured with the account ${gateway_account ?? ""}, or cannot pay out`,
    )
  }
  return gateway.payouts
}

/** "bank" of "pp_bank_main". */
const gatewayNameOf = (providerId: string) => providerId.split("_")[1] ?? ""

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
