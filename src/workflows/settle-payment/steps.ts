import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import {
  cancelOrderWorkflow,
  completeCartWorkflow,
  processPaymentWorkflow,
} from "@medusajs/medusa/core-flows"
import { PaymentActions } from "@medusajs/framework/utils"
import {
  decide,
  IntegrityError,
  isUnpaidTooLong,
  InvalidNotification,
  Money,
  type Decision,
  type Gateway,
  type Notification,
  type PaymentStatus,
} from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { announceChange } from "../attempt-events"
import { configuredGateway } from "../configured-gateways"
import { observeAttempt, recordDecision } from "../observe-attempt"
import { syncProblems, type HeldMoney } from "../problems"
import { ledgerOf } from "../services"
import { readMedusaFacts, type MedusaFacts } from "./medusa-facts"
import { dropUnpaidSessions, recordCaptures } from "./repairs"

/** Which payment, and what woke us. */
export interface SettlePaymentInput {
  provider_id: string
  reference: string
  notification?: Pick<Notification, "gatewayId" | "claim">
}

/** Where the payment stands after the settlement. Amounts are decimal strings. */
export interface SettlePaymentResult {
  decision: Decision["kind"]
  status: PaymentStatus
  received: string | null
  held_for: string | null
  payment_id: string | null
  order_id: string | null
}

interface Decided {
  decision: Decision["kind"]
  attempt: PaymentAttempt
  held: HeldMoney[]
  givesUp: boolean
}

/** Finds the attempt, before anything is locked. Payments of one collection are settled one after the other. */
export const findAttemptStep = createStep(
  "payment-gateways-find-attempt",
  async ({ provider_id, reference }: SettlePaymentInput, { container }) => {
    const gateway = await gatewayOf(container, provider_id)
    const attempt = await ledgerOf(container).findAttempt({ gateway: gateway.name, reference })
    if (attempt?.provider_id !== provider_id) {
      throw new InvalidNotification("unknown_reference", `${provider_id} has no payment ${reference}`)
    }
    return new StepResponse({ lockKey: `payment-gateways:${attempt.payment_collection_id}` })
  },
)

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
    const decision = decide(
      {
        reference: attempt.reference,
        gatewayId: attempt.gateway_id,
        asked: Money.of(attempt.amount, attempt.currency_code),
        captured: facts.captured,
        session: facts.session && !attempt.superseded_at && !facts.cartHasChanged ? "open" : "gone",
        order: facts.order,
        coveredByAnother: facts.coveredByAnother,
      },
      observation,
      { acceptTestPayments: gateway.acceptsTestPayments },
    )
    const recorded = await recordDecision(ledger, attempt, observation, decision)
    await announceChange(container, known, recorded)
    const overdue =
      mayGiveUp(decision) && isUnpaidTooLong(gateway.orderPolicy, Date.now() - attempt.created_at.getTime())
    const part = partOf(recorded)
    const isOver = recorded.next_check_at === null && !facts.captured.isPositive
    return new StepResponse({
      decision: decision.kind,
      attempt: recorded,
      held: [
        ...heldMoney(decision),
        ...((overdue || (isOver && mayGiveUp(decision))) && part
          ? [{ kind: "underpaid" as const, amount: part }]
          : []),
      ],
      // Asked just now, for the last time: an order that was placed before its payment may go.
      givesUp: overdue && !part,
    })
  },
)

/**
 * Lets Medusa's own workflows record the money and place the order. Not composed as a sub-workflow: money that was
 * captured must not be "compensated" by canceling the payment when a later step fails.
 */
export const applyStep = createStep(
  "payment-gateways-apply",
  async ({ decision, attempt, givesUp }: Decided, { container }) => {
    const facts = await readMedusaFacts(container, attempt)
    if (decision === "capture" && facts.session) {
      const data = { session_id: facts.session.id, amount: facts.session.amount as string }
      await processPaymentWorkflow(container).run({ input: { action: PaymentActions.SUCCESSFUL, data } })
    } else if (isPaidWithoutOrder(facts)) {
      await dropUnpaidSessions(container, attempt)
      // A cart that was changed after it was paid is for a person: its order would not be paid in full.
      if (!facts.cartHasChanged) {
        await completeCartWorkflow(container).run({
          input: { id: facts.cartId as string },
          throwOnError: false,
        })
      }
    }
    if (givesUp && facts.order === "open" && !facts.captured.isPositive) {
      await cancelOrderWorkflow(container).run({ input: { order_id: facts.orderId as string } })
    }
    return new StepResponse()
  },
)

/** Part of the money is not nothing: a person decides about it. */
function partOf({ received, currency_code }: PaymentAttempt): string | null {
  return received !== null && Money.rounded(received, currency_code).isPositive ? received : null
}

const mayGiveUp = ({ kind }: Decision) => kind === "wait" || kind === "release"

const isPaidWithoutOrder = (facts: MedusaFacts) =>
  facts.captured.isPositive && !facts.orderId && facts.cartId !== undefined

/** Reads everything again, and believes only what is there. */
export const confirmStep = createStep(
  "payment-gateways-confirm",
  async ({ decision, attempt, held }: Decided, { container }) => {
    const facts = await readMedusaFacts(container, attempt)
    const asked = Money.of(attempt.amount, attempt.currency_code)
    if (decision === "capture" && !facts.captured.equals(asked)) {
      throw new IntegrityError(
        "settlement_incomplete",
        `${attempt.reference}: ${asked} is paid, but Medusa shows ${facts.captured} captured`,
      )
    }
    const withoutOrder: HeldMoney[] = isPaidWithoutOrder(facts)
      ? [{ kind: "no_order", amount: facts.captured.amount }]
      : []
    await syncProblems(container, attempt, [...held, ...withoutOrder], facts.orderId)
    const isInOrder = !facts.orderId || (await recordCaptures(container, attempt, facts))
    if (facts.orderId && facts.captured.equals(asked) && isInOrder) {
      await ledgerOf(container).updateAttempt(attempt.id, { next_check_at: null })
    }
    const result: SettlePaymentResult = {
      decision,
      status: attempt.status,
      received: attempt.received,
      held_for: attempt.held_for,
      payment_id: facts.paymentId ?? null,
      order_id: facts.orderId ?? null,
    }
    return new StepResponse(result)
  },
)

async function gatewayOf(container: MedusaContainer, providerId: string): Promise<Gateway> {
  const gateway = await configuredGateway(container, providerId)
  if (!gateway) {
    throw new InvalidNotification("unknown_shop", `no gateway is configured as ${providerId}`)
  }
  return gateway
}

/** What of the money waits for a person after this decision. */
function heldMoney(decision: Decision): HeldMoney[] {
  switch (decision.kind) {
    case "hold":
      return [{ kind: decision.problem, amount: decision.amount?.amount ?? null }]
    case "capture":
      return decision.excess ? [{ kind: "overpaid", amount: decision.excess.amount }] : []
    case "wait":
    case "release":
    case "nothing":
      return []
  }
}
