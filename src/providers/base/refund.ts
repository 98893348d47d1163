import {
  allowedPayoutAmount,
  NotSupported,
  payoutPolicyOf,
  PayoutRefused,
  refundSubject,
  type Gateway,
  type Money,
} from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { freeReference } from "../../workflows/payouts/reference"
import { problemOf } from "../../workflows/problem-of"
import { PROBLEM_OPENED } from "../../workflows/problems"
import type { ProviderDependencies } from "./dependencies"

/** One of Medusa's refunds. */
interface Refund {
  amount: Money
  refundId: string | undefined
}

/** Who asks for the payout of a refund: the admin who refunds is not known here. */
const REQUESTED_BY = "refund"

/**
 * What a refund does, by the merchant's option `refunds`. The same refund again is the same problem or payout.
 * @throws NotSupported when nothing may be recorded
 */
export async function refundAttempt(
  gateway: Gateway,
  dependencies: ProviderDependencies,
  attempt: PaymentAttempt,
  { amount, refundId }: Refund,
): Promise<void> {
  const mode = gateway.refunds ?? "reject"
  if (mode === "reject") {
    throw refused(gateway, attempt, "cannot refund through its API")
  }
  if (!refundId || !attempt.cleared_at) {
    throw refused(gateway, attempt, "shows no captured payment to refund")
  }
  return mode === "manual"
    ? owe(dependencies, attempt, amount, refundId)
    : payOut(gateway, dependencies, attempt, amount, refundId)
}

const refused = (gateway: Gateway, attempt: PaymentAttempt, why: string) =>
  new NotSupported(
    "refund_not_supported",
    `${gateway.name} ${why}, so nothing was refunded. Return the money for ${attempt.reference} in the gateway's cabinet or by a payout.`,
  )

const tooMuch = (attempt: PaymentAttempt, amount: Money) =>
  new PayoutRefused(
    "payout_amount_not_allowed",
    `${amount} is more than what is left of ${attempt.reference} to refund.`,
  )

/** Medusa records the refund; a person returns the money. */
async function owe(
  { ledger, runtime, events }: ProviderDependencies,
  attempt: PaymentAttempt,
  amount: Money,
  refundId: string,
): Promise<void> {
  const subject = refundSubject(attempt.id, refundId)
  const problem = problemOf(attempt, "refund_owed", { subject, amount: amount.amount })
  const opened = await ledger().openRefundOwed({ ...problem, amount: amount.amount })
  if (!opened) throw tooMuch(attempt, amount)
  if (!opened.isNew) return
  const { id, kind, provider_id, reference } = opened.problem
  runtime.log.warn(`${provider_id} ${reference}: ${amount} must be returned by hand`)
  await events.emit({ name: PROBLEM_OPENED, data: { id, kind, provider_id, reference } })
}

/** The sweep sends it; where two people must agree it waits as a draft for one of them. */
async function payOut(
  gateway: Gateway,
  { ledger, runtime }: ProviderDependencies,
  attempt: PaymentAttempt,
  amount: Money,
  refundId: string,
): Promise<void> {
  const policy = payoutPolicyOf(gateway)
  if (!attempt.payer_account || gateway.payouts?.needsPaymentSystem) {
    throw refused(gateway, attempt, "does not tell to which account a payout could go")
  }
  allowedPayoutAmount(policy, amount.amount, amount.currency)
  const payout = await ledger().openRefundPayout({
    provider_id: attempt.provider_id,
    reference: await freeReference(ledger(), gateway),
    account: attempt.payer_account,
    amount: amount.amount,
    currency_code: amount.currency,
    requested_by: REQUESTED_BY,
    attempt_id: attempt.id,
    refund_id: refundId,
    ...(policy.twoPersonPayouts
      ? { state: "draft", next_check_at: null }
      : { state: "approved", next_check_at: new Date(runtime.now()) }),
  })
  if (!payout) throw tooMuch(attempt, amount)
}
