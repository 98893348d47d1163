import { setTimeout as sleep } from "node:timers/promises"
import type { OrderMoney } from "../../core/settlement"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { gather, observe } from "../../settlement"
import type { ProviderDependencies } from "./dependencies"

/** Enough for a gateway that answers at all; whoever presses the button waits for it. */
const WAIT_MS = 5_000

/**
 * What is known of an order's money after one more look at a payment: a part of it may have gone back in the gateway's
 * cabinet a moment ago, and must not go back twice. Without an answer in time what was known before counts.
 */
export async function lookFirst(
  { settlement, runtime }: Pick<ProviderDependencies, "settlement" | "runtime">,
  attempt: PaymentAttempt,
  waitMs = WAIT_MS,
): Promise<OrderMoney> {
  const { provider_id, reference, payment_collection_id } = attempt
  const timer = new AbortController()
  const look = observe(settlement(), attempt, { road: "medusa" }).catch((error: Error) => {
    runtime.log.warn(
      `payment not looked at before its refund: provider_id=${provider_id} reference=${reference}: ${error.message}`,
    )
  })
  const late = sleep(waitMs, undefined, { signal: timer.signal }).catch(() => undefined)
  await Promise.race([look, late])
  timer.abort()
  return (await gather(settlement(), payment_collection_id, { withTotal: false })).money
}
