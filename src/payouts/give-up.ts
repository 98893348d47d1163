import { ERROR_CATALOGUE, keptMessage, type ErrorCode } from "../core"
import type { Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { move } from "./move"
import { lookAtRefunded } from "./problems"

/** Cancels a refund's payout that the merchant's rules forbid by now: nobody waits for it, so a person takes over. */
export async function giveUpPayout(
  dependencies: PayoutDependencies,
  payout: Payout,
  error: unknown,
): Promise<void> {
  const { code, message } = error as { code?: ErrorCode; message: string }
  const isRefused =
    code !== undefined && ERROR_CATALOGUE[code]?.kind === "payout_refused" && code !== "payout_state"
  if (payout.state !== "approved" || !isRefused) return
  const change = { error: keptMessage(message), next_check_at: null }
  const canceled = await move(dependencies, payout.id, { state: "canceled", change, from: ["approved"] })
  if (canceled) await lookAtRefunded(dependencies, canceled)
}
