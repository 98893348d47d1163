import type { MedusaContainer } from "@medusajs/framework/types"
import { TEXT_REFERENCE_PREFIX, type Gateway, type Observation } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { problemOf } from "../problem-of"
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
    const subject = `${providerId}:${gatewayId ?? reference}`
    const unknown = { provider_id: providerId, reference }
    await openProblem(container, problemOf(unknown, "unknown_payment", { subject, amount: asked }))
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
  const subject = `${attempt.id}:${gatewayId}`
  await openProblem(container, problemOf(attempt, "paid_twice", { subject, amount }))
}

type SecondOf = Pick<
  PaymentAttempt,
  "id" | "provider_id" | "reference" | "gateway_id" | "payment_collection_id" | "currency_code"
>
