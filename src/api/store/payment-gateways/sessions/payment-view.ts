import {
  hasReached,
  isReleased,
  Money,
  type Gateway,
  type NextAction,
  type PaymentStatus,
} from "../../../../core"
import type { PaymentAttempt } from "../../../../modules/gateway-ledger"
import type { CheckoutFacts } from "../../../../medusa/reads/checkout-facts"
import { shopperActions } from "../../../../settlement"
import type { PaymentView, ShopperStatus } from "../types"
import { pollAfter } from "./poll-pace"

/** A payment as its shopper sees it. Pure; `now` in milliseconds since 1970. */
export function paymentView(
  attempt: PaymentAttempt,
  { cartId, orderId, isCurrent, isOrderCanceled }: CheckoutFacts,
  gateway: Gateway | undefined,
  now: number,
): PaymentView {
  const { status, currency_code } = attempt
  const { received, missing } = arrived(attempt)
  const superseded = attempt.superseded_at !== null || (!isCurrent && !hasReached(status, "paid"))
  const isClosed = superseded || isOrderCanceled
  const may = isClosed ? undefined : shopperActions(attempt, gateway)
  return {
    session_id: attempt.session_id,
    provider_id: attempt.provider_id,
    status: isOrderCanceled && isUnpaid(status) ? "failed" : shopperStatus(status),
    amount: attempt.amount,
    currency_code: currency_code.toLowerCase(),
    reserved: status === "authorized",
    received: received?.amount ?? null,
    missing: missing?.amount ?? null,
    next: isClosed ? null : nextAction(attempt, missing),
    can_confirm_sent: may?.sent ?? false,
    can_cancel: may?.cancel ?? false,
    cart_id: orderId === null ? cartId : null,
    order_id: orderId,
    order_canceled: isOrderCanceled,
    superseded,
    poll_after_ms: pollAfter({
      status,
      ageMs: now - attempt.created_at.getTime(),
      hasOrder: orderId !== null,
      isOver: isClosed || isForPerson(attempt),
    }),
  }
}

/** No money came, and none is on its way. */
const isUnpaid = (status: PaymentStatus) =>
  status === "created" || status === "awaiting" || isReleased(status)

/** Paid, and waiting for a person: settlement does not capture it. */
export const isForPerson = ({ status, cleared_at }: PaymentAttempt) =>
  hasReached(status, "paid") && cleared_at === null

function arrived({ amount, received, cleared_at, currency_code }: PaymentAttempt) {
  if (received === null) return { received: null, missing: null }
  const asked = Money.of(amount, currency_code)
  const came = Money.rounded(received, currency_code)
  // Nothing is missing of a hold that was captured in part.
  const isEnough = cleared_at !== null || !came.lessThan(asked)
  return { received: came, missing: isEnough ? null : asked.minus(came) }
}

/** The action that the gateway named at the start, while it is still to be done; a transfer's amount is what is missing. */
function nextAction({ status, next_action }: PaymentAttempt, missing: Money | null): NextAction | null {
  if (next_action?.type === "transfer") {
    const isOpen = status === "awaiting" || status === "underpaid"
    return isOpen ? { ...next_action, ...(missing && { amount: missing.amount }) } : null
  }
  return status === "awaiting" ? next_action : null
}

function shopperStatus(status: PaymentStatus): ShopperStatus {
  switch (status) {
    case "created":
    case "awaiting":
      return "awaiting"
    // The shopper has nothing more to do.
    case "authorized":
    case "paid":
    case "refunded":
      return "paid"
    case "canceled":
    case "failed":
      return "failed"
    case "processing":
    case "underpaid":
    case "expired":
      return status
  }
}
