import { Money } from "../../src/core"
import type { PaymentAttempt } from "../../src/modules/gateway-ledger"
import { paymentsOf } from "./gateway"
import { inHandOf } from "./invariants"
import { orderOf } from "./medusa/books"
import { askedOf, entryOf, violation, type GatewayPayment, type World } from "./world"

/** Money that came in full, and that the cart or its order still asks for, is captured, and not only told. */
export function auditPaid(world: World, attempt: PaymentAttempt): void {
  const payments = paymentsOf(world, attempt)
  const [payment] = payments
  if (payments.length !== 1 || !payment || !isSound(world, attempt, payment)) return
  if (isAskedFor(world, attempt))
    violation(world, `${attempt.id}: ${payment.arrived} came, and is not captured`)
}

function isSound(world: World, attempt: PaymentAttempt, payment: GatewayPayment): boolean {
  const { arrived, wentBack, isTest, view, number } = payment
  const isWhole = arrived.currency === payment.asked.currency && arrived.equals(askedOf(attempt))
  const shownAsked = view.asked === null ? arrived : Money.floor(view.asked, arrived.currency)
  const isShown = view.status === "paid" && !isTest && !wentBack.isPositive && !shownAsked.lessThan(arrived)
  const isOwn = attempt.gateway_id === null || attempt.gateway_id === number
  return isWhole && isShown && isOwn && isKnown(world, attempt)
}

/** A wallet's sums are told by its notifications alone. */
function isKnown({ ledger, wereUnconfigured, entries }: World, attempt: PaymentAttempt): boolean {
  const { provider_id, reference, amount } = attempt
  const kind = entries.find(({ providerId }) => providerId === provider_id)?.kind
  const isTold = ledger.inbox.some(
    (row) => row.reference === reference && row.claim.received === amount && row.tries > 0,
  )
  return kind !== "wallet" || (isTold && !wereUnconfigured.has(provider_id))
}

/** The session waits for it, the cart or the order costs it, and no other money pays for it. */
function isAskedFor(world: World, attempt: PaymentAttempt): boolean {
  const { cart, sessions, payments } = world.medusa
  const asked = askedOf(attempt)
  const session = sessions.find(({ id }) => id === attempt.session_id)
  const order = orderOf(world.medusa)
  const totals = order ? [order.total, order.placedTotal] : [cart.total]
  const isOfCart = attempt.payment_collection_id === cart.collectionId
  return (
    entryOf(world, attempt.provider_id) !== undefined &&
    attempt.words.length === 0 &&
    attempt.superseded_at === null &&
    session !== undefined &&
    session.amount.equals(asked) &&
    !order?.isCanceled &&
    isOfCart &&
    totals.some((total) => total.equals(asked)) &&
    payments.every((one) =>
      one.sessionId === session.id ? !one.isCanceled : !inHandOf(world, one).isPositive,
    )
  )
}
