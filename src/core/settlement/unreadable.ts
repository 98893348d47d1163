import { SECOND } from "../pace"
import type { AttemptFacts } from "./facts"
import { about, STUCK_AFTER, type PlannedProblem } from "./planned-problems"

/** What ought to become of an attempt when what is on record of its order's money cannot be read. */
export interface UnreadablePlan {
  problems: PlannedProblem[]
  /** In milliseconds since 1970. */
  nextLook: number
}

/**
 * Whether an error says that something on record cannot be read, such as a currency that is none: it comes again at every
 * look, until somebody corrects the record. Everything else (the database, the network) passes.
 */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError

/** Nothing is decided about its money; it is looked at less and less often, and told in the end. */
export function planOfUnreadable(
  attempt: Pick<AttemptFacts, "id" | "createdAt">,
  now: number,
): UnreadablePlan {
  const ageMs = now - attempt.createdAt
  return {
    problems: ageMs >= STUCK_AFTER ? [about(attempt, "unreadable", null)] : [],
    nextLook: now + Math.min(STUCK_AFTER, Math.max(30 * SECOND, Math.round(ageMs / 10))),
  }
}
