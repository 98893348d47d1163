import type { PaymentsError } from "./errors.js"
import type { PaymentView } from "./types.js"

/**
 * The phases of a payment, as its shopper sees them.
 *
 * - `loading`: nothing is known yet
 * - `redirect`: to be paid on the gateway's page; `transfer`: to be sent from a wallet
 * - `confirming`: nothing to do but wait; `placing`: paid, and the order follows; `done`: paid, with its order (money
 *   that the shop reserves until it ships counts as paid); `held`: paid, but a person has to look at it
 * - `failed`, `expired`: over without money; `superseded`: the cart has changed; `canceled`: its order was canceled, and
 *   nothing is to be paid; `unknown`: there is no such payment
 */
export type Phase =
  | "loading"
  | "redirect"
  | "transfer"
  | "confirming"
  | "placing"
  | "done"
  | "held"
  | "failed"
  | "expired"
  | "superseded"
  | "canceled"
  | "unknown"

export interface PaymentState {
  phase: Phase
  /** The server's last answer. */
  payment: PaymentView | null
  /** The last call got no answer; it is repeated. */
  isOffline: boolean
  /** It takes so long that the shopper may as well leave. */
  isSlow: boolean
  /** The shopper's action that is under way. */
  acting: "sent" | "cancel" | null
  /** The shopper has said that the money is sent. */
  hasSaidSent: boolean
  /** Why an action, or the first call, was refused. */
  error: PaymentsError | null
}

export type PaymentEvent =
  | { type: "answered"; payment: PaymentView; isSlow: boolean }
  | { type: "unreachable"; isSlow: boolean }
  | { type: "refused"; error: PaymentsError }
  | { type: "acting"; action: "sent" | "cancel" }
  | { type: "acted"; payment: PaymentView }
  | { type: "action-failed"; error: PaymentsError }

export const INITIAL_STATE: PaymentState = {
  phase: "loading",
  payment: null,
  isOffline: false,
  isSlow: false,
  acting: null,
  hasSaidSent: false,
  error: null,
}

/** The state after an event. Pure. */
export function nextState(state: PaymentState, event: PaymentEvent): PaymentState {
  switch (event.type) {
    case "answered":
      return withPayment(state, event.payment, event.isSlow)
    case "acted":
      return {
        ...withPayment(state, event.payment, false),
        acting: null,
        hasSaidSent: state.hasSaidSent || state.acting === "sent",
        error: null,
      }
    case "unreachable":
      return { ...state, isOffline: true, isSlow: event.isSlow }
    case "refused":
      return {
        ...state,
        phase: state.payment ? state.phase : "unknown",
        isOffline: false,
        error: event.error,
      }
    case "acting":
      return { ...state, acting: event.action, error: null }
    case "action-failed":
      return { ...state, acting: null, error: event.error }
  }
}

/** Whether nothing will change. */
export const isOver = ({ phase, payment }: PaymentState) =>
  phase === "unknown" || (payment !== null && payment.poll_after_ms === null)

function withPayment(state: PaymentState, payment: PaymentView, isSlow: boolean): PaymentState {
  const phase = phaseOf(payment)
  const waiting = phase === "redirect" || phase === "confirming" || phase === "placing"
  return { ...state, payment, phase, isOffline: false, isSlow: isSlow && waiting }
}

function phaseOf(payment: PaymentView): Phase {
  const { status, reserved, superseded, order_canceled, order_id, next, poll_after_ms } = payment
  if (order_canceled) return "canceled"
  if (status === "paid") {
    if (order_id !== null) return "done"
    // Money that is reserved for a changed cart goes back by itself: no person has to look at it.
    if (reserved && superseded) return "superseded"
    return poll_after_ms === null ? "held" : "placing"
  }
  // A changed cart makes the server cancel the payment: the shopper should read of the change, not of the cancellation.
  if (superseded) return "superseded"
  if (status === "failed" || status === "expired") return status
  if (!next) return "confirming"
  return next.type === "transfer" ? "transfer" : "redirect"
}
