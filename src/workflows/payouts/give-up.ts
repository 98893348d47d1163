import type { MedusaContainer } from "@medusajs/framework/types"
import { ERROR_CATALOGUE, type ErrorCode } from "../../core"
import type { Payout } from "../../modules/gateway-ledger"
import { lookAtRefunded } from "./problems"
import { move } from "./records"

/** Nobody waits for the payout of a refund: what the merchant's rules forbid by now becomes a person's matter. */
export async function giveUpPayout(
  container: MedusaContainer,
  payout: Payout,
  error: unknown,
): Promise<void> {
  const { code, message } = error as { code?: ErrorCode; message: string }
  const isRefused =
    code !== undefined && ERROR_CATALOGUE[code]?.kind === "payout_refused" && code !== "payout_state"
  if (payout.state !== "approved" || !isRefused) return
  const change = { error: message.slice(0, 500), next_check_at: null }
  const canceled = await move(container, payout.id, "canceled", change, ["approved"])
  if (canceled) await lookAtRefunded(container, canceled)
}
