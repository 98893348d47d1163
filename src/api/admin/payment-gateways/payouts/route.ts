import { createPayoutWorkflow, type CreatePayoutInput } from "../../../../workflows"
import { ledgerOf } from "../../../../composition"
import { jsonRoute } from "../support/json-route"
import { actorOf } from "../support/find"
import type { PayoutResponse, PayoutsResponse } from "../types"
import { payoutRows } from "../views/payout-rows"
import { shownPayout } from "./show"

interface PayoutsQuery {
  q?: string
  state?: string[]
  provider_id?: string[]
  limit: number
  offset: number
}

/** All payouts, newest first. */
export const GET = jsonRoute<PayoutsResponse>(async (req) => {
  const { q, state, provider_id, limit, offset } = req.validatedQuery as unknown as PayoutsQuery
  const filters = { text: q, states: state, providers: provider_id }
  const { rows, count } = await ledgerOf(req.scope).search.payouts(filters, { limit, offset })
  return { payouts: await payoutRows(req.scope, rows, actorOf(req)), count, limit, offset }
})

/** Drafts a payout. Nothing is sent yet. */
export const POST = jsonRoute<PayoutResponse>(async (req) => {
  const body = req.validatedBody as Omit<CreatePayoutInput, "actor">
  const { result } = await createPayoutWorkflow(req.scope).run({ input: { ...body, actor: actorOf(req) } })
  return { payout: await shownPayout(req, result.id) }
})
