import type { IEventBusModuleService, PaymentSessionDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { OptionsError, systemRuntime, type Logger, type Runtime } from "../../core"
import { GATEWAY_LEDGER, type GatewayLedgerService } from "../../modules/gateway-ledger"
import { readCart, type CartOfPayment } from "./read-cart"

type Cradle = Record<string, unknown>

/** What a provider finds in the payment module's container. It throws for names that are not there. */
export interface ProviderDependencies {
  runtime: Runtime
  /** @throws OptionsError when the merchant's config does not let the payment module see the ledger */
  ledger(): GatewayLedgerService
  session(id: string): Promise<PaymentSessionDTO>
  /** The cart of a payment collection; undefined where there is none. */
  cart(collectionId: string, withLines: boolean): Promise<CartOfPayment | undefined>
  events: Pick<IEventBusModuleService, "emit">
  /** Whether another payment of the same collection was captured. */
  isCoveredByAnother(attempt: { session_id: string; payment_collection_id: string }): Promise<boolean>
}

interface PaymentReader {
  list(
    filters: { payment_collection_id: string },
    config: { relations: string[] },
  ): Promise<{ payment_session: { id: string }; captures: unknown[] }[]>
}

interface SessionReader {
  retrieve(id: string, config: { relations: string[] }): Promise<PaymentSessionDTO>
}

export function dependenciesOf(cradle: Cradle): ProviderDependencies {
  return {
    runtime: systemRuntime(cradle.logger as Logger),
    ledger: () => ledgerIn(cradle),
    cart: readCart,
    events: { emit: (...event) => (cradle[Modules.EVENT_BUS] as IEventBusModuleService).emit(...event) },
    isCoveredByAnother: async ({ session_id, payment_collection_id }) => {
      const payments = await (cradle.paymentService as PaymentReader).list(
        { payment_collection_id },
        { relations: ["captures", "payment_session"] },
      )
      return payments.some(
        ({ payment_session, captures }) => payment_session.id !== session_id && captures.length > 0,
      )
    },
    session: (id) => (cradle.paymentSessionService as SessionReader).retrieve(id, { relations: ["payment"] }),
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
