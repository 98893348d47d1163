import { ledgerOf } from "../../../../composition"
import { actorOf, firstOrNotFound, ONE_ROW, type Asker } from "../support/find"
import type { PayoutActionResponse, PayoutRow } from "../types"
import { payoutRows } from "../views/payout-rows"

/** One payout, as the person who asks sees it. @throws MedusaError (not_found) */
export async function shownPayout(req: Asker, id: string): Promise<PayoutRow> {
  const { rows } = await ledgerOf(req.scope).search.payouts({ ids: [id] }, ONE_ROW)
  return firstOrNotFound(await payoutRows(req.scope, rows, actorOf(req)), "payout")
}

/** What is known of the money after a payout was handed to the gateway. */
export function sendOutcome({ state, error }: PayoutRow): Pick<PayoutActionResponse, "outcome" | "error"> {
  switch (state) {
    case "sent":
    case "paid":
      return { outcome: "done", error: null }
    case "sending":
      return { outcome: "pending", error: error ? { code: "outcome_unknown", message: error } : null }
    case "approved":
      // Without an error it belongs to a refund that Medusa has not finished yet: the sweep sends it.
      return error
        ? { outcome: "failed", error: { code: "gateway_unavailable", message: error } }
        : { outcome: "pending", error: null }
    case "declined":
    case "canceled":
      return { outcome: "failed", error: { code: "gateway_declined", message: error ?? state } }
    case "draft":
      return { outcome: "failed", error: null }
  }
}
