import { approvePayoutWorkflow, sendPayoutWorkflow } from "../../../../../../workflows"
import { runWithDeadline } from "../../../../../support/run-with-deadline"
import { jsonRoute } from "../../../support/json-route"
import { actorOf } from "../../../support/find"
import type { PayoutActionResponse } from "../../../types"
import { sendOutcome, shownPayout } from "../../show"

/** Approves a draft and sends it once, whatever happens. A payout that reached nobody is sent again. */
export const POST = jsonRoute<PayoutActionResponse>(async (req) => {
  const { id, state } = await shownPayout(req, req.params.id as string)
  const input = { payout_id: id, actor: actorOf(req) }
  if (state !== "approved") await approvePayoutWorkflow(req.scope).run({ input })
  const { outcome, error } = await runWithDeadline(req.scope, `send payout ${id}`, () =>
    sendPayoutWorkflow(req.scope).run({ input }),
  )
  const payout = await shownPayout(req, id)
  // Once the call is over, the payout's state says more than the call's outcome.
  return outcome === "done" ? { ...sendOutcome(payout), payout } : { outcome, error, payout }
})
