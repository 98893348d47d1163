import type { EntryGateway, Logger, Money } from "../core"
import type { MedusaMoney, MissingEntry } from "../core/settlement"
import type { JournalAuthor, Ledger } from "../modules/gateway-ledger"

/** What settlement needs of Medusa: facts, and what it lets Medusa do. */
export interface MedusaPort {
  /** The id of the cart or order that a payment collection belongs to, for the lock. */
  unitOf(collectionId: string): Promise<string>
  money(collectionId: string): Promise<MedusaMoney>
  cartTotal(cartId: string): Promise<Money | null>
  withLock<T>(key: string, work: () => Promise<T>): Promise<T>
  /** @param part what was captured of an authorized payment, where that is not all of it */
  capture(sessionId: string, part?: Money): Promise<void>
  /** Lets Medusa authorize a session whose money is held, and place the order where there is none. */
  authorize(step: { sessionId: string; cartId: string | null; paymentId: string | null }): Promise<void>
  placeOrder(step: { cartId: string; paymentId: string; sessionId: string }): Promise<void>
  cancelOrder(orderId: string): Promise<void>
  /** Deletes a session of a cart that is no order. */
  dropSession(step: { sessionId: string; cartId: string }): Promise<void>
  linkOrder(step: { orderId: string; cartId: string }): Promise<void>
  /** Brings what Medusa's pages show of a payment to what it has on record. */
  recountPayment(paymentId: string): Promise<void>
  repairAccount(step: {
    orderId: string
    cartId: string | null
    missing: MissingEntry[]
    surplus: string[]
  }): Promise<void>
}

/** Events for merchants' own subscribers. */
export interface EventPort {
  emit(name: string, data: Record<string, unknown>): Promise<void>
}

/** What settlement needs of the ledger. */
export interface LedgerPort {
  attempts: Pick<
    Ledger["attempts"],
    "find" | "get" | "beginLook" | "ofCollections" | "record" | "schedule" | "endLook" | "wake"
  >
  problems: Pick<Ledger["problems"], "bring">
  payouts: Pick<Ledger["payouts"], "ofAttempts">
  operations: Pick<Ledger["operations"], "ofAttempts">
  journal: Pick<Ledger["journal"], "append">
}

/** Captures, voids and refunds at gateways. */
export interface OperationPort {
  /** Writes a void of a hold down. */
  openVoid(attemptId: string, by: JournalAuthor): Promise<void>
  /** Writes a capture of a hold down, for a capture that Medusa has on record. */
  openCapture(
    attemptId: string,
    capture: { captureId: string; amount: Money },
    by: JournalAuthor,
  ): Promise<void>
  /** @param isUnwanted whether the gateway is only asked if it was done: it is over where it was not */
  carryOut(operationId: string, as: { isUnwanted: boolean; by: JournalAuthor }): Promise<void>
}

/** All that settlement depends on. Everything is handed in, so it runs in memory as well as with a Medusa. */
export interface SettlementDependencies {
  ledger: LedgerPort
  medusa: MedusaPort
  /** The gateway of a provider entry; undefined when it is not configured, or is another plugin's. */
  gateway(providerId: string): Promise<EntryGateway | undefined>
  /** The gateway of any entry of an account (null: of its only one); undefined when there is none, or several accounts. */
  gatewayOfAccount(name: string, account: string | null): Promise<EntryGateway | undefined>
  operations: OperationPort
  events: EventPort
  log: Logger
  now(): number
}
