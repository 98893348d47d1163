import type { Decision, Notification, PaymentStatus } from "../../core"
import type { PaymentAttempt } from "../../modules/gateway-ledger"
import type { HeldMoney } from "../problems"

/** Which payment, and what woke us. */
export interface SettlePaymentInput {
  provider_id: string
  reference: string
  notification?: Pick<Notification, "gatewayId" | "claim">
}

/** Where the payment stands after the settlement. Amounts are decimal strings. */
export interface SettlePaymentResult {
  decision: Decision["kind"]
  status: PaymentStatus
  received: string | null
  held_for: string | null
  payment_id: string | null
  order_id: string | null
}

/** What the first step of a settlement tells the next ones. */
export interface Decided {
  decision: Decision["kind"]
  attempt: PaymentAttempt
  held: HeldMoney[]
  /** An order that was placed before its payment may go: it was asked about for the last time. */
  givesUp: boolean
}
