import type { GatewayName } from "../faults"
import type { NotificationFields, NotifyEncoding } from "./encode"

/** Where the signature goes: Tegro's `sign` field, m2cerber's `Signature` header. */
export interface Seal {
  place: "field" | "header"
  name: string
  value: string
}

/** A notification a gateway wants to send. `seal` is null when it is not signed at all. */
export interface Draft {
  gateway: GatewayName
  event: string
  /** Tegro order id, m2cerber or YooKassa payment id; events of one subject are first tried in their order. */
  subject: string
  url: string
  fields: NotificationFields
  seal: Seal | null
  /** Headers of a hand-made one. */
  headers?: Record<string, string>
}

/** `no_url`: there is no address. `failed`: every try was used up. */
export type NotificationPhase = "pending" | "held" | "dropped" | "no_url" | "delivered" | "failed"

/** One notification as `state()` shows it. `fields` has no signature. */
export interface NotificationState {
  id: string
  gateway: GatewayName
  /**
   * Tegro: "paid", "status". m2cerber: "confirm", "cancel", "change_sum", "payout", "status". YooKassa: its own names,
   * such as "payment.succeeded". Or "forged".
   */
  event: string
  /** Tegro order id, m2cerber or YooKassa payment id. */
  subject: string
  url: string
  encoding: NotifyEncoding
  signed: "valid" | "wrong" | "none"
  fields: NotificationFields
  phase: NotificationPhase
  delivered: boolean
  /** Times it was sent. */
  tries: number
  /** HTTP status of the last answer; null when there was none. */
  status: number | null
  /** Start of the last answer's body. */
  answer: string
  /** Why there was no answer. */
  error: string | null
  createdAt: string
  lastTryAt: string | null
  /** For the extra copies of a duplicate. */
  copyOf: string | null
}

/** A notification in the queue, with what `state()` does not show. */
export interface NotificationRecord extends NotificationState {
  seal: Seal | null
  headers: Record<string, string>
  chunked: boolean
  retriesLeft: number
  delaysMs: number[]
}

/** A copy of what `state()` shows. */
export function shown(record: NotificationRecord): NotificationState {
  const { seal: _seal, headers: _headers, chunked: _chunked, retriesLeft: _left, ...rest } = record
  const { delaysMs: _delays, ...state } = rest
  return { ...state, fields: { ...state.fields } }
}

/** A signature that differs from this one. */
export function spoil(value: string): string {
  return value.replace(/^./, (first) => (first === "0" ? "1" : "0"))
}
