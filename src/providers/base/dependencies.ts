import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { IEventBusModuleService, PaymentSessionDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { OptionsError, systemRuntime, type Runtime, type Logger } from "../../core"
import { readCartTotal } from "../../medusa/cart-total"
import { withLock } from "../../medusa/lock"
import { readMedusaMoney, unitOf } from "../../medusa/order-money"
import { GATEWAY_LEDGER, type GatewayLedgerService } from "../../modules/gateway-ledger"
import type { SettlementDependencies } from "../../settlement"
import { configuredGateway } from "../../workflows/configured-gateways"
import { readCart, type CartOfPayment } from "./read-cart"

type Cradle = Record<string, unknown>

/** What a provider stands on. The payment module's container throws for names that are not there. */
export interface ProviderDependencies {
  runtime: Runtime
  /** @throws OptionsError when the merchant's config does not let the payment module see the ledger */
  ledger(): GatewayLedgerService
  session(id: string): Promise<PaymentSessionDTO>
  /** The cart of a payment collection; undefined where there is none. */
  cart(collectionId: string, withLines: boolean): Promise<CartOfPayment | undefined>
  /** Who asked for one of Medusa's refunds; null where nobody did. */
  refundAuthor(refundId: string): Promise<string | null>
  /** What the road's own facts and plan are made of, and its lock; Medusa's steps are not among it. */
  settlement(): Pick<SettlementDependencies, "ledger" | "gateway" | "events" | "now" | "log"> & {
    medusa: Pick<SettlementDependencies["medusa"], "money" | "cartTotal" | "unitOf" | "withLock">
  }
}

interface SessionReader {
  retrieve(id: string, config: { relations: string[] }): Promise<PaymentSessionDTO>
}

/**
 * The application's own container, which the framework keeps: the payment module's has no way to carts, orders and other
 * providers, and nothing has to be configured for this one.
 */
const application = async () => (await import("@medusajs/framework")).container

export function dependenciesOf(cradle: Cradle): ProviderDependencies {
  const runtime = systemRuntime(cradle.logger as Logger)
  const knex = () => cradle[ContainerRegistrationKeys.PG_CONNECTION] as Knex
  const bus = () => cradle[Modules.EVENT_BUS] as IEventBusModuleService
  return {
    runtime,
    ledger: () => ledgerIn(cradle),
    cart: readCart,
    session: (id) => (cradle.paymentSessionService as SessionReader).retrieve(id, { relations: ["payment"] }),
    refundAuthor: async (id) => {
      const row = await knex()("refund").where({ id }).first("created_by")
      return (row?.created_by as string | null | undefined) ?? null
    },
    settlement: () => ({
      ledger: ledgerIn(cradle),
      medusa: {
        money: (collectionId) => readMedusaMoney(knex(), collectionId),
        unitOf: (collectionId) => unitOf(knex(), collectionId),
        withLock: async (key, work) => withLock((await application()).resolve(Modules.LOCKING), key, work),
        cartTotal: async (cartId) => readCartTotal(await application(), cartId),
      },
      gateway: async (providerId) => configuredGateway(await application(), providerId),
      events: { emit: (name, data) => bus().emit({ name, data }) },
      log: runtime.log,
      now: runtime.now,
    }),
  }
}

function ledgerIn(cradle: Cradle): GatewayLedgerService {
  try {
    return cradle[GATEWAY_LEDGER] as GatewayLedgerService
  } catch {
    throw new OptionsError(
      "dependencies",
      'medusa-config.ts: add "medusa-payment-gateways" to plugins and dependencies: ["gateway_ledger"] to the payment module',
      "ledger_missing",
    )
  }
}
