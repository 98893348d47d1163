import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { allowedPayoutAmount, assertMayPayOut, payoutAccount, PayoutRefused, type Actor } from "../../core"
import { ledgerOf } from "../services"
import { payingGateway } from "./gateway"
import { tell } from "./records"
import { freeReference } from "./reference"

export interface CreatePayoutInput {
  /** "pp_m2cerber_main" */
  provider_id: string
  /** Decimal string in major units. */
  amount: string
  currency_code: string
  /** Number of a wallet, a card or a phone. */
  account: string
  /** Tegro's number of the way to pay out. */
  payment_system?: number
  note?: string
  actor: Actor
}

const createPayoutStep = createStep(
  "payment-gateways-create-payout",
  async (input: CreatePayoutInput, { container }) => {
    const { provider_id, actor } = input
    const { gateway, payouts, policy } = await payingGateway(container, provider_id)
    assertMayPayOut(policy, actor)
    const amount = allowedPayoutAmount(policy, input.amount, input.currency_code)
    const account = payoutAccount(input.account)
    if (payouts.needsPaymentSystem && !Number.isInteger(input.payment_system)) {
      throw new PayoutRefused(
        "payout_account_invalid",
        `${gateway.name} needs the number of a payment system.`,
      )
    }
    const ledger = ledgerOf(container)
    const payout = await ledger.openPayout({
      provider_id,
      reference: await freeReference(ledger, gateway),
      account,
      amount: amount.amount,
      currency_code: amount.currency,
      payment_system: input.payment_system ?? null,
      requested_by: actor.actor_id,
      note: input.note ?? null,
    })
    await tell(container, payout)
    return new StepResponse(payout)
  },
)

/** Writes a payout down as a draft. Nothing is sent yet. */
export const createPayoutWorkflow = createWorkflow(
  "payment-gateways-create-payout",
  (input: WorkflowData<CreatePayoutInput>) => new WorkflowResponse(createPayoutStep(input)),
)
