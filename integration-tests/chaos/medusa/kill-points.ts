/** Where a process that settles ends itself as `kill -9` would, each named after what has just been done. */
export const SETTLEMENT_KILL_POINTS = ["inbox", "asked", "captured"] as const

export type KillPoint = (typeof SETTLEMENT_KILL_POINTS)[number] | "payout sent"

/** What must have been seen first, and the statement in whose place the process ends. */
export interface Death {
  after?: { answer: RegExp } | { statement: RegExp }
  instead: RegExp
  /** For an answer of our own to leave. */
  inMs?: number
}

/**
 * - `inbox`: the notification is committed and answered; settling it would begin by claiming it
 * - `asked`: the gateway has said "paid"; writing that down would come next
 * - `captured`: Medusa has the payment and its capture; placing the order would come next
 * - `payout sent`: the gateway has taken the payout; writing that down would come next
 */
export const DEATHS: Record<KillPoint, Death> = {
  inbox: { instead: /update "?gateway_notification"?\s/i, inMs: 100 },
  asked: { after: { answer: /\/(order|get_status)\b/ }, instead: /(update|insert into) "?payment_\w+"?\s/i },
  captured: { after: { statement: /insert into "?capture"?[\s(]/i }, instead: /insert into "order"[\s(]/i },
  "payout sent": {
    after: { answer: /\/(createWithdrawal|payout)\b/ },
    instead: /update "?gateway_payout"?\s/i,
  },
}
