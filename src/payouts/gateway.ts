import { payoutPolicyOf, PayoutRefused, type Gateway, type PayoutPolicy, type Payouts } from "../core"
import type { PayoutDependencies } from "./dependencies"

/** What pays out for a provider. */
export interface PayingGateway {
  gateway: Gateway
  payouts: Payouts
  policy: PayoutPolicy
}

type Dependencies = Pick<PayoutDependencies, "gateway">

/** @throws PayoutRefused (payouts_off) */
export async function payingGateway(dependencies: Dependencies, providerId: string): Promise<PayingGateway> {
  const gateway = await dependencies.gateway(providerId)
  const policy = payoutPolicyOf(gateway)
  return { gateway: gateway as Gateway, payouts: (gateway as Gateway).payouts as Payouts, policy }
}

/**
 * What answers for a payout that was handed over. The merchant's policy is not asked: such a payout is followed to its
 * end even after payouts were switched off.
 *
 * @throws PayoutRefused (payouts_off)
 */
export async function followingGateway(dependencies: Dependencies, providerId: string): Promise<Payouts> {
  const payouts = (await dependencies.gateway(providerId))?.payouts
  if (!payouts) {
    throw new PayoutRefused("payouts_off", `${providerId} is not configured, or cannot pay out`)
  }
  return payouts
}
