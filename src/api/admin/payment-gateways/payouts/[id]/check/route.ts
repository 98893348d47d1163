import { checkPayoutWorkflow } from "../../../../../../workflows"
import { withinTime } from "../../../../../../workflows/check-payment"
import { ledgerOf } from "../../../../../../workflows/services"
import { answering } from "../../../support/answering"
import { actorOf } from "../../../support/find"
import type { PayoutActionResponse } from "../../../types"
import { shownPayout } from "../../show"

/** Asks the gateway what became of a payout. It never sends anything. */
export const POST = answering<PayoutActionResponse>(async (req) => {
  const { id } = await shownPayout(req, req.params.id as string)
  const { actor_id } = actorOf(req)
  const entry = { kind: "said", road: "admin", action: "check", actor_id, payout_id: id } as const
  await ledgerOf(req.scope).journal.append(entry)
  const { outcome, error } = await withinTime(req.scope, `payout ${id}`, () =>
    checkPayoutWorkflow(req.scope).run({ input: { payout_id: id } }),
  )
  return { outcome, error, payout: await shownPayout(req, id) }
})
