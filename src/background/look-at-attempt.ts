import type { Ledger } from "../modules/gateway-ledger"
import { settle, type SettlementDependencies } from "../settlement"

/**
 * Looks at a payment right away, after something that concerns its money. Never throws: the attempt is due already, so
 * what fails here is found by the sweep.
 */
export async function lookAtAttempt(
  dependencies: SettlementDependencies & { ledger: Pick<Ledger, "attempts"> },
  attemptId: string,
): Promise<void> {
  try {
    const { provider_id, reference } = await dependencies.ledger.attempts.get(attemptId)
    await settle(dependencies, { provider_id, reference, road: "sweep" })
  } catch (error) {
    dependencies.log.warn(
      `payment not looked at yet: attempt_id=${attemptId} error=${(error as Error).message}`,
    )
  }
}
