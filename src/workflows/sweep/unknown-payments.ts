import type { MedusaContainer } from "@medusajs/framework/types"
import { problemMessage, TEXT_REFERENCE_PREFIX, type Gateway, type Observation } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { openProblem } from "../problems"
import { ledgerOf } from "../services"

/**
 * Money at the gateway that no attempt asked for. Only references of our own making count: a shop may be shared with
 * other software, whose payments are none of our business.
 */
export async function reportUnknownPayments(
  container: MedusaContainer,
  gateway: Gateway,
  providerId: string,
  listed: readonly Observation[],
): Promise<void> {
  const paid = listed.filter(
    ({ status, reference }) => status === "paid" && reference.startsWith(TEXT_REFERENCE_PREFIX),
  )
  if (paid.length === 0) return
  const references = paid.map(({ reference }) => reference)
  const attempts = await ledgerOf(container).listPaymentAttempts(
    { gateway: gateway.name, reference: references },
    { take: references.length },
  )
  const known = new Map(attempts.map((attempt) => [attempt.reference, attempt]))
  for (const { reference, gatewayId, asked } of paid) {
    const attempt = known.get(reference)
    if (attempt) {
      if (attempt.provider_id === providerId) await reportSecondPayment(container, attempt, gatewayId, asked)
      continue
    }
    await openProblem(container, {
      kind: "unknown_payment",
      subject: `${providerId}:${gatewayId ?? reference}`,
      provider_id: providerId,
      attempt_id: null,
      reference,
      payment_collection_id: null,
      order_id: null,
      amount: asked,
      currency_code: null,
      message: problemMessage("unknown_payment"),
    })
  }
}

/** A link that was opened twice and paid twice: the attempt knows its own payment by the gateway's number. */
async function reportSecondPayment(
  container: MedusaContainer,
  attempt: SecondOf,
  gatewayId: string | null,
  amount: string | null,
): Promise<void> {
  if (attempt.gateway_id === null || gatewayId === null || attempt.gateway_id === gatewayId) return
  await openProblem(container, {
    kind: "paid_twice",
    subject: `${attempt.id}:${gatewayId}`,
    provider_id: attempt.provider_id,
    attempt_id: attempt.id,
    reference: attempt.reference,
    payment_collection_id: attempt.payment_collection_id,
    order_id: null,
    amount,
    currency_code: attempt.currency_code,
    message: problemMessage("paid_twice"),
  })
}

type SecondOf = Pick<
  PaymentAttempt,
  "id" | "provider_id" | "reference" | "gateway_id" | "payment_collection_id" | "currency_code"
>
