import type { MedusaContainer } from "@medusajs/framework/types"
import { hasReached, isUnpaidTooLong, nextCheckIn, type Gateway } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { configuredGateway } from "../configured-gateways"
import { groupBy } from "../group-by"
import { inPool } from "../pool"
import { ledgerOf, logOf } from "../services"
import { settlePaymentWorkflow } from "../settle-payment"
import { listUntilFound } from "./listing"
import { reportUnknownPayments } from "./unknown-payments"

/** From so many on, listing is cheaper than asking one by one. */
const WORTH_LISTING = 3

/** Asks about the attempts that are due, by provider: in bulk where the gateway can list, else one by one. */
export async function sweepAttempts(
  container: MedusaContainer,
  attempts: PaymentAttempt[],
  pool: number,
): Promise<void> {
  for (const [providerId, group] of groupBy(attempts, ({ provider_id }) => provider_id)) {
    const gateway = await configuredGateway(container, providerId)
    if (!gateway) {
      logOf(container).warn(
        `payment-gateways: ${group.length} payments of ${providerId} wait: it is not configured`,
      )
      continue
    }
    const moved = await withoutUnchanged(container, gateway, providerId, group)
    await inPool(moved, pool, (attempt) => settle(container, attempt))
  }
}

/** The attempts that the gateway's list shows to have moved, or does not show. The others are put off. */
async function withoutUnchanged(
  container: MedusaContainer,
  gateway: Gateway,
  providerId: string,
  group: PaymentAttempt[],
): Promise<PaymentAttempt[]> {
  if (group.length < WORTH_LISTING) {
    return group
  }
  const listed = await listUntilFound(gateway, group).catch((error: Error) => {
    logOf(container).warn(`${providerId}: its list could not be read (${error.message})`)
  })
  if (!listed) return group
  await reportUnknownPayments(container, gateway, providerId, listed)
  const byReference = groupBy(listed, ({ reference }) => reference)
  // What is paid and still watched was interrupted before it was captured or written down as a problem.
  const isUnchanged = (attempt: PaymentAttempt) =>
    !hasReached(attempt.status, "paid") &&
    checkIn(attempt) !== null &&
    !isUnpaidTooLong(gateway.orderPolicy, ageOf(attempt)) &&
    byReference.get(attempt.reference)?.every(({ status }) => status === attempt.status) === true
  await putOff(container, group.filter(isUnchanged))
  const paid = listed.filter(({ status }) => status === "paid")
  return group
    .filter((attempt) => !isUnchanged(attempt))
    .map((attempt) => ({
      ...attempt,
      // A link that was opened twice makes two orders of one reference; asking by the reference shows the newest.
      gateway_id:
        attempt.gateway_id ?? paid.find((one) => one.reference === attempt.reference)?.gatewayId ?? null,
    }))
}

const ageOf = ({ created_at }: PaymentAttempt) => Date.now() - created_at.getTime()
const checkIn = (attempt: PaymentAttempt) => nextCheckIn(ageOf(attempt))

async function putOff(container: MedusaContainer, attempts: PaymentAttempt[]): Promise<void> {
  for (const [everyMs, group] of groupBy(attempts, checkIn)) {
    await ledgerOf(container).putOffAttempts(
      group.map(({ id }) => id),
      everyMs,
    )
  }
}

/** The list only says which payment to ask about. */
const NO_CLAIM = { status: "awaiting", received: null, currency: null } as const

async function settle(container: MedusaContainer, attempt: PaymentAttempt): Promise<void> {
  const { provider_id, reference, gateway_id: gatewayId } = attempt
  const notification = { gatewayId, claim: NO_CLAIM }
  try {
    await settlePaymentWorkflow(container).run({ input: { provider_id, reference, notification } })
  } catch (error) {
    logOf(container).warn(`${provider_id} ${reference}: not settled yet (${(error as Error).message})`)
  }
}
