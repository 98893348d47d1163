import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { Money, type PaymentStatus } from "../../../../core"
import {
  GATEWAY_LEDGER,
  type GatewayLedgerService,
  type PaymentAttempt,
} from "../../../../modules/gateway-ledger"
import { readMedusaFacts } from "../../../../workflows/settle-payment/medusa-facts"

/** The closed set of words that a storefront needs. */
export type ShopperStatus = "awaiting" | "processing" | "underpaid" | "paid" | "failed" | "expired"

/** Amounts are decimal strings in major units. */
export interface PaymentView {
  session_id: string
  status: ShopperStatus
  amount: string
  /** Lower case. */
  currency_code: string
  received: string | null
  missing: string | null
  order_id: string | null
}

export const ledgerOf = (req: MedusaRequest) => req.scope.resolve<GatewayLedgerService>(GATEWAY_LEDGER)

/** @throws MedusaError (not_found) */
export async function attemptOf(req: MedusaRequest): Promise<PaymentAttempt> {
  const attempt = await ledgerOf(req).findAttemptOfSession(req.params.id ?? "")
  if (!attempt) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such payment.", "unknown_payment")
  }
  return attempt
}

export async function paymentView(req: MedusaRequest, attempt: PaymentAttempt): Promise<PaymentView> {
  const { orderId } = await readMedusaFacts(req.scope, attempt)
  const asked = Money.of(attempt.amount, attempt.currency_code)
  const received = attempt.received === null ? null : Money.rounded(attempt.received, attempt.currency_code)
  return {
    session_id: attempt.session_id,
    status: shopperStatus(attempt.status),
    amount: attempt.amount,
    currency_code: attempt.currency_code.toLowerCase(),
    received: received?.amount ?? null,
    missing: received?.lessThan(asked) ? asked.minus(received).amount : null,
    order_id: orderId ?? null,
  }
}

function shopperStatus(status: PaymentStatus): ShopperStatus {
  switch (status) {
    case "created":
    case "awaiting":
      return "awaiting"
    case "paid":
    case "refunded":
      return "paid"
    case "canceled":
    case "failed":
      return "failed"
    case "processing":
    case "underpaid":
    case "expired":
      return status
  }
}
