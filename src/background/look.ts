import { NAMED_EVERY_MS } from "../core"
import type { Ledger } from "../modules/gateway-ledger"
import { settle, type SettlementDependencies } from "../settlement"

/** A payment as an unsigned notification names it. */
export interface NamedPayment {
  /** The gateway's name. */
  name: string
  account: string
  /** The gateway's number of the payment. */
  gatewayId: string
}

type Dependencies = SettlementDependencies & { ledger: Pick<Ledger, "attempts"> }

/** Settles a payment that is due already. Never throws: when it fails, the sweep tries again. */
export async function lookAtAttempt(dependencies: Dependencies, attemptId: string): Promise<void> {
  try {
    const { provider_id, reference } = await dependencies.ledger.attempts.get(attemptId)
    await settle(dependencies, { provider_id, reference, road: "sweep" })
  } catch (error) {
    dependencies.log.warn(
      `payment not looked at yet: attempt_id=${attemptId} error=${(error as Error).message}`,
    )
  }
}

/**
 * Makes the attempts of payment collections due, and looks at them in the background. A subscriber must not wait for that:
 * with a Redis event bus it would keep all other events waiting.
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

/**
 * Makes the payment due that an unsigned notification has named, if it is ours, and settles it unless the gateway was asked
 * a moment ago. A stranger may have written the notification: nothing in it is believed, and numbers that are not ours cost
 * the gateway nothing.
 */
export async function lookAtNamed(
  dependencies: Dependencies,
  { name, account, gatewayId }: NamedPayment,
): Promise<void> {
  const named = { gateway: name, account, gateway_id: gatewayId }
  const attempt = await dependencies.ledger.attempts.wakeNamed(named, NAMED_EVERY_MS)
  if (!attempt?.isDue) return
  const { provider_id, reference } = attempt
  await settle(dependencies, { provider_id, reference, gatewayId, road: "notification" })
}
