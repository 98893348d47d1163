import type { MedusaContainer } from "@medusajs/framework/types"
import type { Gateway } from "../core"
import type { PaymentAttempt } from "../modules/gateway-ledger"
import { announceChange } from "./attempt-events"
import { knownPayment } from "./observe-attempt"
import { ledgerOf } from "./services"
import { settlePaymentWorkflow } from "./settle-payment"

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
  const ledger = ledgerOf(container)
  await settle(container, attempt)
  const verified = await ledger.getAttempt(attempt.id)
  if (!allowedWords(verified, gateway).cancel) return
  await gateway.cancelPayment?.(knownPayment(verified))
  await settle(container, attempt)
  const canceled = await ledger.getAttempt(attempt.id)
  // Taken, but not shown yet. A part of the money is never written off here.
  if (canceled.status === "awaiting") {
    await announceChange(container, canceled, await ledger.updateAttempt(attempt.id, { status: "canceled" }))
  }
}

async function settle(container: MedusaContainer, { provider_id, reference }: PaymentAttempt): Promise<void> {
  await settlePaymentWorkflow(container).run({ input: { provider_id, reference } })
}
