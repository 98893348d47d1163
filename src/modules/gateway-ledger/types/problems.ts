import type { InferTypeOf } from "@medusajs/framework/types"
import type { PaymentProblem as PaymentProblemModel } from "../models/payment-problem"
import type { PersonsWord } from "./attempts"

/** A row of `payment_problem`. */
export type PaymentProblem = InferTypeOf<typeof PaymentProblemModel>

/** What a problem says when it is opened. */
export type NewProblem = Pick<
  PaymentProblem,
  | "kind"
  | "subject"
  | "provider_id"
  | "attempt_id"
  | "reference"
  | "payment_collection_id"
  | "order_id"
  | "amount"
  | "currency_code"
> &
  Partial<Pick<PaymentProblem, "payout_id" | "refund_id" | "gateway_id" | "message">>

/** A problem that ought to be open for an attempt. */
export type PlannedProblem = NewProblem & { attempt_id: string }

/** A refund that a person must carry out. */
export type OwedRefund = NewProblem & { attempt_id: string; refund_id: string; amount: string }

/** Whose problems, and of which kinds, a plan speaks of. */
export interface ProblemScope {
  attempt_ids: readonly string[]
  kinds: readonly string[]
  /** What persons had said of these attempts when the plan was made: it has taken that off its sums. */
  words?: readonly PersonsWord[]
  /** When the plan's facts began to be gathered, by the database's clock: what was opened since is not cleared. */
  since?: Date
}

/** What became of the problems when they were brought to a plan. */
export interface BroughtProblems {
  opened: PaymentProblem[]
  /** Open ones with another amount than before. */
  changed: PaymentProblem[]
  cleared: PaymentProblem[]
}

/** The person who closes a problem, and what the person did. */
export interface ProblemCloser {
  /** Id of a user or an API key. */
  actor_id: string
  /** "refunded": the money was returned. */
  action: string
  /** The sum that the person has seen, null for none; without it any will do. */
  amount?: string | null
}
