import type { Problem } from "../../../../core"
import type { GatewayNotification, PaymentAttempt, PaymentProblem } from "../../../../modules/gateway-ledger"
import type { ActorInfo, TimelineEvent } from "../types"
import { decimal, iso } from "./values"

/** What the ledger knows of one payment. */
export interface TimelineFacts {
  attempt: PaymentAttempt
  notifications: readonly GatewayNotification[]
  problems: readonly PaymentProblem[]
}

/** Of two things at one time, what caused the other comes first. */
const RANK: Record<TimelineEvent["type"], number> = {
  created: 0,
  superseded: 1,
  notification: 2,
  observed: 3,
  problem_opened: 4,
  problem_resolved: 5,
  cleared: 6,
  cancel_requested: 7,
}

/** What happened to a payment, newest last. */
export function timelineOf(
  { attempt, notifications, problems }: TimelineFacts,
  find: (id: string | null) => ActorInfo | null,
): TimelineEvent[] {
  return [
    ...attemptEvents(attempt),
    ...notifications.map((row) => notificationEvent(row, attempt.currency_code)),
    ...problems.flatMap((problem) => problemEvents(problem, find)),
  ].sort((a, b) => a.at.localeCompare(b.at) || RANK[a.type] - RANK[b.type])
}

function attemptEvents(attempt: PaymentAttempt): TimelineEvent[] {
  const { last_observed_at, cleared_at, superseded_at, cancel_requested_at, currency_code } = attempt
  const received = decimal(attempt.received, currency_code)
  return [
    { at: iso(attempt.created_at), type: "created" },
    ...when(last_observed_at, (at) => ({ at, type: "observed", status: attempt.status, received })),
    ...when(cleared_at, (at) => ({ at, type: "cleared" })),
    ...when(superseded_at, (at) => ({ at, type: "superseded" })),
    ...when(cancel_requested_at, (at) => ({ at, type: "cancel_requested" })),
  ]
}

function notificationEvent(row: GatewayNotification, currency: string): TimelineEvent {
  const { id, deliveries, state, outcome, error, claim } = row
  const { status } = claim
  const received = decimal(claim.received, claim.currency ?? currency)
  return {
    at: iso(row.created_at),
    type: "notification",
    id,
    status,
    received,
    deliveries,
    state,
    outcome,
    error,
  }
}

function problemEvents(
  problem: PaymentProblem,
  find: (id: string | null) => ActorInfo | null,
): TimelineEvent[] {
  const { id, resolved_by, resolved_at, note } = problem
  const kind = problem.kind as Problem
  const amount = decimal(problem.amount, problem.currency_code)
  return [
    { at: iso(problem.created_at), type: "problem_opened", id, kind, amount },
    ...when(resolved_at, (at) => ({ at, type: "problem_resolved", id, kind, by: find(resolved_by), note })),
  ]
}

const when = (at: Date | string | null, event: (at: string) => TimelineEvent): TimelineEvent[] =>
  at === null ? [] : [event(iso(at))]
