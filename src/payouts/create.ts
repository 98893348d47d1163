import {
  allowedPayoutAmount,
  assertMayPayOut,
  Conflict,
  Money,
  payoutAccount,
  PayoutRefused,
  type Actor,
} from "../core"
import type { NewPayout, Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { emitPayoutUpdated } from "./events"
import { payingGateway, type PayingGateway } from "./gateway"
import { authorOf, recordPayoutAction } from "./record-action"
import { freeReference } from "./reference"

export interface CreatePayoutInput {
  /** "pp_bank_main" */
  provider_id: string
  /** Decimal string in major units. */
  amount: string
  currency_code: string
  /** Number of a wallet, a card or a phone. */
  account: string
  /** The gateway's own number of the way in which it goes, where there are several. */
  payment_system?: number
  note?: string
  /** The same key again is the same payout, so that a second click makes no second one. */
  idempotency_key?: string
  actor: Actor
}

/**
 * Writes a payout down as a draft. Nothing is sent yet.
 * @throws PayoutRefused
 * @throws Conflict (payout_key_reused)
 */
export async function createPayout(
  dependencies: PayoutDependencies,
  input: CreatePayoutInput,
): Promise<Payout> {
  const { ledger } = dependencies
  const paying = await payingGateway(dependencies, input.provider_id)
  const { amount, account } = allowed(paying, input)
  const known = await samePayout(ledger, input, amount, account)
  if (known) return known
  const { payout, isNew } = await openOnce(ledger, input, amount, account, {
    provider_id: input.provider_id,
    reference: await freeReference(ledger, paying.gateway),
    account,
    amount: amount.amount,
    currency_code: amount.currency,
    payment_system: input.payment_system ?? null,
    requested_by: input.actor.actor_id,
    note: input.note ?? null,
    idempotency_key: input.idempotency_key ?? null,
  })
  if (isNew) {
    await recordPayoutAction(dependencies, payout.id, "request", input.actor)
    await emitPayoutUpdated(dependencies, payout)
  }
  return payout
}

function allowed({ gateway, payouts, policy }: PayingGateway, input: CreatePayoutInput) {
  assertMayPayOut(policy, input.actor)
  const amount = allowedPayoutAmount(policy, input.amount, input.currency_code)
  const account = payoutAccount(input.account)
  if (payouts.needsMethod && !Number.isInteger(input.payment_system)) {
    throw new PayoutRefused("payout_account_invalid", `${gateway.name} needs the number of a payout method.`)
  }
  return { amount, account }
}

type PayoutRows = { payouts: Pick<PayoutDependencies["ledger"]["payouts"], "ofKey" | "open"> }

/**
 * The payout that was made with this key before.
 * @throws Conflict (payout_key_reused) when that one is about other money
 */
async function samePayout(
  { payouts }: PayoutRows,
  { provider_id, idempotency_key }: CreatePayoutInput,
  amount: Money,
  account: string,
): Promise<Payout | undefined> {
  if (!idempotency_key) return undefined
  const payout = await payouts.ofKey(idempotency_key)
  if (!payout) return undefined
  const isSame =
    payout.provider_id === provider_id &&
    payout.account === account &&
    Money.of(payout.amount, payout.currency_code).equals(amount)
  if (!isSame) throw new Conflict("payout_key_reused", "This idempotency_key belongs to another payout.")
  return payout
}

/** Of two requests with one key at the same moment, the database lets one write; the other finds its row. */
async function openOnce(
  ledger: PayoutRows,
  input: CreatePayoutInput,
  amount: Money,
  account: string,
  row: NewPayout,
): Promise<{ payout: Payout; isNew: boolean }> {
  try {
    return { payout: await ledger.payouts.open(row, authorOf(input.actor)), isNew: true }
  } catch (error) {
    const payout = await samePayout(ledger, input, amount, account)
    if (!payout) throw error
    return { payout, isNew: false }
  }
}
