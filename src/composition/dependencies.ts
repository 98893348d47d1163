import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { lookAtAttempt, type BackgroundDependencies } from "../background"
import {
  configuredGateway,
  configuredGateways,
  gatewayOfAccount,
  oneOfEachAccount,
} from "../medusa/configured-gateways"
import { removeExpiredLocks } from "../medusa/lock"
import { openCartTotals } from "../medusa/reads/cart-totals"
import { adminAccount, personBehind } from "../medusa/reads/persons"
import { medusaPort } from "../medusa/port"
import { hasRefund } from "../medusa/reads/refunds"
import { operationPort } from "../operations"
import { checkPayout } from "../payouts"
import type { ProblemDependencies } from "../problems"
import { settle, type SettlementRequest, type SettlementResult } from "../settlement"
import { queueOf } from "./queue"
import { ledgerOf, logOf, oncePerMedusa } from "./services"

/** Everything that the use-cases need. */
export type PluginDependencies = BackgroundDependencies & Omit<ProblemDependencies, "ledger" | "medusa">

/** Accounts whose gateway gave no answers in the last run of this process. */
const unreachableAccounts = oncePerMedusa(() => new Set<string>())

/** What the use-cases need, made of a running Medusa. This is the only place that knows all rooms. */
export function dependenciesOf(container: MedusaContainer): PluginDependencies {
  const ledger = ledgerOf(container)
  const dependencies: PluginDependencies = {
    get operations() {
      return operationPort(dependencies)
    },
    ledger,
    medusa: medusaPort(container),
    gateway: (providerId) => configuredGateway(container, providerId),
    gatewayOfAccount: (name, account) => gatewayOfAccount(container, name, account),
    entries: () => configuredGateways(container),
    keepDays: ledger.keepDays,
    callsPerMinute: ledger.callsPerMinute,
    unreachable: unreachableAccounts(container),
    accounts: async () => oneOfEachAccount(await configuredGateways(container)),
    persons: {
      behind: (actorId) => personBehind(container, actorId),
      account: (userId) => adminAccount(container, userId),
    },
    isLive: () => ledger.installation.isLive(),
    hasRefund: (refundId) => hasRefund(container, refundId),
    openCartTotals: (collectionIds) => openCartTotals(container, collectionIds),
    removeExpiredLocks: () => removeExpiredLocks(container),
    settle: (request) => settle(dependencies, request),
    checkPayout: (payout_id) => checkPayout(dependencies, { payout_id }),
    lookAt: (attemptId) => lookAtAttempt(dependencies, attemptId),
    lookSoon: (attemptId) =>
      queueOf(container).add(`attempt ${attemptId}`, () => lookAtAttempt(dependencies, attemptId)),
    events: {
      emit: (name, data) => container.resolve(Modules.EVENT_BUS).emit({ name, data }),
    },
    log: logOf(container),
    now: Date.now,
  }
  return dependencies
}

/** Settles a payment; see {@link settle}. */
export function settlePayment(
  container: MedusaContainer,
  request: SettlementRequest,
): Promise<SettlementResult> {
  return settle(dependenciesOf(container), request)
}
