import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { InvalidNotification, type Gateway } from "../../core"
import { configuredGateway } from "../configured-gateways"
import { ledgerOf } from "../services"
import type { SettlePaymentInput } from "./types"

/** Finds the attempt, before anything is locked. Payments of one collection are settled one after the other. */
export const findAttemptStep = createStep(
  "payment-gateways-find-attempt",
  async ({ provider_id, reference }: SettlePaymentInput, { container }) => {
    const gateway = await gatewayOf(container, provider_id)
    const attempt = await ledgerOf(container).findAttempt({ gateway: gateway.name, reference })
    if (attempt?.provider_id !== provider_id) {
      throw new InvalidNotification("unknown_reference", `${provider_id} has no payment ${reference}`)
    }
    return new StepResponse({
      lockKey: `payment-gateways:${attempt.payment_collection_id}`,
      // Without an owner, two processes that ask Medusa's PostgreSQL locks in the same moment both get them.
      lockOwner: randomUUID(),
    })
  },
)

/** @throws InvalidNotification (unknown_shop) */
export async function gatewayOf(container: MedusaContainer, providerId: string): Promise<Gateway> {
  const gateway = await configuredGateway(container, providerId)
  if (!gateway) {
    throw new InvalidNotification("unknown_shop", `no gateway is configured as ${providerId}`)
  }
  return gateway
}
