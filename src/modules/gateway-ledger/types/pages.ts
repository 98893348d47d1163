import type { PaymentAttempt } from "./attempts"

/** Which part of a list is wanted. */
export interface PageRequest {
  limit: number
  offset?: number
  oldestFirst?: boolean
  /** Only rows after this one, newest first: for reading all of a table in parts. */
  after?: { position: string; id: string }
  /** The count is not wanted, and is 0. */
  withoutCount?: boolean
}

export interface PageOf<T> {
  rows: T[]
  /** Of all pages; `MOST_COUNTED` where there are as many or more. */
  count: number
}

/**
 * What a person looks for: the beginning of our reference, the whole of the gateway's number, or an order or cart, which
 * Medusa has found already.
 */
export interface SearchText {
  text: string
  /** Payment collections of the orders and carts that were found. */
  collections: string[]
  orders: string[]
}

interface Filters {
  ids?: string[]
  providers?: string[]
  search?: SearchText
}

export interface AttemptFilters extends Filters {
  statuses?: string[]
  /** Whether it has an open problem. */
  problem?: boolean
  from?: Date
  to?: Date
  sessions?: string[]
  collections?: string[]
  references?: string[]
  gatewayId?: string
}

/** An attempt in a list, with its `position` for {@link PageRequest.after}. */
export type ListedAttempt = PaymentAttempt & { open_problems: number; position: string }

export interface ProblemFilters extends Filters {
  states?: string[]
  kinds?: string[]
  attempts?: string[]
}

export interface NotificationFilters extends Filters {
  states?: string[]
  references?: string[]
}

export interface PayoutFilters extends Omit<Filters, "search"> {
  states?: string[]
  /** The beginning of our reference, or the whole of the gateway's number or the account. */
  text?: string
}
