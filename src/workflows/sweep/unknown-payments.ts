import type { MedusaContainer } from "@medusajs/framework/types"
import { problemMessage, TEXT_REFERENCE_PREFIX, type Gateway, type Observation } from "../../core"
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
  const known = await ledgerOf(container).knownReferences(gateway.name, references)
  for (const { reference, gatewayId, asked } of paid.filter((payment) => !known.has(payment.reference))) {
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
