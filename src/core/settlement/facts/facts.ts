import type { Claims, Observation, OperationKind } from "../../gateway"
import type { Money } from "../../money"
import type { OperationState } from "../../payment/operation-state"
import type { OrderPolicy } from "../../payment/order-policy"
import type { PaymentStatus } from "../../payment/payment-status"
import type { PayoutState } from "../../payout/payout-state"
import type { Problem } from "../../problem/problems"

/**
 * Everything that is known of one order's money: all records of the same cart or order, read fresh under one lock.
 * Times are milliseconds since 1970.
 */
export interface OrderMoney {
  cart: CartFacts | null
  order: OrderFacts | null
  /** Medusa's payment sessions of all providers, in all payment collections of the cart and the order. */
  sessions: readonly SessionFacts[]
  /** Medusa's payments of all providers, in the same collections. */
  payments: readonly PaymentFacts[]
  /** The plugin's own attempts in the same collections; they outlive their sessions. */
  attempts: readonly AttemptFacts[]
}

/** What Medusa has on record of one order's money, and the payment collections that it was read from. */
export interface MedusaMoney extends Omit<OrderMoney, "attempts"> {
  collectionIds: readonly string[]
}

export interface CartFacts {
  id: string
  collectionId: string | null
  /** Upper case. */
  currency: string
  /** Medusa has made an order of the cart, and not undone that. */
  isCompleted: boolean
  /** Rounded to the currency; null where it was not read: computing it is expensive ({@link needsCartTotal}). */
  total: Money | null
}

export interface OrderFacts {
  id: string
  isCanceled: boolean
  /** Completed or archived in the dashboard. */
  isClosed: boolean
  placedAt: number
  /** The total when the order was placed, and now; null where Medusa keeps no summary. */
  placedTotal: Money | null
  total: Money | null
  /** What payments and credit lines do not cover yet, as Medusa's summary shows it. */
  outstanding: Money | null
  /** What credit lines cover: gift cards, store credit, what the merchant lets off. */
  credited: Money
  /** The order's sums show another sum as paid than its account has: a change and a capture were written at the same time. */
  isMiscounted: boolean
  /** Medusa does not link the order to its cart, or to the cart's payments: completing the cart broke off in between. */
  isUnlinked: boolean
  /** Goods that ought to be reserved and are not: the sign of a completion that did not end. */
  unreservedItems: number
  /** The captures in the order's account: each belongs there exactly once, one that Medusa has taken back not at all. */
  entries: readonly { id: string; captureId: string; isGone?: boolean }[]
  /** The ids that refunds in the order's account name: a refund or, where the whole order was canceled, its payment. */
  refundEntries: readonly string[]
  /**
   * Entries of this order's captures in the accounts of orders that belong to no cart and no payment: Medusa has not
   * undone all of an order that it could not complete, and the cart became another one.
   */
  strayEntries: readonly string[]
}

export interface SessionFacts {
  id: string
  providerId: string
  collectionId: string
  /** Rounded to the currency. */
  amount: Money
  /** What its collection asks for now; null where it asks for nothing any more. An edit of the order changes it. */
  collectionAmount: Money | null
  /** Medusa's own word: "pending", "pending_authorization", "authorized" and so on. */
  status: string
}

export interface PaymentFacts {
  id: string
  providerId: string
  sessionId: string
  collectionId: string
  /** Upper case. */
  currency: string
  isCanceled: boolean
  captures: readonly { id: string; amount: Money; createdAt: number }[]
  /** `createdAt` is absent where it does not matter any more. */
  refunds: readonly { id: string; amount: Money; createdAt?: number }[]
  /**
   * When the newest capture or refund was written, as long as Medusa's pages do not count it; null or missing where the
   * payment and its collection show all of them.
   */
  uncountedSince?: number | null
}

/** How a person has resolved a problem. */
export interface Resolution {
  /** `returned`: the money went back outside of Medusa; `resolved`: it is settled in another way. */
  action: "returned" | "resolved"
  /** Kind of the problem. */
  kind: string
  /** The problem's sum, as a decimal string in major units; null where nobody knew it. */
  amount: string | null
  /** The refund that the problem was about, if any. */
  refundId: string | null
  /** The gateway's payment that the problem was about, where that was not the attempt's own. */
  gatewayId: string | null
  /** When the problem was resolved; absent where it does not matter. */
  at?: number
}

/** What the merchant's options say about an attempt's provider entry. */
export interface AttemptPolicy {
  order: OrderPolicy
  acceptsTestPayments: boolean
  /** The shop or merchant that the payment was made with. */
  account: string
  /** Whether the attempt's own entry is configured; otherwise another entry of the same account answers for it. */
  isConfigured: boolean
}

export interface AttemptFacts {
  id: string
  providerId: string
  reference: string
  sessionId: string
  collectionId: string
  /** What the gateway was asked for. */
  asked: Money
  status: PaymentStatus
  /** The gateway's own number, once it told one. */
  gatewayId: string | null
  /** Why the money waits for a person, as the ledger has it. */
  heldFor: Problem | null
  createdAt: number
  /** When another session took this one's place. */
  supersededAt: number | null
  /** When settlement first found that the money is there and may be captured. */
  clearedAt: number | null
  /** When the gateway was last asked, and when it last answered. */
  askedAt: number | null
  answeredAt: number | null
  /** When a genuine notification first said "paid". */
  claimedAt: number | null
  /** When settlement last found nothing more to do. */
  settledAt: number | null
  claims: Claims
  /** What the gateway showed; see `observations.ts`. */
  observations: Observations
  resolutions: readonly Resolution[]
  payouts: readonly { refundId: string | null; amount: Money; state: PayoutState }[]
  /** Captures, voids and refunds at the gateway, oldest first. */
  operations: readonly OperationFacts[]
  /** Whether its gateway holds money, and can void a hold. */
  canVoid: boolean
  /** Whether its gateway returns what Medusa refunds. */
  refundsAtGateway: boolean
  /** Null when no entry of its account is configured any more. */
  policy: AttemptPolicy | null
}

/** A capture, void or refund at the gateway. */
export interface OperationFacts {
  id: string
  kind: OperationKind
  amount: Money
  state: OperationState
  /** Medusa's capture or refund that it is for; null for a void. */
  subjectId: string | null
  createdAt: number
  /** When it is tried or asked about again; null once it has ended. */
  nextTryAt: number | null
  /** The gateway shows it as done, and it may have been done in another way: a person must look. */
  isInDoubt?: boolean
}

/** An observation as the ledger keeps it. */
export type KeptObservation = Omit<Observation, "raw"> & {
  /**
   * How many answers in a row, counted up to two, have called the payment canceled or failed after it was paid. One may
   * be a mistake of the gateway's; by two of them the money has gone back.
   */
  revoked?: number
}

/** By the gateway's own number of the payment; "" where it told none, "?" for an answer that was not about this attempt. */
export type Observations = Readonly<Record<string, KeptObservation>>
