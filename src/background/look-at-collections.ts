import type { Ledger } from "../modules/gateway-ledger"

/**
 * Makes the attempts of payment collections due, and looks at them in the background: with a Redis event bus a subscriber
 * that works keeps all other events waiting. What fails is found by the sweep.
 */
export async function lookAtCollections(
  { ledger, lookSoon }: { ledger: Pick<Ledger, "attempts">; lookSoon(attemptId: string): void },
  collectionIds: readonly string[],
): Promise<void> {
  const attempts = await ledger.attempts.ofCollections(collectionIds)
  const ids = attempts.map(({ id }) => id)
  await ledger.attempts.wake(ids)
  for (const id of ids) lookSoon(id)
}
