import type { NewProblem, PaymentProblem, PersonsWord, ProblemScope } from "../types"

/** What must be done to make the open problems the planned ones. */
export interface ProblemChanges {
  open: NewProblem[]
  /** Open problems that differ from the plan. */
  change: { problem: PaymentProblem; planned: NewProblem }[]
  clear: PaymentProblem[]
}

/** Problems of the same kind about the same subject are one problem. */
const keyOf = ({ kind, subject }: { kind: string; subject: string }) => JSON.stringify([kind, subject])

/**
 * Compares problems with a plan. A problem that a person has resolved for the same amount is not opened again, unless the
 * plan already counts with what the person said: then the same amount has come once more. A problem that was opened after
 * the plan's facts were gathered is not cleared, since the plan does not know its cause.
 *
 * @param known the open problems in the plan's scope, and the problems of the planned subjects that people have resolved
 * @param asOf what people had said when the plan was made, and when its facts began to be gathered
 */
export function problemChanges(
  known: readonly PaymentProblem[],
  planned: readonly NewProblem[],
  { words = [], since }: Pick<ProblemScope, "words" | "since"> = {},
): ProblemChanges {
  const open = new Map(known.flatMap((one) => (one.state === "open" ? [[keyOf(one), one] as const] : [])))
  const wanted = new Map(planned.map((one) => [keyOf(one), one] as const))
  const isResolved = (one: NewProblem) =>
    known.some(
      (other) =>
        isResolvedByPerson(other) &&
        keyOf(other) === keyOf(one) &&
        sameAmount(other.amount, one.amount) &&
        !words.some((word) => isOf(word, other)),
    )
  const changes: ProblemChanges = { open: [], change: [], clear: [] }
  for (const [key, one] of wanted) {
    const problem = open.get(key)
    if (!problem) {
      if (!isResolved(one)) changes.open.push(one)
    } else if (differs(problem, one)) {
      changes.change.push({ problem, planned: one })
    }
  }
  for (const [key, problem] of open) {
    const isNewer = since !== undefined && problem.created_at >= since
    if (!wanted.has(key) && !isNewer) changes.clear.push(problem)
  }
  return changes
}

/** Whether a person has resolved it. */
const isResolvedByPerson = ({ state, resolved_by }: PaymentProblem) =>
  state === "resolved" && resolved_by !== null

/** Whether a person said this when the problem was resolved. */
const isOf = (word: PersonsWord, problem: PaymentProblem) =>
  keyOf(word) === keyOf(problem) && word.at === problem.resolved_at?.toISOString()

/** Whether a plan corrects an open problem. */
function differs(problem: PaymentProblem, planned: NewProblem): boolean {
  return (
    !sameAmount(problem.amount, planned.amount) ||
    problem.attempt_id !== planned.attempt_id ||
    (planned.order_id !== null && problem.order_id !== planned.order_id)
  )
}

/** Whether two decimal strings are the same number: gateways write "1490.50000000". */
export function sameAmount(a: string | null, b: string | null): boolean {
  return shortest(a) === shortest(b)
}

const shortest = (amount: string | null) => (amount?.includes(".") ? amount.replace(/\.?0+$/, "") : amount)
