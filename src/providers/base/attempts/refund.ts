import {
  allowedPayoutAmount,
  DRAFT_LOOK_EVERY,
  keptMessage,
  NotSupported,
  payoutPolicyOf,
  PayoutRefused,
  type EntryGateway,
  type Money,
} from "../../../core"
import { capturedOf, refundsOwed, sumOf, unrecordedRefunds, type OrderMoney } from "../../../core/settlement"
import { CANCELED_AS_UNPAID } from "../../../medusa/reads/refunds"
import type { PaymentAttempt } from "../../../modules/gateway-ledger"
import { emitPayoutUpdated, freeReference } from "../../../payouts"
import { announceOpened, problemRow } from "../../../settlement"
import type { ProviderDependencies } from "../dependencies"
import { lookFirst } from "./look-first"
import { factsIn, moneyOf, paymentIn } from "./order-money"
import { refundAtGateway } from "./refund-at-gateway"

/** One of Medusa's refunds. */
interface Refund {
  amount: Money
  refundId: string | undefined
}

export type RefundDependencies = Pick<
  ProviderDependencies,
  "ledger" | "runtime" | "refundAuthor" | "personBehind" | "settlement" | "operations" | "cart"
>

/** Who asks for the payout of a refund where Medusa does not know the admin who refunds. */
const REQUESTED_BY = "refund"

/**
 * Does what the merchant's option `refunds` says about one of Medusa's refunds. Repeating a refund leads to the same
 * operation, problem or payout. A refund that records money which went back before, in the gateway's cabinet or by a
 * person, owes nothing, whatever the option says.
 *
 * No money moves for a refund that Medusa makes by itself. When the completion of a cart fails, the captured payment stays,
 * and settlement makes an order of it as soon as it can. When an order is paid while it is canceled as unpaid, settlement
 * tells a person that its money is in hand.
 *
 * @throws NotSupported when Medusa must not record the refund
 */
export async function refundAttempt(
  gateway: EntryGateway,
  dependencies: RefundDependencies,
  attempt: PaymentAttempt,
  { amount, refundId }: Refund,
): Promise<void> {
  const mode = gateway.refunds
  const money = await moneyOf(dependencies, attempt)
  if (!refundId || !isCaptured(money, attempt)) {
    throw refused(gateway, attempt, "shows no captured payment to refund")
  }
  const owed = owedOf(money, attempt, refundId) ?? amount
  if (owed.isPositive && mode === "reject") {
    throw refused(gateway, attempt, "cannot refund through its API")
  }
  const author = await dependencies.refundAuthor(refundId)
  if (author === null && isUnplaced(money)) throw ofFailedCompletion(attempt)
  if (author === CANCELED_AS_UNPAID) throw ofUnpaidOrder(attempt)
  assertWithinCaptured(money, attempt, amount)
  const isBegun = mode === "gateway" && isDoneUnrecorded(money, attempt, amount)
  if (!owed.isPositive && !isBegun) return dependencies.ledger().attempts.wake([attempt.id])
  switch (mode) {
    case "gateway":
      return refundRest(gateway, dependencies, attempt, { amount, refundId, author })
    case "payout":
      return payOut(gateway, dependencies, attempt, { amount: owed, refundId, author })
    default:
      return owe(dependencies, attempt, { amount: owed, refundId, orderId: money.order?.id ?? null })
  }
}

/** Sends what has to go back by the gateway's word of now. */
async function refundRest(
  gateway: EntryGateway,
  dependencies: RefundDependencies,
  attempt: PaymentAttempt,
  { amount, refundId, author }: { amount: Money; refundId: string; author: string | null },
): Promise<void> {
  const money = await lookFirst(dependencies, attempt)
  if (isDoneUnrecorded(money, attempt, amount)) {
    return refundAtGateway(gateway, dependencies, attempt, { amount, money, refundId, author })
  }
  const rest = owedOf(money, attempt, refundId) ?? amount
  if (!rest.isPositive) return dependencies.ledger().attempts.wake([attempt.id])
  return refundAtGateway(gateway, dependencies, attempt, { amount: rest, money, refundId, author })
}

const isCaptured = (money: OrderMoney, attempt: PaymentAttempt): boolean =>
  attempt.cleared_at !== null || (paymentIn(money, attempt)?.captures.length ?? 0) > 0

/** What has to go back for a refund: less than its amount where a person has returned some of it before. */
function owedOf(money: OrderMoney, attempt: PaymentAttempt, refundId: string): Money | undefined {
  const facts = factsIn(money, attempt)
  const payment = paymentIn(money, attempt)
  return facts && payment && refundsOwed(facts, payment).get(refundId)
}

/**
 * Whether the gateway has done a refund of this sum whose record Medusa took back. The new record gets it: otherwise a later
 * refund of the same sum would.
 */
function isDoneUnrecorded(money: OrderMoney, attempt: PaymentAttempt, amount: Money): boolean {
  const facts = factsIn(money, attempt)
  const payment = paymentIn(money, attempt)
  return (
    facts !== undefined &&
    payment !== undefined &&
    unrecordedRefunds(facts, payment).some((one) => one.amount.equals(amount))
  )
}

/** The cart has no order, or one that Medusa failed to delete when it undid the completion. */
const isUnplaced = ({ order }: OrderMoney) => order === null || order.isUnlinked

const refused = (gateway: EntryGateway, attempt: PaymentAttempt, why: string) =>
  new NotSupported(
    "refund_not_supported",
    `${gateway.name} ${why}, so nothing was refunded, and Medusa records no refund. Return the money for ${attempt.reference} in the gateway's cabinet or by a payout. With the option refunds: "manual" Medusa records the refund, and a problem (refund_owed) asks for the money to be returned.`,
  )

const ofFailedCompletion = ({ reference }: PaymentAttempt) =>
  new NotSupported(
    "refund_of_failed_completion",
    `The cart of ${reference} could not be completed, and nobody asked for a refund: the captured payment is kept, and becomes an order as soon as it can.`,
  )

const ofUnpaidOrder = ({ reference }: PaymentAttempt) =>
  new NotSupported(
    "refund_of_unpaid_order",
    `${reference} was paid while its order was canceled as unpaid, and nobody asked for a refund: the money is kept until a person decides.`,
  )

const tooMuch = ({ reference }: PaymentAttempt, amount: Money) =>
  new PayoutRefused(
    "payout_amount_not_allowed",
    `${amount} is more than what is left of ${reference} to refund.`,
  )

/** All refunds together, this one included, never exceed what was captured. Medusa itself allows a cent more. */
function assertWithinCaptured(money: OrderMoney, attempt: PaymentAttempt, amount: Money): void {
  const payment = paymentIn(money, attempt)
  const refunded = sumOf(payment?.refunds.map((refund) => refund.amount) ?? [], amount.currency)
  if (!payment || capturedOf(payment).lessThan(refunded)) throw tooMuch(attempt, amount)
}

/** Medusa records the refund, and a person returns the money. */
async function owe(
  { ledger, settlement }: RefundDependencies,
  attempt: PaymentAttempt,
  { amount, refundId, orderId }: { amount: Money; refundId: string; orderId: string | null },
): Promise<void> {
  const planned = { kind: "refund_owed", attemptId: attempt.id, refundId, gatewayId: null, amount } as const
  const opened = await ledger().openProblem(problemRow(attempt, planned, orderId), { road: "medusa" })
  if (opened) await announceOpened(settlement(), opened)
}

/** Opens a payout, which the sweep sends. Where two people must agree, it is a draft for one of them. */
async function payOut(
  gateway: EntryGateway,
  { ledger, settlement, runtime, personBehind }: RefundDependencies,
  attempt: PaymentAttempt,
  { amount, refundId, author }: { amount: Money; refundId: string; author: string | null },
): Promise<void> {
  const policy = payoutPolicyOf(gateway)
  if (!attempt.payer_account || gateway.payouts?.needsMethod) {
    throw refused(gateway, attempt, "does not tell to which account a payout could go")
  }
  allowedPayoutAmount(policy, amount.amount, amount.currency)
  const payout = await ledger().payouts.openRefund({
    provider_id: attempt.provider_id,
    reference: await freeReference(ledger(), gateway),
    account: attempt.payer_account,
    amount: amount.amount,
    currency_code: amount.currency,
    requested_by: author ?? REQUESTED_BY,
    requested_person: author === null ? null : await personBehind(author),
    attempt_id: attempt.id,
    refund_id: refundId,
    ...(policy.twoPersonPayouts
      ? { state: "draft", next_check_at: new Date(runtime.now() + DRAFT_LOOK_EVERY) }
      : { state: "approved", next_check_at: new Date(runtime.now()) }),
  })
  if (!payout) throw tooMuch(attempt, amount)
  // The payout is on record and leaves: without its event Medusa keeps the refund all the same.
  await emitPayoutUpdated(settlement(), payout).catch((error: Error) =>
    settlement().log.warn(`event not emitted: payout_id=${payout.id} error=${keptMessage(error.message)}`),
  )
}
