import type { Gateway } from "../core"
import type { PaymentAttempt } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"
import { knownPayment } from "./observe"
import { recordChange } from "./record"
import { settle } from "./settle"

/** What a shopper may do about a payment now. */
export interface ShopperActions {
  /** Say that the money was sent. */
  sent: boolean
  /** Give the payment up. */
  cancel: boolean
}

/** What the gateway supports, and only while the payment is open: a transfer that was announced cannot be canceled. */
export function shopperActions(attempt: PaymentAttempt, gateway: Gateway | undefined): ShopperActions {
  const isOpen =
    (attempt.status === "awaiting" || attempt.status === "underpaid") && attempt.superseded_at === null
  return {
    sent: isOpen && gateway?.confirmSent !== undefined,
    cancel: isOpen && gateway?.cancelPayment !== undefined,
  }
}

/** A copy of the store's database sends gateways nothing: the payment may be the live store's. */
type Dependencies = SettlementDependencies & { isLive(): Promise<boolean> }

/** Tells the gateway that the shopper has sent the money, and settles the payment. By itself it changes nothing. */
export async function confirmSent(
  dependencies: Dependencies,
  gateway: Gateway,
  attempt: PaymentAttempt,
): Promise<void> {
  if (await dependencies.isLive()) await gateway.confirmSent?.(knownPayment(attempt))
  await look(dependencies, attempt)
}

/**
 * Cancels a payment at the gateway for the shopper. The gateway is asked first, since money may have come meanwhile, and
 * only an open payment is canceled. Settlement deals with the result: a part of the money becomes a problem.
 */
export async function cancelPayment(
  dependencies: Dependencies,
  gateway: Gateway,
  attempt: PaymentAttempt,
): Promise<void> {
  const { attempts } = dependencies.ledger
  await look(dependencies, attempt)
  const verified = await attempts.get(attempt.id)
  if (!shopperActions(verified, gateway).cancel || !(await dependencies.isLive())) return
  await gateway.cancelPayment?.(knownPayment(verified))
  await look(dependencies, attempt)
  const canceled = await attempts.get(attempt.id)
  // The gateway has canceled it and does not show it yet. "underpaid" stays as it is: a part has come.
  if (canceled.status === "awaiting") {
    const entry = { kind: "said", road: "status", action: "cancel" } as const
    await recordChange(dependencies, attempt.id, { status: "canceled" }, entry)
  }
}

async function look(
  dependencies: SettlementDependencies,
  { provider_id, reference }: PaymentAttempt,
): Promise<void> {
  await settle(dependencies, { provider_id, reference, road: "status" })
}
