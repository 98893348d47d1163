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

/** The facts about one order's money, and the ledger's rows that they were made of. */
export interface Gathered {
  money: OrderMoney
  rows: PaymentAttempt[]
}

type Dependencies = Pick<SettlementDependencies, "ledger" | "gateway" | "gatewayOfAccount"> & {
  medusa: Pick<SettlementDependencies["medusa"], "money" | "cartTotal">
}

/**
 * Reads everything that is known of the money of one cart or order.
 *
 * @param options.withTotal whether to read the cart's total where something depends on it: computing it is expensive
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
  const refunding = rows.filter((row) => hasRefunds || mayPayOut(row)).map(({ id }) => id)
  const payouts = refunding.length > 0 ? await ledger.payouts.ofAttempts(refunding) : []
  const gateways = await gatewaysOf(rows, dependencies)
  const operating = rows.map(({ id }) => id).filter((id) => mayOperate(gateways.get(id)))
  const operations = operating.length > 0 ? await ledger.operations.ofAttempts(operating) : []
  const money: OrderMoney = {
    ...facts(found),
    attempts: rows.map((row) => attemptFacts(row, gateways.get(row.id), { payouts, operations })),
  }
  return { rows, money: withTotal ? await withCartTotal(money, medusa) : money }
}

async function withCartTotal(money: OrderMoney, medusa: Dependencies["medusa"]): Promise<OrderMoney> {
  const { cart } = money
  if (!cart || !needsCartTotal(money)) return money
  return { ...money, cart: { ...cart, total: await medusa.cartTotal(cart.id) } }
}

const facts = ({ cart, order, sessions, payments }: MedusaMoney) => ({ cart, order, sessions, payments })

/** The gateway of each attempt, looked up once for all attempts of one entry: a missing entry costs a statement. */
async function gatewaysOf(rows: readonly PaymentAttempt[], dependencies: Dependencies) {
  const known = new Map<string, AttemptGateway | undefined>()
  const gateways = new Map<string, AttemptGateway | undefined>()
  for (const row of rows) {
    const key = JSON.stringify([row.provider_id, row.gateway, row.account])
    if (!known.has(key)) known.set(key, await gatewayOf(dependencies, row))
    gateways.set(row.id, known.get(key))
  }
  return gateways
}

/** Whether a refund may have left as a payout: Medusa takes a refund back that it cannot finish. */
const mayPayOut = ({ payer_account, cleared_at }: PaymentAttempt): boolean =>
  Boolean(payer_account && cleared_at)

/** Whether there may be operations: the gateway captures, voids or refunds, or nobody knows. */
const mayOperate = (found: AttemptGateway | undefined): boolean =>
  found?.gateway.capabilities.operationKeysMs !== 0

const AFTER_PAYMENT: OrderPolicy = { placeOrder: "after_payment", cancelUnpaidAfterMs: Infinity }

/**
 * The options about orders and play money hold for the attempt's own entry only, not for another one of the account. An
 * account that is only assumed decides nothing.
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
  found: AttemptGateway | undefined,
  { payouts, operations }: { payouts: readonly Payout[]; operations: readonly PaymentOperation[] },
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
    resolutions: row.words.map(({ action, kind, amount, refund_id, gateway_id, at }) => ({
      action,
      kind,
      amount,
      refundId: refund_id,
      gatewayId: gateway_id,
      at: Date.parse(at),
    })),
    payouts: payouts
      .filter(({ attempt_id }) => attempt_id === row.id)
      .map(({ refund_id, amount, currency_code, state }) => ({
        refundId: refund_id,
        amount: Money.of(amount, currency_code),
        state,
      })),
    operations: operations.filter(({ attempt_id }) => attempt_id === row.id).map(operationFacts),
    canVoid: found !== undefined && found.gateway.capabilities.holds !== false,
    refundsAtGateway: found?.own?.refunds === "gateway",
    policy: policyOf(found),
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
  isInDoubt: row.state === "done" && row.error !== null,
})
