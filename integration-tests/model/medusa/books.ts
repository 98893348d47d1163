import { Money } from "../../../src/core"

/** Medusa's own books of one cart, and of the order that is made of it. */
export interface MedusaBooks {
  cart: { id: string; collectionId: string; total: Money; isCompleted: boolean }
  collections: Collection[]
  /** Oldest first. */
  sessions: Session[]
  payments: Payment[]
  order: Order | null
  /** Order rows that no cart leads to: what a process left behind that was killed. */
  strayOrders: number
  stock: number
  /** Provider ids that the cart's region offers. */
  enabled: Set<string>
  /** Until when a process that was killed keeps the cart locked. */
  lockedUntil: number
  /** Events of the bus that nobody has got yet. */
  events: { name: "order.canceled" }[]
  lastId: number
}

export interface Collection {
  id: string
  of: "cart" | "edit"
  amount: Money
}

export interface Session {
  id: string
  providerId: string
  collectionId: string
  amount: Money
  status: "pending" | "pending_authorization" | "authorized" | "error"
  isAuthorized: boolean
}

export interface Payment {
  id: string
  providerId: string
  sessionId: string
  collectionId: string
  currency: string
  amount: Money
  isCanceled: boolean
  isCaptured: boolean
  captures: { id: string; amount: Money; createdAt: number }[]
  refunds: { id: string; amount: Money; createdAt: number }[]
}

export interface Order {
  id: string
  /** Whether the cart leads to it. */
  isLinked: boolean
  /** Whether it leads to the cart's payments. */
  hasPayments: boolean
  isCanceled: boolean
  isFulfilled: boolean
  placedAt: number
  placedTotal: Money
  /** As it is now, after edits and credit lines. */
  total: Money
  /** What credit lines took off the total. */
  credited: Money
  entries: Entry[]
  isReserved: boolean
}

/** An entry of the order's account. */
export interface Entry {
  id: string
  kind: "capture" | "refund"
  of: string
  amount: Money
}

export function newBooks(total: Money, stock: number, enabled: Iterable<string>): MedusaBooks {
  return {
    cart: { id: "cart", collectionId: "paycol_1", total, isCompleted: false },
    collections: [{ id: "paycol_1", of: "cart", amount: total }],
    sessions: [],
    payments: [],
    order: null,
    strayOrders: 0,
    stock,
    enabled: new Set(enabled),
    lockedUntil: 0,
    events: [],
    lastId: 0,
  }
}

/** Ids grow, so their order is the order of their making. */
export const newId = (books: MedusaBooks, prefix: string): string =>
  `${prefix}_${String(++books.lastId).padStart(4, "0")}`

/** The order that the cart leads to. */
export const orderOf = ({ order }: MedusaBooks): Order | null => (order?.isLinked ? order : null)

export const paymentOf = ({ payments }: MedusaBooks, sessionId: string): Payment | undefined =>
  payments.find((payment) => payment.sessionId === sessionId)

/** What is not paid yet, by the order's own account: Medusa adds up numbers, whatever they count. */
export const outstandingOf = ({ total, entries }: Order): Money =>
  Money.fromMinor(
    entries.reduce(
      (rest, { kind, amount }) => rest + (kind === "capture" ? -amount.minor : amount.minor),
      total.minor,
    ),
    total.currency,
  )
