import type { EntryGateway } from "../../src/core"
import type { MedusaMoney } from "../../src/core/settlement"
import type { MedusaPort, SettlementDependencies } from "../../src/settlement"
import { operationPort, type OperationDependencies } from "../../src/operations"
import { captureByCard, fetchCardRefund, operationBody, refundByCard, voidByCard } from "./card"
import { fetchPayment, mark, visiblePayment } from "./gateway"
import { ledgerPort } from "./ledger"
import { operationsPort } from "./operations"
import { orderOf, outstandingOf, type MedusaBooks, type Order } from "./medusa/books"
import type { World } from "./world"

/** What settlement reads, and writes into the ledger; what it lets Medusa do is apart. */
export type ReadingPorts = Omit<SettlementDependencies, "medusa"> & {
  medusa: Pick<MedusaPort, "unitOf" | "money" | "cartTotal" | "withLock">
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

/** What operations at gateways stand on. */
export const operationsOf = (world: World): OperationDependencies => ({
  ledger: {
    operations: operationsPort(world),
    attempts: world.ports.ledger.attempts,
    installation: { isLive: async () => true },
  },
  gateway: async (providerId) => gatewayOf(world, providerId),
  gatewayOfAccount: async (name, account) => gatewayOfAccount(world, name, account),
  events: { emit: async () => undefined },
  log: silent,
  now: () => world.now,
})

export function portsOf(world: World): ReadingPorts {
  const operations = operationsPort(world)
  return {
    ledger: { ...ledgerPort(world), operations },
    medusa: {
      unitOf: async () => "cart",
      money: async () => moneyOf(world.medusa),
      cartTotal: async () => world.medusa.cart.total,
      withLock: (_, work) => work(),
    },
    gateway: async (providerId) => gatewayOf(world, providerId),
    gatewayOfAccount: async (name, account) => gatewayOfAccount(world, name, account),
    operations: {
      openVoid: (...about) => operationPort(operationsOf(world)).openVoid(...about),
      openCapture: (...about) => operationPort(operationsOf(world)).openCapture(...about),
      carryOut: (...about) => operationPort(operationsOf(world)).carryOut(...about),
    },
    events: { emit: async () => undefined },
    log: silent,
    now: () => world.now,
  }
}

function moneyOf(medusa: MedusaBooks): MedusaMoney {
  const { id, collectionId, total, isCompleted } = medusa.cart
  const order = orderOf(medusa)
  return {
    collectionIds: medusa.collections.map((collection) => collection.id),
    cart: { id, collectionId, currency: total.currency, isCompleted, total: null },
    order: order && orderFacts(order),
    sessions: medusa.sessions.map((session) => ({ ...session, collectionAmount: null })),
    payments: medusa.payments.slice(),
  }
}

const orderFacts = (order: Order): NonNullable<MedusaMoney["order"]> => ({
  id: order.id,
  isCanceled: order.isCanceled,
  isClosed: false,
  placedAt: order.placedAt,
  placedTotal: order.placedTotal,
  total: order.total,
  outstanding: outstandingOf(order),
  credited: order.credited,
  isMiscounted: false,
  isUnlinked: !order.hasPayments,
  unreservedItems: order.isReserved || order.isFulfilled ? 0 : 1,
  entries: order.entries.flatMap(({ kind, id, of }) => (kind === "capture" ? [{ id, captureId: of }] : [])),
  strayEntries: [],
  refundEntries: order.entries.flatMap(({ kind, of }) => (kind === "refund" ? [of] : [])),
})

/** The gateway of an entry, as settlement sees it; undefined when it is not configured. */
function gatewayOf(world: World, providerId: string): EntryGateway | undefined {
  return world.unconfigured.has(providerId) ? undefined : world.gateways.get(providerId)
}

function gatewayOfAccount(world: World, name: string, account: string | null): EntryGateway | undefined {
  for (const [providerId, gateway] of world.gateways) {
    const isOfAccount = gateway.name === name && gateway.account === account
    if (isOfAccount && !world.unconfigured.has(providerId)) return gateway
  }
  return undefined
}

const PAYOUTS = {
  currencies: ["RUB", "EUR"],
  min: null,
  max: null,
  twoPersonPayouts: false,
  allowApiKeys: false,
}

const CAPABILITIES: EntryGateway["capabilities"] = {
  ...{ notifications: "signed", cabinetUrls: [], receipts: false, testPayments: true },
  ...{
    cancelPayment: false,
    confirmSent: false,
    listPayments: false,
    checkConnection: false,
    balances: false,
  },
  ...{ payouts: "plain", holds: false, refunds: false, operationKeysMs: 0 },
}

/** Keys are kept a day; the plugin trusts them for an hour less. */
const CARD_CAPABILITIES: EntryGateway["capabilities"] = {
  ...CAPABILITIES,
  ...{ notifications: "unsigned", holds: "once", refunds: "partial", operationKeysMs: 23 * 3_600_000 },
  payouts: false,
}

const cardMembers = (world: World): Partial<EntryGateway> => ({
  capabilities: CARD_CAPABILITIES,
  operationBody: (known, operation) => operationBody(world, known, operation),
  capturePayment: (known, operation) => captureByCard(world, known, operation),
  voidPayment: (known, operation) => voidByCard(world, known, operation),
  refundPayment: (known, operation) => refundByCard(world, known, operation),
  fetchRefund: (known, operation) => fetchCardRefund(world, known, operation),
})

/** A wallet is told that nobody will pay. */
const walletMembers = (world: World): Partial<EntryGateway> => ({
  cancelPayment: async (known) => {
    world.statements.assertAlive()
    const payment = visiblePayment(world, known)
    if (payment?.view.status === "awaiting") mark(world, payment, "canceled")
  },
})

export function gatewaysOf(world: World): Map<string, EntryGateway> {
  const unused = () => {
    throw new TypeError("the model does not call this")
  }
  return new Map(
    world.entries.map(({ providerId, kind, policy, refunds, capture }): [string, EntryGateway] => [
      providerId,
      {
        name: kind,
        account: policy.account,
        currencies: ["RUB", "EUR"],
        acceptsTestPayments: policy.acceptsTestPayments,
        orderPolicy:
          policy.order.placeOrder === "before_payment"
            ? policy.order
            : { placeOrder: "after_payment", cancelUnpaidAfterMs: Infinity },
        limits: { min: null, max: null },
        capture,
        sendsReceipt: false,
        refunds,
        capabilities: CAPABILITIES,
        payouts: {} as NonNullable<EntryGateway["payouts"]>,
        payoutPolicy: PAYOUTS,
        newReference: () => "payout",
        createPayment: unused,
        parseNotification: unused,
        fetchPayment: async (known) => fetchPayment(world, kind, known),
        ...(kind === "card" ? cardMembers(world) : kind === "wallet" ? walletMembers(world) : {}),
      },
    ]),
  )
}
