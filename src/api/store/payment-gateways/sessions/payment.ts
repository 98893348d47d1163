import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { Gateway } from "../../../../core"
import type { PaymentAttempt } from "../../../../modules/gateway-ledger"
import { readCheckoutFacts, type CheckoutFacts } from "../../../../medusa/reads/checkout-facts"
import { configuredGateway } from "../../../../medusa/configured-gateways"
import { ledgerOf } from "../../../../composition"
import type { PaymentViewResponse } from "../types"
import { paymentView } from "./payment-view"

/** A payment with all that its view is computed from. */
export interface Payment {
  attempt: PaymentAttempt
  facts: CheckoutFacts
  /** Undefined once the provider was taken out of the configuration. */
  gateway: Gateway | undefined
}

export const unknownPayment = () =>
  new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such payment.", "unknown_payment")

/** @throws MedusaError (not_found, unknown_payment) */
export async function readPayment(scope: MedusaContainer, sessionId: string): Promise<Payment> {
  const attempt = await ledgerOf(scope).attempts.ofSession(sessionId)
  if (!attempt) throw unknownPayment()
  const facts = await readCheckoutFacts(scope, attempt)
  return { attempt, facts, gateway: await configuredGateway(scope, attempt.provider_id) }
}

export const answerOf = ({ attempt, facts, gateway }: Payment): PaymentViewResponse => ({
  payment: paymentView(attempt, facts, gateway, Date.now()),
})
