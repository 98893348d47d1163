import type { InferTypeOf } from "@medusajs/framework/types"
import type { Claim, Claims, NextAction, Observation, PaymentStatus } from "../../../core"
import type { Observations } from "../../../core/settlement"
import type { PaymentAttempt as PaymentAttemptModel } from "../models/payment-attempt"

type AttemptRow = InferTypeOf<typeof PaymentAttemptModel>

/** What a person said about an attempt's money. It is a fact of the attempt, and outlives the problem. */
export interface PersonsWord {
  /** `returned`: the money went back to the shopper. `resolved`: the problem is solved in another way. */
  action: "returned" | "resolved"
  /** Kind and subject of the problem. */
  kind: string
  subject: string
  /** Decimal string in major units; null where nobody knows. */
  amount: string | null
  refund_id: string | null
  gateway_id: string | null
  /** Id of a user or an API key. */
  actor_id: string
  /** ISO 8601. */
  at: string
  note: string
}

/** A row of `payment_attempt` with its JSON columns typed. */
export type PaymentAttempt = Omit<
  AttemptRow,
  "claims" | "next_action" | "status" | "observations" | "codes" | "words"
> & {
  status: PaymentStatus
  claims: Claims
  next_action: NextAction | null
  observations: Observations
  codes: string[]
  words: PersonsWord[]
}

/** The columns of a new attempt; the others have defaults. */
export type NewAttempt = Pick<
  PaymentAttempt,
  | "gateway"
  | "provider_id"
  | "reference"
  | "session_id"
  | "payment_collection_id"
  | "amount"
  | "currency_code"
  | "next_check_at"
> &
  Partial<Pick<PaymentAttempt, "account">>

/** A change of an attempt. */
export type AttemptChange = Partial<
  Pick<
    PaymentAttempt,
    | "account"
    | "gateway_id"
    | "received"
    | "fee"
    | "test"
    | "next_action"
    | "payer_account"
    | "held_for"
    | "cleared_at"
    | "superseded_at"
    | "cancel_requested_at"
    | "last_observed_at"
    | "answered_at"
    | "settled_at"
    | "next_check_at"
  >
> & {
  /** Only ever moves forward. */
  status?: PaymentStatus
  /** Is merged into earlier notifications' claims; the first that says "paid" sets `claimed_at`. */
  claim?: Claim
  /** What the gateway answered; null when it knows no such payment. It is added to earlier answers. */
  answer?: Observation | null
  /** Status codes, which are added to those seen before. */
  codes?: readonly string[]
}
