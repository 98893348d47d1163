import {
  allowedPayoutAmount,
  DRAFT_LOOK_EVERY,
  NotSupported,
  payoutPolicyOf,
  PayoutRefused,
  type EntryGateway,
  type Money,
} from "../../core"
import { capturedOf, refundsOwed, sumOf, type OrderMoney } from "../../core/settlement"
import { CANCELED_AS_UNPAID } from "../../medusa/refunds"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { announceOpened, gather, problemRow } from "../../settlement"
import { emitPayoutUpdated, freeReference } from "../../payouts"
import { lookFirst } from "./look-first"
import { refundAtGateway } from "./refund-at-gateway"
import type { ProviderDependencies } from "./dependencies"

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
 * What a refund does, by the merchant's option `refunds`. The same refund again is the same problem or payout. One that
 * records what went back before, in the gateway's cabinet or by a person, is recorded and owes nothing, whatever the
 * option says.
 *
 * A refund that Medusa asks for by itself when the completion of a cart failed is nobody's wish: no money leaves by it,
 * the captured payment stays, and settlement makes an order of it as soon as it can. Nor is one by which an order is
 * canceled as unpaid that was paid in the same moment: settlement tells a person that its money is in hand.
 *
 * @throws NotSupported when nothing may be recorded
 */
export async function refundAttempt(
  gateway: EntryGateway,
  dependencies: RefundDependencies,
  attempt: PaymentAttempt,
  { amount, refundId }: Refund,
): Promise<void> {
  const mode = gateway.refunds
  const { money } = await gather(dependencies.settlement(), attempt.payment_collection_id, {
    withTotal: false,
  })
  if (!refundId || !isCaptured(money, attempt)) {
    throw refused(gateway, attempt, "shows no captured payment to refund")
  }
  const owed = owedOf(money, attempt, refundId) ?? amount
  if (owed.isPositive && mode === "reject") {
    throw refused(gateway, attempt, "cannot refund through its API")
  }
  const author = await dependencies.refundAuthor(refundId)
  if (author === null && isUnplaced(money)) throw compensation(attempt)
  if (author === CANCELED_AS_UNPAID) throw paidMeanwhile(attempt)
  assertWithinCaptured(money, attempt, amount)
  if (!owed.isPositive) return dependencies.ledger().attempts.wake([attempt.id])
  switch (mode) {
    case "gateway":
      return refundRest(gateway, dependencies, attempt, { amount, refundId, author })
    case "payout":
      return payOut(gateway, dependencies, attempt, owed, refundId, author)
    default:
      return owe(dependencies, attempt, owed, refundId, money.order?.id ?? null)
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
  const rest = owedOf(money, attempt, refundId) ?? amount
  if (!rest.isPositive) return dependencies.ledger().attempts.wake([attempt.id])
  return refundAtGateway(gateway, dependencies, attempt, { amount: rest, money, refundId, author })
}

function isCaptured({ payments }: OrderMoney, { cleared_at, session_id }: PaymentAttempt): boolean {
  const payment = payments.find(({ sessionId }) => sessionId === session_id)
  return cleared_at !== null || (payment?.captures.length ?? 0) > 0
}

/** What has to go back for a refund: less than its sum, where a person has returned some of it before. */
function owedOf({ attempts, payments }: OrderMoney, { id }: PaymentAttempt, refundId: string) {
  const attempt = attempts.find((one) => one.id === id)
  const payment = payments.find(({ sessionId }) => sessionId === attempt?.sessionId)
  return attempt && payment && refundsOwed(attempt, payment).get(refundId)
}

/** Medusa compensates where its cart leads to no order; undoing that one may have failed, too, and left it behind. */
const isUnplaced = ({ order }: OrderMoney) => order === null || order.isUnlinked

const refused = (gateway: EntryGateway, attempt: PaymentAttempt, why: string) =>
  new NotSupported(
    "refund_not_supported",
    `${gateway.name} ${why}, so nothing was refunded, and Medusa records no refund. Return the money for ${attempt.reference} in the gateway's cabinet or by a payout. With the option refunds: "manual" Medusa records the refund, and a problem (refund_owed) asks for the money to be returned.`,
  )

const compensation = ({ reference }: PaymentAttempt) =>
  new NotSupported(
    "refund_of_failed_completion",
    `The cart of ${reference} could not be completed, and nobody asked for a refund: the captured payment is kept, and becomes an order as soon as it can.`,
  )

const paidMeanwhile = ({ reference }: PaymentAttempt) =>
  new NotSupported(
    "refund_of_unpaid_order",
    `${reference} was paid while its order was canceled as unpaid, and nobody asked for a refund: the money is kept until a person decides.`,
  )

const tooMuch = (attempt: PaymentAttempt, amount: Money) =>
  new PayoutRefused(
    "payout_amount_not_allowed",
    `${amount} is more than what is left of ${attempt.reference} to refund.`,
  )

/** All refunds together never exceed what was captured; Medusa itself lets them go a cent beyond. This one is among them. */
function assertWithinCaptured(
  { payments }: Awaited<ReturnType<typeof gather>>["money"],
  attempt: PaymentAttempt,
  amount: Money,
): void {
  const payment = payments.find(({ sessionId }) => sessionId === attempt.session_id)
  const refunded = sumOf(payment?.refunds.map((refund) => refund.amount) ?? [], amount.currency)
  if (!payment || capturedOf(payment).lessThan(refunded)) throw tooMuch(attempt, amount)
}

/** Medusa records the refund; a person returns the money. */
async function owe(
  { ledger, settlement }: RefundDependencies,
  attempt: PaymentAttempt,
  amount: Money,
  refundId: string,
  orderId: string | null,
): Promise<void> {
  const planned = { kind: "refund_owed", attemptId: attempt.id, refundId, gatewayId: null, amount } as const
  const opened = await ledger().openProblem(problemRow(attempt, planned, orderId), { road: "medusa" })
  if (opened) await announceOpened(settlement(), opened)
}

/** The sweep sends it; where two people must agree it waits as a draft for one of them. */
async function payOut(
  gateway: EntryGateway,
  { ledger, settlement, runtime, personBehind }: RefundDependencies,
  attempt: PaymentAttempt,
  amount: Money,
  refundId: string,
  author: string | null,
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
  await emitPayoutUpdated(settlement(), payout)
}
