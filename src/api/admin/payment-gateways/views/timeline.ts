import type { OperationKind, OperationState, PaymentStatus, PayoutState, Problem } from "../../../../core"
import type {
  GatewayNotification,
  JournalRow,
  PaymentAttempt,
  PaymentProblem,
} from "../../../../modules/gateway-ledger"
import type { TimelineEvent, TimelineRoad } from "../types"
import type { FindActor } from "./actors"
import { decimal, iso } from "./values"

/** What the ledger knows of one payment. */
interface TimelineFacts {
  attempt: Pick<PaymentAttempt, "currency_code">
  /** Oldest first. */
  journal: readonly JournalRow[]
  notifications: readonly GatewayNotification[]
  problems: readonly Pick<PaymentProblem, "id" | "kind">[]
}

/** People's actions that close a problem. */
const CLOSING: readonly (string | null)[] = ["resolve", "refunded"]

/** What happened to a payment, newest last. At one time, a notification comes before what it caused. */
export function timelineOf(facts: TimelineFacts, find: FindActor): TimelineEvent[] {
  const { attempt, journal, notifications } = facts
  return [
    ...notifications.map((row) => notificationEvent(row, attempt.currency_code)),
    ...attemptEvents(facts),
    ...journal.flatMap((row) => otherEvents(row, facts, find)),
  ].sort((a, b) => a.at.localeCompare(b.at))
}

function notificationEvent(row: GatewayNotification, currency: string): TimelineEvent {
  const { id, deliveries, state, outcome, error, claim } = row
  const received = decimal(claim.received, claim.currency ?? currency)
  const at = iso(row.created_at)
  return { at, type: "notification", id, status: claim.status, received, deliveries, state, outcome, error }
}

/** What changed of the attempt itself. An entry has only the columns that changed. */
function attemptEvents({ attempt, journal }: TimelineFacts): TimelineEvent[] {
  let status: PaymentStatus = "created"
  let received: string | null = null
  return journal.flatMap((row) => {
    const change = row.change ?? {}
    const isSeen = "status" in change || "received" in change
    status = (change.status as PaymentStatus | undefined) ?? status
    received = "received" in change ? (change.received as string | null) : received
    const seen = { type: "observed" as const, status, received: decimal(received, attempt.currency_code) }
    const at = iso(row.created_at)
    if (row.road === "upgrade") return eventsBefore(row, seen)
    if (row.kind === "opened") return [{ at, type: "created" }]
    return [
      ...(isSeen ? [{ at, ...seen, road: row.road }] : []),
      ...milestones(change).map(([type]) => ({ at, type })),
    ]
  })
}

/** The first entry of an attempt that is older than the journal says what the attempt was by then. */
function eventsBefore(
  { created_at, change, details }: JournalRow,
  seen: Omit<Extract<TimelineEvent, { type: "observed" }>, "at" | "road">,
): TimelineEvent[] {
  if (change === null) return []
  const observed = details?.last_observed_at
  return [
    { at: iso(created_at), type: "created" },
    ...(typeof observed === "string" ? [{ at: iso(observed), ...seen, road: null }] : []),
    ...milestones(change).map(([type, time]) => ({ at: iso(time), type })),
  ]
}

type Milestone = "cleared" | "superseded" | "cancel_requested"

const milestones = (change: Record<string, unknown>) =>
  (["cleared", "superseded", "cancel_requested"] as const).flatMap((type): [Milestone, string][] => {
    const time = change[`${type}_at`]
    return typeof time === "string" ? [[type, time]] : []
  })

/** What happened around the attempt: steps, problems, payouts, and what people did. */
function otherEvents(
  row: JournalRow,
  { attempt, problems }: TimelineFacts,
  find: FindActor,
): TimelineEvent[] {
  const { kind, action, note, details, problem_id, payout_id } = row
  const at = iso(row.created_at)
  const by = find(row.actor_id)
  const amount = decimal(text(details?.amount), text(details?.currency_code) ?? attempt.currency_code)
  const problem = () => ({
    id: problem_id ?? "",
    kind: (details?.kind ?? problems.find(({ id }) => id === problem_id)?.kind) as Problem,
  })
  switch (kind) {
    case "opened":
    case "observed":
    case "decided":
      return []
    case "done":
    case "failed": {
      // An entry without a step is a change of the attempt, told above, or a gateway's answer that failed.
      const step = text(details?.step) ?? (kind === "failed" ? "observe" : null)
      if (step === null) return []
      return [{ at, type: "step", step, done: kind === "done", note, road: row.road as TimelineRoad | null }]
    }
    case "said":
      return problem_id !== null && CLOSING.includes(action)
        ? [{ at, type: "problem_resolved", ...problem(), by, note }]
        : [{ at, type: "action", action: action ?? "", by, note }]
    case "problem_opened":
    case "problem_changed":
      return [{ at, type: kind, ...problem(), amount }]
    case "problem_cleared":
      return [{ at, type: "problem_resolved", ...problem(), by, note }]
    case "operation_opened":
    case "operation_moved": {
      const operation = details?.operation as OperationKind
      return [{ at, type: "operation", operation, state: details?.state as OperationState, amount, by, note }]
    }
    case "payout_opened":
    case "payout_moved": {
      const currency_code = text(details?.currency_code)?.toLowerCase() ?? null
      const state = details?.state as PayoutState
      return [{ at, type: "payout", id: payout_id ?? "", state, amount, currency_code, note }]
    }
  }
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null)
