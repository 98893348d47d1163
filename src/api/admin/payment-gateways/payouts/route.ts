import { createPayoutWorkflow } from "../../../../workflows"
import { ledgerOf } from "../../../../composition"
import { jsonRoute } from "../support/json-route"
import { actorOf } from "../support/find"
import type { PayoutResponse, PayoutsResponse } from "../types"
import { payoutRows } from "../views/payout-rows"
import type { PayoutDraft, PayoutsQuery } from "./middlewares"
import { shownPayout } from "./show"

/** All payouts, newest first. */
export const GET = jsonRoute<PayoutsResponse, PayoutsQuery>(async (req) => {
  const { q, state, provider_id, limit, offset } = req.validatedQuery
  const filters = { text: q, states: state, providers: provider_id }
  const { rows, count } = await ledgerOf(req.scope).search.payouts(filters, { limit, offset })
  return { payouts: await payoutRows(req.scope, rows, actorOf(req)), count, limit, offset }
})

/** Drafts a payout. Nothing is sent yet. */
export const POST = jsonRoute<PayoutResponse, unknown, PayoutDraft>(async (req) => {
  const input = { ...req.validatedBody, actor: actorOf(req) }
  const { result } = await createPayoutWorkflow(req.scope).run({ input })
  return { payout: await shownPayout(req, result.id) }
})
