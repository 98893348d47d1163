import { Conflict, Money, problemActions, type ProblemAction } from "../core"
import type { PaymentProblem } from "../modules/gateway-ledger"
import type { ProblemDependencies } from "./dependencies"

type Dependencies = Pick<ProblemDependencies, "gateway" | "openCartTotals"> & {
  ledger: Pick<ProblemDependencies["ledger"], "search">
}

/** What can be done about each of these problems, with the same number of statements for any number of problems. */
export async function actionsOf(
  dependencies: Dependencies,
  problems: readonly PaymentProblem[],
): Promise<Map<string, ProblemAction[]>> {
  const configured = await configuredOf(dependencies, problems)
  const placeable = await placeableAttempts(dependencies, problems)
  return new Map(
    problems.map((problem) => {
      const { id, kind, state, provider_id, attempt_id } = problem
      const isKnown = attempt_id !== null || kind === "payout_unclear"
      const facts = {
        kind,
        state,
        canBeAsked: isKnown && configured.has(provider_id),
        cartIsPlaceable: attempt_id !== null && placeable.has(attempt_id),
      }
      return [id, problemActions(facts)]
    }),
  )
}

/**
 * The problem, if this action is possible now.
 * @throws Conflict (problem_resolved, problem_action_not_possible)
 */
export async function actionableProblem(
  dependencies: Pick<ProblemDependencies, "ledger" | "gateway" | "openCartTotals">,
  { problem_id, action }: { problem_id: string; action: ProblemAction },
): Promise<PaymentProblem> {
  const problem = await dependencies.ledger.problems.get(problem_id)
  if (problem.state === "resolved") throw alreadyResolved()
  const possible = (await actionsOf(dependencies, [problem])).get(problem.id) ?? []
  if (!possible.includes(action)) {
    throw new Conflict(
      "problem_action_not_possible",
      `"${action}" is not possible here now; possible are: ${possible.join(", ")}.`,
    )
  }
  return problem
}

export const alreadyResolved = () => new Conflict("problem_resolved", "This problem is resolved already.")

/** The providers of these problems that are configured. */
async function configuredOf({ gateway }: Dependencies, problems: readonly PaymentProblem[]) {
  const configured = new Set<string>()
  for (const providerId of new Set(problems.map(({ provider_id }) => provider_id))) {
    if (await gateway(providerId)) configured.add(providerId)
  }
  return configured
}

/** The attempts whose cart costs what was paid, and is no order yet. */
async function placeableAttempts(
  { ledger, openCartTotals }: Dependencies,
  problems: readonly PaymentProblem[],
): Promise<Set<string>> {
  const ids = problems.flatMap(({ kind, state, attempt_id }) =>
    kind === "no_order" && state === "open" && attempt_id !== null ? [attempt_id] : [],
  )
  if (ids.length === 0) return new Set()
  const { rows } = await ledger.search.attempts({ ids }, { limit: ids.length, withoutCount: true })
  const totals = await openCartTotals(rows.map((attempt) => attempt.payment_collection_id))
  const isUnchanged = ({ payment_collection_id, amount, currency_code }: (typeof rows)[number]) =>
    isSame(totals.get(payment_collection_id), amount, currency_code)
  return new Set(rows.filter(isUnchanged).map(({ id }) => id))
}

/** A record that cannot be read must not hide all other problems. */
function isSame(total: Money | undefined, amount: string, currency: string): boolean {
  try {
    return total?.equals(Money.of(amount, currency)) === true
  } catch {
    return false
  }
}
