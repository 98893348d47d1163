import type { OperationKind } from "../gateway"
import { DAY, HOUR, MINUTE, paceAt, SECOND, type Pace } from "../pace"

/**
 * How far a capture, void or refund at a gateway has come. `asked`: it is written down and may have been sent; its result
 * is unknown. `pending`: the gateway has it, and its result is not known yet. `failed`: it has ended, and nothing was
 * done.
 */
export const OPERATION_STATES = ["asked", "pending", "done", "failed"] as const

export type OperationState = (typeof OPERATION_STATES)[number]

/** The states from which each one is reached; what the gateway shows as done is done, whatever it said before. */
export const OPERATION_REACHED_FROM: Record<OperationState, readonly OperationState[]> = {
  asked: [],
  pending: ["asked", "pending"],
  done: ["asked", "pending", "failed"],
  failed: ["asked", "pending"],
}

export const isOpenOperation = ({ state }: { state: OperationState }): boolean =>
  state === "asked" || state === "pending"

/** How often an open operation is tried or asked about, by its age: banks take days, and rest at weekends. */
const PACE: Pace = [
  [MINUTE, 10 * SECOND],
  [10 * MINUTE, MINUTE],
  [2 * HOUR, 10 * MINUTE],
  [2 * DAY, HOUR],
]

/** In how many milliseconds an operation of this age is tried or asked about again; it never ends by itself. */
export const nextTryIn = (ageMs: number): number => paceAt(PACE, ageMs) ?? 6 * HOUR

/** An operation without a clear answer after this time needs a person; it is still tried. */
export const OPERATION_UNCLEAR_AFTER = 6 * HOUR

/** A refund that the gateway has not finished after this time needs a person. */
export const REFUND_PENDING_AFTER = 3 * DAY

/** What of an operation decides about another one. */
export interface KnownOperation {
  id: string
  kind: OperationKind
  state: OperationState
  /** In minor units. */
  amount: bigint
  /** Medusa's capture or refund that it is for; null for a void. */
  subjectId: string | null
}

/** Whether an operation may begin. */
export type Admission =
  | { kind: "new" }
  /** This one is used, which was begun for the same record, or for a capture or refund that Medusa has taken back. */
  | { kind: "same"; id: string }
  | { kind: "refused"; code: "operation_in_progress" | "hold_captured" | "hold_voided" | "more_than_left" }

/** The operation that is asked for, and what it is taken from. */
export interface WantedOperation {
  kind: OperationKind
  /** In minor units. */
  amount: bigint
  subjectId: string | null
  /** What was held, or what is captured and did not go back in another way; in minor units. */
  limit: bigint
  /** The captures or refunds that Medusa has on record now. */
  subjects: ReadonlySet<string>
  /** Whether a hold may be captured in several parts. */
  inParts: boolean
}

/**
 * Whether an operation may begin, beside those of the same payment. Medusa deletes a capture or a refund whose call
 * fails, and gives the next try a new id. So an operation of the same sum whose record is gone is used again: money never
 * moves twice for one request. Pure.
 */
export function admitOperation(existing: readonly KnownOperation[], wanted: WantedOperation): Admission {
  const living = existing.filter(({ state }) => state !== "failed")
  const same = living.find(
    ({ kind, subjectId }) => kind === wanted.kind && subjectId === wanted.subjectId && subjectId !== null,
  )
  if (same) return { kind: "same", id: same.id }
  const of = (kind: OperationKind) => living.filter((one) => one.kind === kind)
  const [voided] = of("void")
  switch (wanted.kind) {
    case "void":
      if (voided) return { kind: "same", id: voided.id }
      return of("capture").length > 0 ? { kind: "refused", code: "hold_captured" } : { kind: "new" }
    case "capture":
      return voided ? { kind: "refused", code: "hold_voided" } : admitCapture(of("capture"), wanted)
    case "refund":
      // While a capture has no result there may be nothing to refund.
      if (of("capture").some(isOpenOperation)) return { kind: "refused", code: "operation_in_progress" }
      return withoutRecord(of("refund"), wanted) ?? withinLimit(of("refund"), wanted)
  }
}

function admitCapture(captures: readonly KnownOperation[], wanted: WantedOperation): Admission {
  const left = withoutRecord(captures, wanted)
  if (left) return left
  if (captures.some(isOpenOperation)) return { kind: "refused", code: "operation_in_progress" }
  if (captures.length > 0 && !wanted.inParts) return { kind: "refused", code: "hold_captured" }
  return withinLimit(captures, wanted)
}

/** An operation of the same sum whose capture or refund Medusa has taken back. */
function withoutRecord(
  operations: readonly KnownOperation[],
  wanted: WantedOperation,
): Admission | undefined {
  const found = operations.find(
    ({ amount, subjectId }) =>
      amount === wanted.amount && (subjectId === null || !wanted.subjects.has(subjectId)),
  )
  return found && { kind: "same", id: found.id }
}

function withinLimit(operations: readonly KnownOperation[], { amount, limit }: WantedOperation): Admission {
  const taken = operations.reduce((sum, one) => sum + one.amount, 0n)
  return taken + amount > limit ? { kind: "refused", code: "more_than_left" } : { kind: "new" }
}
