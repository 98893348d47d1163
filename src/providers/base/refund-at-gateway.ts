import { GatewayDeclined, type EntryGateway, type Money } from "../../core"
import { capturedOf, sumOf, wentBack } from "../../core/settlement"
import type { OperationRoom, PaymentAttempt } from "../../modules/gateway-ledger"
import { assertSent, carryOut, openOperation } from "../../operations"
import { gather } from "../../settlement"
import { payerOfCart } from "./payer"
import { cartOf, partialReceiptOf } from "./receipt"
import type { ProviderDependencies } from "./dependencies"

type Dependencies = Pick<ProviderDependencies, "settlement" | "operations" | "cart" | "runtime">

/** A refund of Medusa's that the gateway is to carry out. */
interface GatewayRefund {
  amount: Money
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
  { amount, refundId, author }: GatewayRefund,
): Promise<void> {
  const operations = dependencies.operations()
  await assertSent(operations)
  const isWhole = await isAll(dependencies, attempt, amount)
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

async function paymentIn(dependencies: Dependencies, attempt: PaymentAttempt) {
  const { money } = await gather(dependencies.settlement(), attempt.payment_collection_id, {
    withTotal: false,
  })
  const facts = money.attempts.find(({ id }) => id === attempt.id)
  const payment = money.payments.find(({ sessionId }) => sessionId === attempt.session_id)
  return facts && payment && { facts, payment }
}

/** All that was captured, at once: its receipt is the payment's own. */
async function isAll(dependencies: Dependencies, attempt: PaymentAttempt, amount: Money): Promise<boolean> {
  const found = await paymentIn(dependencies, attempt)
  return found?.payment.refunds.length === 1 && capturedOf(found.payment).equals(amount)
}

/** What is captured and did not go back in another way; read when nobody else can begin a refund of this payment. */
async function room(dependencies: Dependencies, attempt: PaymentAttempt): Promise<OperationRoom> {
  const found = await paymentIn(dependencies, attempt)
  if (!found) return { limit: 0n, subjects: new Set(), inParts: true }
  const { facts, payment } = found
  const payouts = facts.payouts.filter(({ state }) => state !== "canceled" && state !== "declined")
  const otherwise = sumOf(
    payouts.map((payout) => payout.amount),
    payment.currency,
  )
  return {
    limit: capturedOf(payment).minus(wentBack(facts, payment)).minus(otherwise).minor,
    subjects: new Set(payment.refunds.map(({ id }) => id)),
    inParts: true,
  }
}
