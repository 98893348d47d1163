import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { decide, isUnpaidTooLong, Money, type Decision } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { announceChange } from "../attempt-events"
import { observeAttempt, recordDecision } from "../observe-attempt"
import { ledgerOf } from "../services"
import { gatewayOf } from "./find-attempt"
import { heldByDecision, partOf } from "./held-money"
import { readMedusaFacts, type MedusaFacts } from "./medusa-facts"
import type { Decided, SettlePaymentInput } from "./types"

/** Asks the gateway and decides; what may be captured is in the ledger before Medusa hears of it. */
export const decideStep = createStep(
  "payment-gateways-decide",
  async (input: SettlePaymentInput, { container }) => {
    const ledger = ledgerOf(container)
    const gateway = await gatewayOf(container, input.provider_id)
    const known = (await ledger.findAttempt({
      gateway: gateway.name,
      reference: input.reference,
    })) as PaymentAttempt
    const { attempt, observation } = await observeAttempt(ledger, gateway, known, input.notification)
    const facts = await readMedusaFacts(container, attempt)
    const decision = decide(expectationOf(attempt, facts), observation, {
      acceptTestPayments: gateway.acceptsTestPayments,
    })
    const recorded = await recordDecision(ledger, attempt, observation, decision)
    await announceChange(container, known, recorded)
    const isOverdue =
      mayGiveUp(decision) && isUnpaidTooLong(gateway.orderPolicy, Date.now() - attempt.created_at.getTime())
    const isWatchedOut = recorded.next_check_at === null && !facts.captured.isPositive
    const decided: Decided = {
      decision: decision.kind,
      attempt: recorded,
      held: heldByDecision(decision, recorded, isOverdue || isWatchedOut),
      givesUp: isOverdue && !partOf(recorded),
    }
    return new StepResponse(decided)
  },
)

function expectationOf(attempt: PaymentAttempt, facts: MedusaFacts) {
  const isAskedFor = facts.session && !attempt.superseded_at && !facts.costsAnotherSum
  return {
    reference: attempt.reference,
    gatewayId: attempt.gateway_id,
    asked: Money.of(attempt.amount, attempt.currency_code),
    captured: facts.captured,
    session: isAskedFor ? ("open" as const) : ("gone" as const),
    order: facts.order,
    coveredByAnother: facts.coveredByAnother,
  }
}

const mayGiveUp = ({ kind }: Decision) => kind === "wait" || kind === "release"
