import { atMost } from "../../../core/at-most"
import type { OrderMoney } from "../../../core/settlement"
import type { PaymentAttempt } from "../../../modules/gateway-ledger"
import { observe } from "../../../settlement"
import type { ProviderDependencies } from "../dependencies"
import { moneyOf } from "./order-money"

/** Enough for a gateway that answers at all: whoever presses a button, or holds a lock, waits for it. */
export const GATEWAY_WAIT_MS = 5_000

/**
 * What is known of an order's money after one more look at a payment: a part of it may have gone back in the gateway's
 * cabinet a moment ago, and must not go back twice. Without an answer in time what was known before counts.
 */
export async function lookFirst(
  { settlement, runtime }: Pick<ProviderDependencies, "settlement" | "runtime">,
  attempt: PaymentAttempt,
  waitMs = GATEWAY_WAIT_MS,
): Promise<OrderMoney> {
  const { provider_id, reference } = attempt
  const look = observe(settlement(), attempt, { road: "medusa" }).catch((error: Error) => {
    runtime.log.warn(
      `payment not looked at before its refund: provider_id=${provider_id} reference=${reference}: ${error.message}`,
    )
  })
  await atMost(waitMs, look)
  return moneyOf({ settlement }, attempt)
}
