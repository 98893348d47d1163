import { InvalidNotification, Money, type KnownPayment } from "../core"
import { keepAnswer, observedAmounts, ownObservation, sumOf } from "../core/settlement"
import type { AttemptChange, PaymentAttempt, Road } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"
import { gatewayOf, type AttemptGateway } from "./gateway-of"
import { recordChange } from "./record"

/** The gateway's number of a payment that there is a reason to ask about. */
export interface GatewayHint {
  gatewayId: string | null
}

/** A payment as its gateway is asked about it, by what the ledger knows; nothing comes from the shopper. */
export function knownPayment(attempt: PaymentAttempt, hint?: GatewayHint): KnownPayment {
  return {
    reference: attempt.reference,
    gatewayId: hint?.gatewayId ?? attempt.gateway_id,
    amount: Money.of(attempt.amount, attempt.currency_code),
    status: attempt.status,
    claims: attempt.claims,
    codes: attempt.codes,
    createdAt: attempt.created_at.getTime(),
  }
}

/**
 * Asks the gateway about an attempt, and writes its answer down. An error is no answer: only the question is written
 * down, and the error is thrown.
 *
 * @throws GatewayError when the gateway gave no answer
 */
export async function observe(
  dependencies: Pick<SettlementDependencies, "ledger" | "events" | "gateway" | "gatewayOfAccount" | "now">,
  attempt: PaymentAttempt,
  { road, hint }: { road: Road; hint?: GatewayHint },
): Promise<PaymentAttempt> {
  const { ledger, now } = dependencies
  const found = await gatewayOf(dependencies, attempt)
  if (!found) throw notConfigured(attempt.provider_id)
  try {
    const captured = await askedToCapture(dependencies, found, attempt)
    const change = await ask(found, attempt, { ...knownPayment(attempt, hint), ...captured }, now)
    return await recordChange(dependencies, attempt.id, change, { kind: "observed", road })
  } catch (error) {
    const asked = { last_observed_at: new Date(now()) }
    await ledger.attempts.record(attempt.id, asked, { kind: "failed", road })
    throw error
  }
}

/** What was asked to be captured of a hold: the gateway may go on showing all that was held. */
async function askedToCapture(
  { ledger }: Pick<SettlementDependencies, "ledger">,
  { gateway }: AttemptGateway,
  { id, currency_code }: PaymentAttempt,
): Promise<Pick<KnownPayment, "captured">> {
  if (gateway.capabilities.holds === false) return {}
  const operations = await ledger.operations.ofAttempts([id])
  const asked = operations.filter(({ kind, state }) => kind === "capture" && state !== "failed")
  if (asked.length === 0) return {}
  const amounts = asked.map(({ amount }) => Money.of(amount, currency_code))
  return { captured: sumOf(amounts, currency_code) }
}

/** @returns InvalidNotification (unknown_shop) */
export const notConfigured = (providerId: string) =>
  new InvalidNotification("unknown_shop", `no gateway is configured as ${providerId}`)

async function ask(
  { gateway, isAssumed }: AttemptGateway,
  attempt: PaymentAttempt,
  known: KnownPayment,
  now: () => number,
): Promise<AttemptChange> {
  // The answer counts from the moment of the question: the money may have come while it was on its way.
  const at = new Date(now())
  const answer = await gateway.fetchPayment(known)
  // An answer about another payment of the link, or about a stranger's, is no answer about this one.
  const isOwnLook = known.gatewayId === attempt.gateway_id
  const isAbout = answer === null || answer.reference === attempt.reference
  // The assumed account may be another one, which knows nothing of the payment: that tells nothing.
  if (isAssumed && (answer === null || !isAbout)) throw notConfigured(attempt.provider_id)
  const observations = keepAnswer(attempt.observations, attempt.reference, answer)
  const asked = { gatewayId: attempt.gateway_id, asked: known.amount, policy: gateway }
  const own = ownObservation({ observations, ...asked })
  const amounts = own && observedAmounts(own, known.amount)
  return {
    answer,
    // Rows of 0.1.0 name no account: the one that shows the payment is the one that it was made with.
    ...(attempt.account === null && answer !== null && isAbout && { account: gateway.account }),
    ...(isOwnLook && { last_observed_at: at }),
    ...(isOwnLook && isAbout && { answered_at: at }),
    ...(answer && isAbout && { codes: [answer.code] }),
    ...(own && { received: amounts?.received?.amount ?? own.received, fee: own.fee, test: own.test }),
  }
}
