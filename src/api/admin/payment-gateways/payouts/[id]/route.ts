import { answering } from "../../support/answering"
import type { PayoutResponse } from "../../types"
import { shownPayout } from "../show"

/** One payout. */
export const GET = answering<PayoutResponse>(async (req) => ({
  payout: await shownPayout(req, req.params.id as string),
}))
