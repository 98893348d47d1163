import type { MedusaContainer } from "@medusajs/framework/types"
import {
  assertMayApprove,
  assertMayCancelPayout,
  assertMayPayOut,
  type Actor,
  type Approver,
  type AskedBy,
  type PayoutPolicy,
} from "../../../../core"
import type { Payout } from "../../../../modules/gateway-ledger"
import { configuredGateways } from "../../../../medusa/configured-gateways"
import { dependenciesOf, ledgerOf } from "../../../../composition"
import { approverOf, askedBy } from "../../../../payouts"
import type { ActorInfo, PayoutRow } from "../types"
import { actors, historyOf } from "./actors"
import { decimal, iso } from "./values"

/** Payouts with what this actor may do with them. */
export async function payoutRows(
  container: MedusaContainer,
  payouts: readonly Payout[],
  actor: Actor,
): Promise<PayoutRow[]> {
  if (payouts.length === 0) return []
  const history = await ledgerOf(container).journal.saidOf(payouts.map(({ id }) => id))
  const find = await actors(container, [
    ...payouts.flatMap(({ requested_by, requested_person, approved_by }) => [
      requested_by,
      requested_person,
      approved_by,
    ]),
    ...history.map(({ actor_id }) => actor_id),
  ])
  const doneAbout = historyOf(history, find)
  const policies = new Map(
    (await configuredGateways(container)).map(({ providerId, gateway }) => [
      providerId,
      gateway.payouts && gateway.payoutPolicy,
    ]),
  )
  const { persons } = dependenciesOf(container)
  const approver = await approverOf(persons, actor)
  const asked = await Promise.all(
    payouts.map((payout) => (payout.state === "draft" ? askedBy(persons, payout) : [])),
  )
  return payouts.map((payout, at) => ({
    id: payout.id,
    provider_id: payout.provider_id,
    reference: payout.reference,
    gateway_id: payout.gateway_id,
    account: payout.account,
    payment_system: payout.payment_system,
    amount: decimal(payout.amount, payout.currency_code),
    currency_code: payout.currency_code.toLowerCase(),
    state: payout.state,
    requested_by: find(payout.requested_by) as ActorInfo,
    requested_person: payout.requested_person === payout.requested_by ? null : find(payout.requested_person),
    approved_by: find(payout.approved_by),
    ...permissions(payout.state, policies.get(payout.provider_id), approver, asked[at] as AskedBy),
    note: payout.note,
    error: payout.error,
    sent_at: iso(payout.sent_at),
    created_at: iso(payout.created_at),
    history: doneAbout(payout.id),
  }))
}

/** What the merchant's rules let an actor do with a payout. */
export function permissions(
  state: Payout["state"],
  policy: PayoutPolicy | undefined,
  approver: Approver,
  asked: AskedBy,
  now = Date.now(),
): Pick<PayoutRow, "may_approve" | "may_cancel"> {
  const isWaiting = state === "draft" || state === "approved"
  const may_cancel = isWaiting && isAllowed(() => assertMayCancelPayout(policy, approver))
  if (!policy) return { may_approve: false, may_cancel }
  const mayPayOut = isAllowed(() => assertMayPayOut(policy, approver))
  const mayApprove = isAllowed(() => assertMayApprove(policy, approver, asked, now))
  return {
    // A payout that reached nobody is approved already, and is only sent again.
    may_approve: (state === "draft" && mayApprove) || (state === "approved" && mayPayOut),
    may_cancel,
  }
}

function isAllowed(assertion: () => void): boolean {
  try {
    assertion()
    return true
  } catch {
    return false
  }
}
