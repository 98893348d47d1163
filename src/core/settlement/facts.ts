import type { Claims, Observation, OperationKind } from "../gateway"
import type { Money } from "../money"
import type { OperationState } from "../operation-state"
import type { OrderPolicy } from "../order-policy"
import type { PaymentStatus } from "../payment-status"
import type { PayoutState } from "../payout-state"
import type { Problem } from "../problems"

/**
 * Everything that is known of one order's money: all that has the same cart or order. Read fresh under one lock;
 * nothing in it depends on having been there before. Times are milliseconds since 1970.
 */
export interface OrderMoney {
  cart: CartFacts | null
  order: OrderFacts | null
  /** Medusa's payment sessions in all payment collections of the cart and the order, whoever the provider is. */
  sessions: readonly SessionFacts[]
  /** Medusa's payments in them, whoever the provider is. */
  payments: readonly PaymentFacts[]
  /** The plugin's own attempts in them; they outlive their sessions. */
  attempts: readonly AttemptFacts[]
}

/** What Medusa has on record of it, and the payment collections that it was read from. */
export interface MedusaMoney extends Omit<OrderMoney, "attempts"> {
  collectionIds: readonly string[]
}

export interface CartFacts {
  id: string
  collectionId: string | null
  /** Upper case. */
  currency: string
  /** Medusa has made an order of it, and not undone that. */
  isCompleted: boolean
  /** Rounded to the currency; null when it was not read, since computing it is dear ({@link needsCartTotal}). */
  total: Money | null
}

export interface OrderFacts {
  id: string
  isCanceled: boolean
  /** Completed or archived in the dashboard. */
  isClosed: boolean
  placedAt: number
  /** As it was placed, and as it is now; null when Medusa keeps no summary. */
  placedTotal: Money | null
  total: Money | null
  /** What is not paid yet by payments or credit lines, as Medusa's summary shows it. */
  outstanding: Money | null
  /** What credit lines take over: gift cards, store credit, what the merchant lets off. */
  credited: Money
  /** Its sums show less as paid than its account has: an edit and a capture were written at the same time. */
  isMiscounted: boolean
  /** Medusa does not link it to its cart, or to the cart's payments: completing the cart broke off in between. */
  isUnlinked: boolean
  /** Goods that ought to be reserved and are not: the sign of a completion that did not end. */
  unreservedItems: number
  /**
   * The captures in the order's account. One capture must stand there exactly once, and not at all when Medusa has taken it
   * back.
   */
  entries: readonly { id: string; captureId: string; isGone?: boolean }[]
  /** What the refunds in the order's account name: the refund or, where the whole order was canceled, its payment. */
  refundEntries: readonly string[]
}

export interface SessionFacts {
  id: string
  providerId: string
  collectionId: string
  /** Rounded to the currency. */
  amount: Money
  /** What its collection asks for by now; null where it asks for nothing any more. An edit of the order changes it. */
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
  /** `createdAt`: absent where it does not matter any more. */
  refunds: readonly { id: string; amount: Money; createdAt?: number }[]
  /**
   * When the newest of them was written, while Medusa's pages do not show it: the payment as captured, or its collection's
   * sums. Null or missing where they do.
   */
  uncountedSince?: number | null
}

/** What a person said was done about a problem. */
export interface PersonsWord {
  /** `returned`: the money went back outside of Medusa; `resolved`: it is settled in another way. */
  action: "returned" | "resolved"
  /** Kind of the problem. */
  kind: string
  /** Decimal string in major units; null where nobody knew it. */
  amount: string | null
  /** The refund that it was about, if any. */
  refundId: string | null
  /** The gateway's payment that it was about, where that was not the attempt's own. */
  gatewayId: string | null
  /** When it was said; absent where it does not matter. */
  at?: number
}

/** What the merchant's options say about an attempt's provider entry. */
export interface AttemptPolicy {
  order: OrderPolicy
  acceptsTestPayments: boolean
  /** Shop or merchant that the payment was made with. */
  account: string
  /** Whether the attempt's own entry is configured; otherwise another entry of the account answers for it. */
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
  /** Why the money waits for a person, as it was written down last. */
  heldFor: Problem | null
  createdAt: number
  /** When another session took this one's place. */
  supersededAt: number | null
  /** When the money was found to be enough to capture. */
  clearedAt: number | null
  /** When the gateway was asked last, and when it answered last. */
  askedAt: number | null
  answeredAt: number | null
  /** When a genuine notification first said "paid". */
  claimedAt: number | null
  /** When settlement last found nothing more to do. */
  settledAt: number | null
  claims: Claims
  /** What the gateway showed, by its own number; see `observations.ts`. */
  observations: Observations
  words: readonly PersonsWord[]
  payouts: readonly { refundId: string | null; amount: Money; state: PayoutState }[]
  /** Captures, voids and refunds at the gateway, oldest first. */
  operations: readonly OperationFacts[]
  /** Whether its gateway holds money, and can give a hold up. */
  voids: boolean
  /** Whether its gateway is to return what Medusa refunds. */
  returns: boolean
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
  /** When it is taken up again; null at its end. */
  nextTryAt: number | null
  /** It is done by all that the gateway shows, and it may have been done in another way: a person is to look. */
  isInDoubt?: boolean
}

/** An observation as the ledger keeps it. */
export type KeptObservation = Omit<Observation, "raw">

/** By the gateway's own number; "" where it told none, "?" for an answer that was not about this payment. */
export type Observations = Readonly<Record<string, KeptObservation>>
