import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { completeCartWorkflow, processPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, PaymentActions } from "@medusajs/framework/utils"
import {
  decide,
  IntegrityError,
  InvalidNotification,
  Money,
  type Decision,
  type Gateway,
  type Notification,
  type PaymentStatus,
} from "../../core"
import { GATEWAY_LEDGER, type GatewayLedgerService, type PaymentAttempt } from "../../modules/gateway-ledger"
import { configuredGateway } from "../configured-gateways"
import { observeAttempt, recordDecision } from "../observe-attempt"
import { readMedusaFacts, type MedusaFacts } from "./medusa-facts"

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

const ledgerOf = (container: MedusaContainer) => container.resolve<GatewayLedgerService>(GATEWAY_LEDGER)

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
        session: facts.session && !attempt.superseded_at ? "open" : "gone",
        coveredByAnother: facts.coveredByAnother,
      },
      observation,
      { acceptTestPayments: gateway.acceptsTestPayments },
    )
    const recorded = await recordDecision(ledger, attempt, observation, decision)
    reportHeld(container, recorded, decision)
    return new StepResponse({ decision: decision.kind, attempt: recorded })
  },
)

/**
 * Lets Medusa's own workflows record the money and place the order. Not composed as a sub-workflow: money that was
 * captured must not be "compensated" by canceling the payment when a later step fails.
 */
export const applyStep = createStep(
  "payment-gateways-apply",
  async ({ decision, attempt }: { decision: Decision["kind"]; attempt: PaymentAttempt }, { container }) => {
    const facts = await readMedusaFacts(container, attempt)
    if (decision === "capture" && facts.session) {
      const data = { session_id: facts.session.id, amount: facts.session.amount as string }
      await processPaymentWorkflow(container).run({ input: { action: PaymentActions.SUCCESSFUL, data } })
    } else if (isPaidWithoutOrder(facts)) {
      await completeCartWorkflow(container).run({
        input: { id: facts.cartId as string },
        throwOnError: false,
      })
    }
    return new StepResponse()
  },
)

const isPaidWithoutOrder = (facts: MedusaFacts) =>
  facts.captured.isPositive && !facts.orderId && facts.cartId !== undefined

/** Reads everything again, and believes only what is there. */
export const confirmStep = createStep(
  "payment-gateways-confirm",
  async ({ decision, attempt }: { decision: Decision["kind"]; attempt: PaymentAttempt }, { container }) => {
    const facts = await readMedusaFacts(container, attempt)
    const asked = Money.of(attempt.amount, attempt.currency_code)
    if (decision === "capture" && !facts.captured.equals(asked)) {
      throw new IntegrityError(
        "settlement_incomplete",
        `${attempt.reference}: ${asked} is paid, but Medusa shows ${facts.captured} captured`,
      )
    }
    if (isPaidWithoutOrder(facts)) {
      logOf(container).error(
        `${attempt.reference}: ${asked} is captured, but cart ${facts.cartId} could not become an order`,
      )
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

const logOf = (container: MedusaContainer) => container.resolve(ContainerRegistrationKeys.LOGGER)

function reportHeld(container: MedusaContainer, attempt: PaymentAttempt, decision: Decision): void {
  if (decision.kind === "hold") {
    const amount = decision.amount ?? `${attempt.amount} ${attempt.currency_code}`
    logOf(container).error(
      `${attempt.provider_id} ${attempt.reference}: ${decision.problem}: ${amount} waits for a person`,
    )
  }
  if (decision.kind === "capture" && decision.excess) {
    logOf(container).error(`${attempt.provider_id} ${attempt.reference}: overpaid by ${decision.excess}`)
  }
}
