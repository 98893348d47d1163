import { TEXT_REFERENCE_PREFIX, type Gateway, type Observation } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { announceOpened, settle } from "../../settlement"
import type { BackgroundDependencies } from "../dependencies"

/**
 * Money at the gateway that no attempt asked for, or that an attempt does not know of: a link that was opened twice, and
 * paid twice. Only references of our own making count: a shop may be shared with other software, whose payments are none
 * of our business.
 */
export async function reportUnknownPayments(
  dependencies: BackgroundDependencies,
  gateway: Gateway,
  providerId: string,
  listed: readonly Observation[],
): Promise<void> {
  const paid = listed.filter(
    ({ status, reference }) => status === "paid" && reference.startsWith(TEXT_REFERENCE_PREFIX),
  )
  if (paid.length === 0) return
  const references = paid.map(({ reference }) => reference)
  const { rows: attempts } = await dependencies.ledger.search.attempts(
    { references },
    { limit: references.length, withoutCount: true },
  )
  const known = new Map(
    attempts
      .filter((attempt) => attempt.gateway === gateway.name)
      .map((attempt) => [attempt.reference, attempt]),
  )
  for (const observation of paid) {
    const attempt = known.get(observation.reference)
    if (!attempt) await openUnknown(dependencies, providerId, observation)
    else if (isFurther(attempt, observation)) await settleFurther(dependencies, attempt, observation)
  }
}

async function openUnknown(
  dependencies: BackgroundDependencies,
  providerId: string,
  { reference, gatewayId, asked, currency }: Observation,
) {
  const opened = await dependencies.ledger.problems.open({
    kind: "unknown_payment",
    subject: `${providerId}:${gatewayId ?? reference}`,
    provider_id: providerId,
    attempt_id: null,
    reference,
    payment_collection_id: null,
    order_id: null,
    gateway_id: gatewayId,
    amount: asked,
    currency_code: currency,
  })
  if (opened) await announceOpened(dependencies, opened)
}

/** Another payment of the same link than those that the attempt knows. */
const isFurther = ({ observations, gateway_id }: PaymentAttempt, { gatewayId }: Observation) =>
  gateway_id !== null && gatewayId !== null && gatewayId !== gateway_id && !(gatewayId in observations)

async function settleFurther(
  dependencies: BackgroundDependencies,
  { provider_id, reference }: PaymentAttempt,
  { gatewayId }: Observation,
): Promise<void> {
  await settle(dependencies, { provider_id, reference, gatewayId, road: "sweep" })
}
