import { assertLive, GatewayDeclined, keptMessage, Money, type EntryGateway } from "../../../core"
import {
  capturedOf,
  isUntaken,
  remainder,
  sumOf,
  totalOf,
  unrecordedRefunds,
  wentBack,
  type OrderMoney,
} from "../../../core/settlement"
import type {
  JournalAuthor,
  OperationRoom,
  PaymentAttempt,
  PaymentOperation,
} from "../../../modules/gateway-ledger"
import { carryOut, openOperation, type OperationDependencies } from "../../../operations"
import type { ProviderDependencies } from "../dependencies"
import { factsIn, moneyOf, paymentIn } from "./order-money"
import { payerOfCart } from "./payer"
import { cartOf, partialReceiptOf } from "./receipt"

type Dependencies = Pick<ProviderDependencies, "settlement" | "operations" | "cart" | "runtime">

/** A refund of Medusa's that the gateway carries out. */
interface GatewayRefund {
  amount: Money
  /** What is known of the order's money, this refund included. */
  money: OrderMoney
  refundId: string
  /** Who asked for it; null where nobody did. */
  author: string | null
}

/**
 * Lets the gateway return money the way it came. Medusa records the refund unless the gateway refuses it. A refund that is
 * pending at the gateway, or has no clear answer, is followed to its end; when it fails in the end, a problem says so.
 *
 * @throws GatewayDeclined when the gateway refuses the refund: nothing went back
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
  const cart = await cartOf(gateway, dependencies, attempt.payment_collection_id)
  const by = { road: "medusa", actor_id: author } as const
  const opened = await openOperation(
    operations,
    gateway,
    attempt,
    {
      kind: "refund",
      amount,
      isWhole: isWhole(money, attempt, amount),
      receipt: partialReceiptOf(gateway, dependencies, cart, attempt.reference, amount),
      payer: payerOfCart(cart),
      reason: null,
      subjectId: refundId,
      requestedBy: author,
    },
    () => roomForRefunds(dependencies, attempt),
    by,
  )
  if (opened.state === "done" || opened.state === "pending") return
  const { state, error } = await firstTry(operations, opened, by)
  if (state !== "failed") return
  const reason = error ?? "the gateway refused it"
  throw new GatewayDeclined(
    `${attempt.reference}: ${amount} were not refunded: ${reason}`,
    "gateway_declined",
    error ?? "",
  )
}

/**
 * The refund is on record and will be carried out. An error of ours must not make Medusa take its own record back, since the
 * admin would refund again.
 */
async function firstTry(
  operations: OperationDependencies,
  opened: PaymentOperation,
  by: JournalAuthor,
): Promise<Pick<PaymentOperation, "state" | "error">> {
  try {
    return await carryOut(operations, opened, by)
  } catch (error) {
    operations.log.warn(
      `refund not tried yet, it is tried again: operation_id=${opened.id} error=${keptMessage((error as Error).message)}`,
    )
    return opened
  }
}

/** Whether a refund returns at once all that was captured: its receipt is then the payment's own. */
function isWhole(money: OrderMoney, attempt: PaymentAttempt, amount: Money): boolean {
  const payment = paymentIn(money, attempt)
  return payment?.refunds.length === 1 && capturedOf(payment).equals(amount)
}

/** Captured money that did not go back yet. Read under the attempt's lock, when no other refund of it can begin. */
async function roomForRefunds(dependencies: Dependencies, attempt: PaymentAttempt): Promise<OperationRoom> {
  const money = await moneyOf(dependencies, attempt)
  const facts = factsIn(money, attempt)
  const payment = paymentIn(money, attempt)
  if (!facts || !payment) return { limit: 0n, subjects: new Set(), inParts: true }
  // Medusa may have a capture on record that the gateway has not been asked for yet.
  const taken = isUntaken(facts) ? Money.zero(payment.currency) : capturedOf(payment)
  const payouts = facts.payouts.filter(({ state }) => state !== "canceled" && state !== "declined")
  const paidOut = sumOf(
    payouts.map((payout) => payout.amount),
    payment.currency,
  )
  // Those are counted among the operations, too.
  const unrecorded = totalOf(unrecordedRefunds(facts, payment), payment.currency)
  return {
    limit: taken.minus(remainder(wentBack(facts, payment), unrecorded)).minus(paidOut).minor,
    subjects: new Set(payment.refunds.map(({ id }) => id)),
    inParts: true,
  }
}
