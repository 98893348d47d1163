import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { Money, PayoutRefused, type Actor, type PayoutRequest, type PayoutState } from "../../core"
import type { Payout, PayoutChange } from "../../modules/gateway-ledger"
import { hookPath } from "../hook-path"
import { ledgerOf } from "../services"

/** For merchants' own subscribers; the data is `{ id, state, provider_id }`. */
export const PAYOUT_UPDATED = "payment_gateway.payout_updated"

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

/** Moves a payout and tells about it; undefined when somebody else was faster or it cannot go there. */
export async function move(
  container: MedusaContainer,
  id: string,
  state: PayoutState,
  change: PayoutChange,
  from?: readonly PayoutState[],
): Promise<Payout | undefined> {
  const moved = await ledgerOf(container).payouts.move(id, state, change, from)
  if (moved) await emitPayoutUpdated(container, moved)
  return moved
}

export async function emitPayoutUpdated(
  container: MedusaContainer,
  { id, state, provider_id }: Payout,
): Promise<void> {
  await container.resolve(Modules.EVENT_BUS).emit({ name: PAYOUT_UPDATED, data: { id, state, provider_id } })
}

/** Writes down what a person did about a payout. */
export async function said(
  container: MedusaContainer,
  payoutId: string,
  action: string,
  { actor_id }: Actor,
): Promise<void> {
  await ledgerOf(container).journal.append({
    payout_id: payoutId,
    kind: "said",
    road: "admin",
    action,
    actor_id,
  })
}

/** @throws PayoutRefused (payout_state) unless it is a payout */
export function assertMoved(payout: Payout | undefined, wanted: string): Payout {
  if (!payout) {
    throw new PayoutRefused("payout_state", `This payout cannot be ${wanted}: it is in another state.`)
  }
  return payout
}
