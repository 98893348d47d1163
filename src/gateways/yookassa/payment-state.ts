import { GatewayDeclined } from "../../core/errors"
import type { KnownPayment } from "../../core/gateway"
import type { YookassaClient } from "./client"
import { codeOf } from "./transform"
import type { YookassaPayment } from "./wire"

/**
 * Does the work. When YooKassa declines it, the payment's status tells whether that is the reason: YooKassa's texts
 * change without notice.
 *
 * @throws GatewayDeclined (payment_state) where the payment is not in a status in which it can be done
 */
export async function whilePossible<T>(
  client: YookassaClient,
  payment: KnownPayment,
  isPossible: (shown: YookassaPayment) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof GatewayDeclined) || error.code === "wrong_credentials") throw error
    const shown = await client.payment(numberOf(payment)).catch(() => null)
    if (!shown || isPossible(shown)) throw error
    throw new GatewayDeclined(
      `YooKassa cannot do it for ${payment.reference}: not in current status, which is ${codeOf(shown)}`,
      "payment_state",
      error.reason,
    )
  }
}

/** YooKassa's number of a payment. @throws GatewayDeclined (payment_state) while it is not known yet */
export function numberOf({ gatewayId, reference }: Pick<KnownPayment, "gatewayId" | "reference">): string {
  if (gatewayId !== null) return gatewayId
  throw new GatewayDeclined(`YooKassa has told no number of ${reference} yet`, "payment_state")
}
