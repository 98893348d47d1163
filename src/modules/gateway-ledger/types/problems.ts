import type { InferTypeOf } from "@medusajs/framework/types"
import type { PaymentProblem as PaymentProblemModel } from "../models/payment-problem"
import type { PersonsWord } from "./attempts"

/** A row of `payment_problem`. */
export type PaymentProblem = InferTypeOf<typeof PaymentProblemModel>

/** A problem as it is opened. */
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

/** A problem of an attempt that the plan wants to be open. */
export type PlannedProblem = NewProblem & { attempt_id: string }

/** A refund that a person must carry out. */
export type OwedRefund = NewProblem & { attempt_id: string; refund_id: string; amount: string }

/** The attempts and the kinds of problems that a plan decides about. */
export interface ProblemScope {
  attempt_ids: readonly string[]
  kinds: readonly string[]
  /** What people had said about these attempts when the plan was made. The plan counts with it. */
  words?: readonly PersonsWord[]
  /** When the plan's facts began to be gathered, by the database's clock. Problems opened since are not cleared. */
  since?: Date
}

/** The problems that changed when they were made the planned ones. */
export interface BroughtProblems {
  opened: PaymentProblem[]
  /** Open problems with another amount than before. */
  changed: PaymentProblem[]
  cleared: PaymentProblem[]
}

/** The person who closes a problem, and what that person did. */
export interface ProblemCloser {
  /** Id of a user or an API key. */
  actor_id: string
  /** "refunded": the money was returned. */
  action: string
  /** The amount that the person has seen, null for none; undefined where it does not matter. */
  amount?: string | null
}
