import type { PaymentSessionDTO } from "@medusajs/framework/types"
import { OptionsError, systemRuntime, type Runtime, type Logger } from "../../core"
import { applicationContainer } from "../../medusa/container"
import { readCart, type CartOfPayment } from "../../medusa/reads/cart-of-payment"
import { readCartTotal } from "../../medusa/reads/cart-totals"
import { configuredGateway, gatewayOfAccount } from "../../medusa/configured-gateways"
import { withLock } from "../../medusa/lock"
import { readMedusaMoney, unitOf } from "../../medusa/reads/order-money"
import { personBehind } from "../../medusa/reads/persons"
import { eventBusIn, knexIn, sessionIn, type ProviderCradle } from "../../medusa/provider-cradle"
import { refundAuthor } from "../../medusa/reads/refunds"
import { GATEWAY_LEDGER, type GatewayLedgerService } from "../../modules/gateway-ledger"
import type { OperationDependencies } from "../../operations"
import type { SettlementDependencies } from "../../settlement"

/** What a provider needs. A missing ledger is an error when Medusa calls the provider, not when Medusa makes it. */
export interface ProviderDependencies {
  runtime: Runtime
  /** @throws OptionsError when the merchant's config does not let the payment module see the ledger */
  ledger(): GatewayLedgerService
  session(id: string): Promise<PaymentSessionDTO>
  /** The cart of a payment collection, with its lines if asked for; undefined where there is none. */
  cart(collectionId: string, withLines: boolean): Promise<CartOfPayment | undefined>
  /** Id of the user or key that asked for one of Medusa's refunds; null where nobody did. */
  refundAuthor(refundId: string): Promise<string | null>
  /** Id of the admin behind a user or key; null where nobody is known. */
  personBehind(actorId: string): Promise<string | null>
  operations(): OperationDependencies
  /** What settlement's facts and plan are made of, and its lock; it has none of the steps in Medusa. */
  settlement(): Pick<
    SettlementDependencies,
    "ledger" | "gateway" | "gatewayOfAccount" | "events" | "now" | "log"
  > & {
    medusa: Pick<SettlementDependencies["medusa"], "money" | "cartTotal" | "unitOf" | "withLock">
  }
}

export function dependenciesOf(cradle: ProviderCradle): ProviderDependencies {
  const runtime = systemRuntime(cradle.logger as Logger)
  const operations = (): OperationDependencies => ({
    ledger: ledgerIn(cradle),
    gateway: async (providerId) => configuredGateway(await applicationContainer(), providerId),
    gatewayOfAccount: async (name, account) => gatewayOfAccount(await applicationContainer(), name, account),
    events: { emit: (name, data) => eventBusIn(cradle).emit({ name, data }) },
    log: runtime.log,
    now: runtime.now,
  })
  return {
    runtime,
    ledger: () => ledgerIn(cradle),
    cart: async (collectionId, withLines) => readCart(await applicationContainer(), collectionId, withLines),
    session: (id) => sessionIn(cradle, id),
    operations,
    refundAuthor: (refundId) => refundAuthor(knexIn(cradle), refundId),
    personBehind: async (actorId) => personBehind(await applicationContainer(), actorId),
    settlement: () => ({
      ...operations(),
      ledger: ledgerIn(cradle),
      medusa: {
        money: (collectionId) => readMedusaMoney(knexIn(cradle), collectionId),
        unitOf: (collectionId) => unitOf(knexIn(cradle), collectionId),
        withLock: async (key, work) => withLock(await applicationContainer(), key, work),
        cartTotal: async (cartId) => readCartTotal(await applicationContainer(), cartId),
      },
    }),
  }
}

function ledgerIn(cradle: ProviderCradle): GatewayLedgerService {
  let ledger: unknown
  try {
    ledger = cradle[GATEWAY_LEDGER]
  } catch {
    // The payment module does not depend on the ledger.
  }
  // Without the plugin there is no ledger, even if the payment module depends on it.
  if (ledger) return ledger as GatewayLedgerService
  throw new OptionsError(
    "dependencies",
    'medusa-config.ts: add "medusa-payment-gateways" to plugins and dependencies: ["gateway_ledger"] to the payment module',
    "ledger_missing",
  )
}
