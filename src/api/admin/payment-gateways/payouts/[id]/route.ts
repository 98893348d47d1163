import { jsonRoute } from "../../support/json-route"
import type { PayoutResponse } from "../../types"
import { shownPayout } from "../show"

/** One payout. */
export const GET = jsonRoute<PayoutResponse>(async (req) => ({
  payout: await shownPayout(req, req.params.id as string),
}))
