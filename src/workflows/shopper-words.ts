import type { MedusaContainer } from "@medusajs/framework/types"
import type { Gateway } from "../core"
import type { PaymentAttempt } from "../modules/gateway-ledger"
import { knownPayment, recordChange } from "../settlement"
import { ledgerOf } from "./services"
import { settlementDependencies, settlePayment } from "./settlement"

/** What a shopper may say of a payment now. */
export interface AllowedWords {
  sent: boolean
  cancel: boolean
}

/** Only what a gateway hears, of a payment that is open: who has said "I have sent it" cannot take the money back. */
export function allowedWords(attempt: PaymentAttempt, gateway: Gateway | undefined): AllowedWords {
  const isOpen =
    (attempt.status === "awaiting" || attempt.status === "underpaid") && attempt.superseded_at === null
  return {
    sent: isOpen && gateway?.confirmSent !== undefined,
    cancel: isOpen && gateway?.cancelPayment !== undefined,
  }
}

/** "I have sent it": the gateway is told, and asked what it makes of it. The word itself changes nothing. */
export async function confirmSent(
  container: MedusaContainer,
  gateway: Gateway,
  attempt: PaymentAttempt,
): Promise<void> {
  await gateway.confirmSent?.(knownPayment(attempt))
  await settle(container, attempt)
}

/**
 * "I will not pay": the gateway is asked first, since money may have come meanwhile, and only an open payment is
 * canceled. What came of it goes the one road: a part of the money becomes a problem for a person.
 */
export async function cancelPayment(
  container: MedusaContainer,
  gateway: Gateway,
  attempt: PaymentAttempt,
): Promise<void> {
  const { attempts } = ledgerOf(container)
  await settle(container, attempt)
  const verified = await attempts.get(attempt.id)
  if (!allowedWords(verified, gateway).cancel) return
  await gateway.cancelPayment?.(knownPayment(verified))
  await settle(container, attempt)
  const canceled = await attempts.get(attempt.id)
  // Taken, but not shown yet. A part of the money is never written off here.
  if (canceled.status === "awaiting") {
    const entry = { kind: "said", road: "status", action: "cancel" } as const
    await recordChange(settlementDependencies(container), attempt.id, { status: "canceled" }, entry)
  }
}

async function settle(container: MedusaContainer, { provider_id, reference }: PaymentAttempt): Promise<void> {
  await settlePayment(container, { provider_id, reference, road: "status" })
}
