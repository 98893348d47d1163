import type { NewProblem, PaymentProblem, PersonsWord, ProblemScope } from "./types"

/** How problems are brought to a plan. */
export interface ProblemChanges {
  open: NewProblem[]
  /** Open ones that the plan knows otherwise. */
  change: { problem: PaymentProblem; planned: NewProblem }[]
  clear: PaymentProblem[]
}

/** The same trouble is one problem. */
const keyOf = ({ kind, subject }: { kind: string; subject: string }) => JSON.stringify([kind, subject])

/**
 * What must be done to bring problems to a plan. A problem that a person has resolved for the same amount is not opened
 * again, unless the plan knew of that: then the same amount has come once more. One that was opened since the facts were
 * gathered is not cleared: the plan knows nothing of its cause. Pure.
 *
 * @param known the open problems that the plan speaks of, and those of the same subjects that people have resolved
 * @param asOf what persons had said when the plan was made, and since when its facts were gathered
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
        isPersons(other) &&
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
    const isNews = since !== undefined && problem.created_at >= since
    if (!wanted.has(key) && !isNews) changes.clear.push(problem)
  }
  return changes
}

/** Whether a person has said that it is over. */
const isPersons = ({ state, resolved_by }: PaymentProblem) => state === "resolved" && resolved_by !== null

/** Whether this is what the person said when the problem was resolved. */
const isOf = (word: PersonsWord, problem: PaymentProblem) =>
  keyOf(word) === keyOf(problem) && word.at === problem.resolved_at?.toISOString()

/** What a later plan may know better. */
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
