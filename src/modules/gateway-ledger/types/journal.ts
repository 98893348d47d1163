/** What a journal's entry tells. */
export type JournalKind =
  /** An attempt was opened. */
  | "opened"
  /** The gateway's answer, or its notification, told something new. */
  | "observed"
  /** The plan decided something else about the attempt. */
  | "decided"
  /** A step was taken in Medusa or at the gateway. */
  | "done"
  | "failed"
  /** A person said or did something; `action` tells what. */
  | "said"
  | "problem_opened"
  | "problem_changed"
  /** The cause of a problem went away. */
  | "problem_cleared"
  | "operation_opened"
  | "operation_moved"
  | "payout_opened"
  | "payout_moved"

/** What led the plugin to do or learn something. */
export type Road = "checkout" | "notification" | "sweep" | "status" | "admin" | "medusa" | "upgrade"

/** Who or what caused an entry; null where it is not known. */
export interface JournalAuthor {
  road: Road | null
  /** Id of a user or an API key. */
  actor_id?: string | null
}

/** An entry about a change of an attempt. */
export interface JournalEntry extends JournalAuthor {
  kind: JournalKind
  /** What a person did: "resolve", "approve" and so on. */
  action?: string | null
  note?: string | null
  /** Anything else worth knowing: the step taken, a problem's kind and amount, a payout's state. */
  details?: Record<string, unknown> | null
}

/** An entry about anything. Its attempt is found by the problem or the payout, where it names one. */
export interface NewJournalEntry extends JournalEntry {
  attempt_id?: string | null
  payout_id?: string | null
  problem_id?: string | null
  /** Columns of the attempt with their new values. */
  change?: Record<string, unknown> | null
}

/** A row of `payment_journal`. It never changes. */
export interface JournalRow {
  /** A whole number as text; later entries have larger ones. */
  id: string
  attempt_id: string | null
  payout_id: string | null
  problem_id: string | null
  kind: JournalKind
  road: Road | null
  action: string | null
  actor_id: string | null
  change: Record<string, unknown> | null
  details: Record<string, unknown> | null
  note: string | null
  created_at: Date
}
