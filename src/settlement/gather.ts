import { Money, type OrderPolicy } from "../core"
import {
  needsCartTotal,
  type AttemptFacts,
  type AttemptPolicy,
  type MedusaMoney,
  type OrderMoney,
} from "../core/settlement"
import type { PaymentAttempt, PaymentOperation, Payout } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "./dependencies"
import { gatewayOf, type AttemptGateway } from "./gateway-of"

/** What was gathered: the facts, and the ledger's rows that they were made of. */
export interface Gathered {
  money: OrderMoney
  rows: PaymentAttempt[]
}

type Dependencies = Pick<SettlementDependencies, "ledger" | "gateway" | "gatewayOfAccount"> & {
  medusa: Pick<SettlementDependencies["medusa"], "money" | "cartTotal">
}

/**
 * Reads everything that is known of the money of one cart or order. Computing a cart's total is dear, so it is read only
 * where something depends on it, and not where it was compared a moment before.
 */
export async function gather(
  dependencies: Dependencies,
  collectionId: string,
  { withTotal = true } = {},
): Promise<Gathered> {
  const { ledger, medusa } = dependencies
  const found = await medusa.money(collectionId)
  const rows = await ledger.attempts.ofCollections(found.collectionIds)
  const hasRefunds = found.payments.some(({ refunds }) => refunds.length > 0)
  const payouts = hasRefunds ? await ledger.payouts.ofAttempts(rows.map(({ id }) => id)) : []
  const { policies, operating, holding, returning } = await policiesOf(rows, dependencies)
  const operations = operating.length > 0 ? await ledger.operations.ofAttempts(operating) : []
  const money: OrderMoney = {
    ...facts(found),
    attempts: rows.map((row) => attemptFacts(row, { payouts, operations, policies, holding, returning })),
  }
  return { rows, money: withTotal ? await withCartTotal(money, medusa) : money }
}

async function withCartTotal(money: OrderMoney, medusa: Dependencies["medusa"]): Promise<OrderMoney> {
  const { cart } = money
  if (!cart || !needsCartTotal(money)) return money
  return { ...money, cart: { ...cart, total: await medusa.cartTotal(cart.id) } }
}

const facts = ({ cart, order, sessions, payments }: MedusaMoney) => ({ cart, order, sessions, payments })

/**
 * What the merchant says of each attempt's entry, and the attempts whose gateways capture, void or refund (or are not
 * known): of others there are no operations to be read; and those whose gateways
 * hold money, or are to return it. Looking an entry up that is missing costs a statement, so all
 * attempts of one share it.
 */
async function policiesOf(rows: readonly PaymentAttempt[], dependencies: Dependencies) {
  const known = new Map<string, AttemptGateway | undefined>()
  const policies = new Map<string, AttemptPolicy | null>()
  const operating: string[] = []
  const holding = new Set<string>()
  const returning = new Set<string>()
  for (const row of rows) {
    const key = JSON.stringify([row.provider_id, row.gateway, row.account])
    if (!known.has(key)) known.set(key, await gatewayOf(dependencies, row))
    const found = known.get(key)
    policies.set(row.id, policyOf(found))
    if (found?.gateway.capabilities.operationKeysMs !== 0) operating.push(row.id)
    if (found && found.gateway.capabilities.holds !== false) holding.add(row.id)
    if (found?.own?.refunds === "gateway") returning.add(row.id)
  }
  return { policies, operating, holding, returning }
}

const AFTER_PAYMENT: OrderPolicy = { placeOrder: "after_payment", cancelUnpaidAfterMs: Infinity }

/**
 * What the merchant said about orders and play money was said about the entry, not about the account. An account that is
 * only assumed decides nothing.
 */
function policyOf(found: AttemptGateway | undefined): AttemptPolicy | null {
  if (!found || found.isAssumed) return null
  const { gateway, own } = found
  return {
    order: own?.orderPolicy ?? AFTER_PAYMENT,
    acceptsTestPayments: own?.acceptsTestPayments ?? false,
    account: gateway.account,
    isConfigured: own !== undefined,
  }
}

const time = (date: Date | null) => (date === null ? null : date.getTime())

function attemptFacts(
  row: PaymentAttempt,
  {
    payouts,
    operations,
    policies,
    holding,
    returning,
  }: {
    payouts: readonly Payout[]
    operations: readonly PaymentOperation[]
    policies: ReadonlyMap<string, AttemptPolicy | null>
    holding: ReadonlySet<string>
    returning: ReadonlySet<string>
  },
): AttemptFacts {
  return {
    id: row.id,
    providerId: row.provider_id,
    reference: row.reference,
    sessionId: row.session_id,
    collectionId: row.payment_collection_id,
    asked: Money.of(row.amount, row.currency_code),
    status: row.status,
    gatewayId: row.gateway_id,
    heldFor: row.held_for as AttemptFacts["heldFor"],
    createdAt: row.created_at.getTime(),
    supersededAt: time(row.superseded_at),
    clearedAt: time(row.cleared_at),
    askedAt: time(row.last_observed_at),
    answeredAt: time(row.answered_at),
    claimedAt: time(row.claimed_at),
    settledAt: time(row.settled_at),
    claims: row.claims,
    observations: row.observations,
    words: row.words.map(({ action, kind, amount, refund_id, gateway_id }) => ({
      action,
      kind,
      amount,
      refundId: refund_id,
      gatewayId: gateway_id,
    })),
    payouts: payouts
      .filter(({ attempt_id }) => attempt_id === row.id)
      .map(({ refund_id, amount, currency_code, state }) => ({
        refundId: refund_id,
        amount: Money.of(amount, currency_code),
        state,
      })),
    operations: operations.filter(({ attempt_id }) => attempt_id === row.id).map(operationFacts),
    voids: holding.has(row.id),
    returns: returning.has(row.id),
    policy: policies.get(row.id) ?? null,
  }
}

const operationFacts = (row: PaymentOperation): AttemptFacts["operations"][number] => ({
  id: row.id,
  kind: row.kind,
  amount: Money.of(row.amount, row.currency_code),
  state: row.state,
  subjectId: row.subject_id,
  createdAt: row.created_at.getTime(),
  nextTryAt: time(row.next_try_at),
})
