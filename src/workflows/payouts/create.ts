import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  allowedPayoutAmount,
  assertMayPayOut,
  Conflict,
  Money,
  payoutAccount,
  PayoutRefused,
  type Actor,
} from "../../core"
import type { GatewayLedgerService, NewPayout, Payout } from "../../modules/gateway-ledger"
import { ledgerOf } from "../services"
import { payingGateway } from "./gateway"
import { emitPayoutUpdated, said } from "./records"
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
  /** The same key again is the same payout, so that a second click makes no second one. */
  idempotency_key?: string
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
    const known = await samePayout(ledger, input, amount, account)
    if (known) return new StepResponse(known)
    const { payout, isNew } = await openOnce(ledger, input, amount, account, {
      provider_id,
      reference: await freeReference(ledger, gateway),
      account,
      amount: amount.amount,
      currency_code: amount.currency,
      payment_system: input.payment_system ?? null,
      requested_by: actor.actor_id,
      note: input.note ?? null,
      idempotency_key: input.idempotency_key ?? null,
    })
    if (isNew) {
      await said(container, payout.id, "request", actor)
      await emitPayoutUpdated(container, payout)
    }
    return new StepResponse(payout)
  },
)

/**
 * The payout that was made with this key before.
 * @throws Conflict (payout_key_reused) when that one is about other money
 */
async function samePayout(
  ledger: GatewayLedgerService,
  { provider_id, idempotency_key }: CreatePayoutInput,
  amount: Money,
  account: string,
): Promise<Payout | undefined> {
  if (!idempotency_key) return undefined
  const [row] = await ledger.listPayouts({ idempotency_key }, { take: 1 })
  if (!row) return undefined
  const payout = row as unknown as Payout
  const isSame =
    payout.provider_id === provider_id &&
    payout.account === account &&
    Money.of(payout.amount, payout.currency_code).equals(amount)
  if (!isSame) throw new Conflict("payout_key_reused", "This idempotency_key belongs to another payout.")
  return payout
}

/** Of two requests with one key at the same moment, the database lets one write; the other finds its row. */
async function openOnce(
  ledger: GatewayLedgerService,
  input: CreatePayoutInput,
  amount: Money,
  account: string,
  row: NewPayout,
): Promise<{ payout: Payout; isNew: boolean }> {
  try {
    return { payout: await ledger.payouts.open(row), isNew: true }
  } catch (error) {
    const payout = await samePayout(ledger, input, amount, account)
    if (!payout) throw error
    return { payout, isNew: false }
  }
}

/** Writes a payout down as a draft. Nothing is sent yet. */
export const createPayoutWorkflow = createWorkflow(
  "payment-gateways-create-payout",
  (input: WorkflowData<CreatePayoutInput>) => new WorkflowResponse(createPayoutStep(input)),
)
