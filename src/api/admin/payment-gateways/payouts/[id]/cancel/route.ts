import { cancelPayoutWorkflow } from "../../../../../../workflows"
import { jsonRoute } from "../../../support/json-route"
import { actorOf } from "../../../support/find"
import type { PayoutResponse } from "../../../types"
import { shownPayout } from "../../show"

/** Cancels a payout that was not handed to the gateway yet. */
export const POST = jsonRoute<PayoutResponse>(async (req) => {
  const { id } = await shownPayout(req, req.params.id as string)
  await cancelPayoutWorkflow(req.scope).run({ input: { payout_id: id, actor: actorOf(req) } })
  return { payout: await shownPayout(req, id) }
})
