import type { EntryGateway, Logger, Money } from "../core"
import type { MedusaMoney, MissingEntry } from "../core/settlement"
import type { JournalAuthor, Ledger } from "../modules/gateway-ledger"

/** What settlement needs of Medusa: facts, and the few things that it lets Medusa do. */
export interface MedusaPort {
  /** The cart or order that a payment collection belongs to: what is locked. */
  unitOf(collectionId: string): Promise<string>
  money(collectionId: string): Promise<MedusaMoney>
  cartTotal(cartId: string): Promise<Money | null>
  withLock<T>(key: string, work: () => Promise<T>): Promise<T>
  /** @param part what of an authorized payment was captured, where that is not all of it */
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
  /** Writes down that a hold is given up. */
  openVoid(attemptId: string, by: JournalAuthor): Promise<void>
  /** Writes down that a hold is captured, for a capture that Medusa has on record. */
  openCapture(
    attemptId: string,
    capture: { captureId: string; amount: Money },
    by: JournalAuthor,
  ): Promise<void>
  /** @param isUnwanted it is only looked up, and is over where it was not done */
  carryOut(operationId: string, as: { isUnwanted: boolean; by: JournalAuthor }): Promise<void>
}

/** All that settlement stands on. Everything is handed in, so it runs over memory as well as over a Medusa. */
export interface SettlementDependencies {
  ledger: LedgerPort
  medusa: MedusaPort
  /** The gateway of a provider entry; undefined when it is not configured, or is none of ours. */
  gateway(providerId: string): Promise<EntryGateway | undefined>
  /** The gateway of any entry of an account, null for its only one; undefined when there is none, or are several. */
  gatewayOfAccount(name: string, account: string | null): Promise<EntryGateway | undefined>
  operations: OperationPort
  events: EventPort
  log: Logger
  now(): number
}
