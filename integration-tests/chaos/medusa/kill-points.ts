/** Where a process that settles ends itself as `kill -9` would, each named after what has just been done. */
export const SETTLEMENT_KILL_POINTS = ["inbox", "asked", "captured"] as const

/** The same while the merchant captures what is held, cancels its order, or sends money back; of all that is written. */
export const OPERATION_KILL_POINTS = [
  "capture recorded",
  "refund recorded",
  "payment canceled",
  "order canceled",
  "operation opened",
  "operation sent",
  "operation done",
  "payment marked",
  "collection counted",
] as const

export type OperationKillPoint = (typeof OPERATION_KILL_POINTS)[number]
export type KillPoint = (typeof SETTLEMENT_KILL_POINTS)[number] | OperationKillPoint | "payout sent"

/** Something that this process has seen. */
export type Milestone = { answer: RegExp } | { statement: RegExp }

/** What must have been seen first, one after the other, and the statement in whose place the process ends. */
export interface Death {
  after?: readonly Milestone[]
  instead: RegExp
  /** For an answer of our own to leave. */
  inMs?: number
}

const WRITE = /^\s*(insert into|update|delete from)\s/i

/** It is written and committed, and whatever would be written next is not. */
const committed = (statement: RegExp): Death => ({
  after: [{ statement }, { statement: /^\s*commit/i }],
  instead: WRITE,
})

/**
 * - `inbox`: the notification is committed and answered; settling it would begin by claiming it
 * - `asked`: the gateway has said "paid"; writing that down would come next
 * - `captured`: Medusa has the payment and its capture; placing the order would come next
 * - `payout sent`: the gateway has taken the payout; writing that down would come next
 */
export const DEATHS: Record<KillPoint, Death> = {
  inbox: { instead: /update "?gateway_notification"?\s/i, inMs: 100 },
  asked: {
    after: [{ answer: /\/(order|get_status)\b/ }],
    instead: /(update|insert into) "?payment_\w+"?\s/i,
  },
  captured: {
    after: [{ statement: /insert into "?capture"?[\s(]/i }],
    instead: /insert into "order"[\s(]/i,
  },
  "payout sent": {
    after: [{ answer: /\/(createWithdrawal|payout)\b/ }],
    instead: /update "?gateway_payout"?\s/i,
  },
  "capture recorded": committed(/insert into "?capture"?[\s(]/i),
  "refund recorded": committed(/insert into "?refund"?[\s(]/i),
  "payment canceled": committed(/update "?payment"?\s.*"?canceled_at"? =/is),
  "order canceled": committed(/update "?order"?\s.*"?canceled_at"? =/is),
  "operation opened": committed(/insert into "?payment_operation"?[\s(]/i),
  "operation sent": { after: [{ answer: /\/(capture|cancel|refunds)$/ }], instead: WRITE },
  "operation done": committed(/update "?payment_operation"?\s.*"?state"? = /is),
  "payment marked": committed(/update "?payment"?\s/i),
  "collection counted": committed(/update "?payment_collection"?\s/i),
}
