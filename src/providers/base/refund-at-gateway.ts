import { assertLive, GatewayDeclined, Money, type EntryGateway } from "../../core"
import { capturedOf, isUntaken, sumOf, wentBack, type OrderMoney } from "../../core/settlement"
import type { OperationRoom, PaymentAttempt } from "../../modules/gateway-ledger"
import { carryOut, openOperation } from "../../operations"
import { gather } from "../../settlement"
import { payerOfCart } from "./payer"
import { cartOf, partialReceiptOf } from "./receipt"
import type { ProviderDependencies } from "./dependencies"

type Dependencies = Pick<ProviderDependencies, "settlement" | "operations" | "cart" | "runtime">

/** A refund of Medusa's that the gateway is to carry out. */
interface GatewayRefund {
  amount: Money
  /** What is known of the order's money, this refund among it. */
  money: OrderMoney
  refundId: string
  /** Who asked for it; null where nobody did. */
  author: string | null
}

/**
 * Lets the gateway return money the way it came. Medusa records the refund unless the gateway refuses it: one that is
 * pending there, or without a clear answer, is followed to its end, and told where it fails.
 *
 * @throws GatewayDeclined when the gateway refuses it: nothing went back
 * @throws Conflict more_than_left; store_not_confirmed
 */
export async function refundAtGateway(
  gateway: EntryGateway,
  dependencies: Dependencies,
  attempt: PaymentAttempt,
  { amount, money, refundId, author }: GatewayRefund,
): Promise<void> {
  const operations = dependencies.operations()
  await assertLive(operations.ledger.installation)
  const isWhole = isAll(money, attempt, amount)
  const cart = await cartOf(gateway, dependencies, attempt.payment_collection_id)
  const opened = await openOperation(
    operations,
    gateway,
    attempt,
    {
      kind: "refund",
      amount,
      isWhole,
      receipt: partialReceiptOf(gateway, dependencies, cart, attempt.reference, amount),
      payer: payerOfCart(cart),
      reason: null,
      subjectId: refundId,
      requestedBy: author,
    },
    () => room(dependencies, attempt),
    { road: "medusa", actor_id: author },
  )
  if (opened.state === "done" || opened.state === "pending") return
  const { state, error } = await carryOut(operations, opened, { road: "medusa", actor_id: author })
  if (state !== "failed") return
  throw new GatewayDeclined(
    `${attempt.reference}: ${amount} were not refunded: ${error ?? "the gateway refused it"}`,
    "gateway_declined",
    error ?? "",
  )
}

const paymentIn = ({ payments }: OrderMoney, { session_id }: PaymentAttempt) =>
  payments.find(({ sessionId }) => sessionId === session_id)

/** All that was captured, at once: its receipt is the payment's own. */
function isAll(money: OrderMoney, attempt: PaymentAttempt, amount: Money): boolean {
  const payment = paymentIn(money, attempt)
  return payment?.refunds.length === 1 && capturedOf(payment).equals(amount)
}

/** What is captured and did not go back in another way; read when nobody else can begin a refund of this payment. */
async function room(dependencies: Dependencies, attempt: PaymentAttempt): Promise<OperationRoom> {
  const { money } = await gather(dependencies.settlement(), attempt.payment_collection_id, {
    withTotal: false,
  })
  const facts = money.attempts.find(({ id }) => id === attempt.id)
  const payment = paymentIn(money, attempt)
  if (!facts || !payment) return { limit: 0n, subjects: new Set(), inParts: true }
  // Medusa may have a capture on record that has not come to the gateway yet.
  const taken = isUntaken(facts) ? Money.zero(payment.currency) : capturedOf(payment)
  const payouts = facts.payouts.filter(({ state }) => state !== "canceled" && state !== "declined")
  const otherwise = sumOf(
    payouts.map((payout) => payout.amount),
    payment.currency,
  )
  return {
    limit: taken.minus(wentBack(facts, payment)).minus(otherwise).minor,
    subjects: new Set(payment.refunds.map(({ id }) => id)),
    inParts: true,
  }
}
