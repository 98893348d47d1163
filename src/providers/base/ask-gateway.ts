import { decide, isAllHeld, type Gateway, type Notification } from "../../core"
import { Money } from "../../core/money"
import type { GatewayLedgerService, PaymentAttempt } from "../../modules/gateway-ledger"
import { observeAttempt, recordDecision } from "../../workflows/observe-attempt"

/**
 * Whether an attempt's money is there, by the gateway's own word. A payment that was cleared once needs no second
 * question: the settlement clears it just before it lets Medusa authorize.
 */
export async function askGateway(
  ledger: GatewayLedgerService,
  gateway: Gateway,
  attempt: PaymentAttempt,
  isCoveredByAnother: () => Promise<boolean>,
  hint?: Pick<Notification, "gatewayId" | "claim">,
): Promise<{ attempt: PaymentAttempt; paid: boolean }> {
  // Medusa authorizes on its own too (a shopper completes the cart), and knows no cart that was paid twice.
  // Money that the settlement keeps for a person stays there.
  if (isAllHeld(attempt.held_for) || (await isCoveredByAnother())) {
    return { attempt, paid: false }
  }
  if (attempt.cleared_at) {
    return { attempt, paid: true }
  }
  const observed = await observeAttempt(ledger, gateway, attempt, hint)
  const asked = Money.of(attempt.amount, attempt.currency_code)
  const decision = decide(
    {
      reference: attempt.reference,
      gatewayId: attempt.gateway_id,
      asked,
      captured: Money.zero(asked.currency),
      session: attempt.superseded_at ? "gone" : "open",
      // The settlement, which knows the order, decides about one that was canceled.
      order: "none",
      coveredByAnother: false,
    },
    observed.observation,
    { acceptTestPayments: gateway.acceptsTestPayments },
  )
  const recorded = await recordDecision(ledger, observed.attempt, observed.observation, decision)
  return { attempt: recorded, paid: decision.kind === "capture" }
}
