import {
  allowedPayoutAmount,
  assertMayPayOut,
  Conflict,
  payoutAccount,
  PayoutRefused,
  type Actor,
} from "../core"
import type { JournalAuthor, NewPayout, Payout } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "./dependencies"
import { payingGateway, type PayingGateway } from "./gateway"
import { emitPayoutUpdated } from "./move"
import { authorOf, personOf, recordPayoutAction } from "./persons"
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
  /** A repeated key of the same actor is the same payout, so that a second click makes no second one. */
  idempotency_key?: string
  actor: Actor
}

/**
 * Writes a payout down as a draft; nothing is sent.
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
  const wanted: WantedPayout = {
    provider_id: input.provider_id,
    account,
    amount: amount.amount,
    currency_code: amount.currency,
    payment_system: input.payment_system ?? null,
    requested_by: input.actor.actor_id,
    note: input.note ?? null,
    idempotency_key: input.idempotency_key ?? null,
  }
  const known = await samePayout(ledger, wanted)
  if (known) return known
  const { payout, isNew } = await openOnce(ledger, wanted, {
    reference: await freeReference(ledger, paying.gateway),
    requested_person: await personOf(dependencies.persons, input.actor),
    by: authorOf(input.actor),
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

/** The contents of a payout: two requests with one key must agree in all of them. */
type WantedPayout = Required<
  Pick<
    NewPayout,
    | "provider_id"
    | "account"
    | "amount"
    | "currency_code"
    | "payment_system"
    | "requested_by"
    | "note"
    | "idempotency_key"
  >
>

/**
 * The payout that the same actor has made with this key before.
 * @throws Conflict (payout_key_reused) when any of its contents differs
 */
async function samePayout({ payouts }: PayoutRows, wanted: WantedPayout): Promise<Payout | undefined> {
  const { requested_by, idempotency_key } = wanted
  if (idempotency_key === null) return undefined
  const payout = await payouts.ofKey({ requested_by, idempotency_key })
  if (!payout) return undefined
  const names = Object.keys(wanted) as (keyof WantedPayout)[]
  if (names.some((name) => payout[name] !== wanted[name])) {
    throw new Conflict("payout_key_reused", "This idempotency_key belongs to a payout with other contents.")
  }
  return payout
}

/** Of two requests with one key at the same moment the database lets one write; the other finds that row. */
async function openOnce(
  ledger: PayoutRows,
  wanted: WantedPayout,
  { by, ...rest }: Pick<NewPayout, "reference" | "requested_person"> & { by: JournalAuthor },
): Promise<{ payout: Payout; isNew: boolean }> {
  try {
    return { payout: await ledger.payouts.open({ ...wanted, ...rest }, by), isNew: true }
  } catch (error) {
    const payout = await samePayout(ledger, wanted)
    if (!payout) throw error
    return { payout, isNew: false }
  }
}
