import { payoutPolicyOf, PayoutRefused, type EntryGateway, type PayoutPolicy, type Payouts } from "../core"
import type { Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"

/** What pays out for a provider. */
export interface PayingGateway {
  gateway: EntryGateway
  payouts: Payouts
  policy: PayoutPolicy
}

type Dependencies = Pick<PayoutDependencies, "gateway">

/** @throws PayoutRefused (payouts_off) */
export async function payingGateway(dependencies: Dependencies, providerId: string): Promise<PayingGateway> {
  const gateway = await dependencies.gateway(providerId)
  const policy = payoutPolicyOf(gateway)
  return { gateway: gateway as EntryGateway, payouts: (gateway as EntryGateway).payouts as Payouts, policy }
}

/**
 * What answers for a payout that was handed over: the account that it was handed to, by whichever entry has it now;
 * another account would not know it. The merchant's policy is not asked: such a payout is followed to its end even after
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
