import type { EntryGateway, KnownPayment, Observation } from "../core/gateway"
import type { Money } from "../core/money"
import { judge, keepAnswer, type OrderMoney, type Verdict } from "../core/settlement"

/** A store's verdict about one payment, whose cart has no other. */
export function verdictOf(
  gateway: EntryGateway,
  payment: KnownPayment,
  answer: Observation | null,
  captured: Money,
): Verdict {
  const attempt = attemptOf(gateway, payment, answer)
  return judge(orderOf(attempt, captured), attempt)
}

const IDS = { sessionId: "session", collectionId: "collection", providerId: "pp_conformance_main" }

function attemptOf(
  gateway: EntryGateway,
  payment: KnownPayment,
  answer: Observation | null,
): OrderMoney["attempts"][number] {
  const { reference, gatewayId, amount, status, claims } = payment
  return {
    ...IDS,
    ...{ id: "attempt", reference, gatewayId, asked: amount, status, claims },
    ...{ heldFor: null, supersededAt: null, clearedAt: null, claimedAt: null, settledAt: null },
    ...{
      createdAt: 0,
      askedAt: 0,
      answeredAt: 0,
      resolutions: [],
      payouts: [],
      operations: [],
      canVoid: false,
      refundsAtGateway: false,
    },
    observations: keepAnswer({}, reference, answer),
    policy: {
      order: { placeOrder: "after_payment", cancelUnpaidAfterMs: Infinity },
      acceptsTestPayments: gateway.acceptsTestPayments,
      account: gateway.account,
      isConfigured: true,
    },
  }
}

function orderOf(attempt: OrderMoney["attempts"][number], captured: Money): OrderMoney {
  const { asked } = attempt
  const payment = {
    ...IDS,
    ...{ id: "payment", currency: asked.currency, isCanceled: false, refunds: [] },
    captures: [{ id: "capture", amount: captured, createdAt: 0 }],
  }
  return {
    cart: {
      id: "cart",
      collectionId: IDS.collectionId,
      currency: asked.currency,
      isCompleted: false,
      total: asked,
    },
    order: null,
    sessions: [{ id: IDS.sessionId, ...IDS, amount: asked, collectionAmount: null, status: "pending" }],
    payments: captured.isPositive ? [payment] : [],
    attempts: [attempt],
  }
}
