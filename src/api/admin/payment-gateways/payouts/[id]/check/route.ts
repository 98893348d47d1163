import { checkPayoutWorkflow } from "../../../../../../workflows"
import { runWithDeadline } from "../../../../../support/run-with-deadline"
import { dependenciesOf } from "../../../../../../composition"
import { recordPayoutAction } from "../../../../../../payouts"
import { jsonRoute } from "../../../support/json-route"
import { actorOf } from "../../../support/find"
import type { PayoutActionResponse } from "../../../types"
import { shownPayout } from "../../show"

/** Asks the gateway what became of a payout. It never sends anything. */
export const POST = jsonRoute<PayoutActionResponse>(async (req) => {
  const { id } = await shownPayout(req, req.params.id as string)
  await recordPayoutAction(dependenciesOf(req.scope), id, "check", actorOf(req))
  const { outcome, error } = await runWithDeadline(req.scope, `payout ${id}`, () =>
    checkPayoutWorkflow(req.scope).run({ input: { payout_id: id } }),
  )
  return { outcome, error, payout: await shownPayout(req, id) }
})
