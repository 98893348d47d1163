import type { MedusaContainer } from "@medusajs/framework/types"
import { payoutPolicyOf, PayoutRefused, type Gateway, type PayoutPolicy, type Payouts } from "../../core"
import { configuredGateway } from "../configured-gateways"

/** What pays out for a provider. */
export interface PayingGateway {
  gateway: Gateway
  payouts: Payouts
  policy: PayoutPolicy
}

/** @throws PayoutRefused (payouts_off) */
export async function payingGateway(container: MedusaContainer, providerId: string): Promise<PayingGateway> {
  const gateway = await configuredGateway(container, providerId)
  const policy = payoutPolicyOf(gateway)
  return { gateway: gateway as Gateway, payouts: (gateway as Gateway).payouts as Payouts, policy }
}

/** What is under way is followed to its end even after payouts were switched off. */
export async function followingGateway(container: MedusaContainer, providerId: string): Promise<Payouts> {
  const payouts = (await configuredGateway(container, providerId))?.payouts
  if (!payouts) {
    throw new PayoutRefused("payouts_off", `${providerId} is not configured, or cannot pay out`)
  }
  return payouts
}
