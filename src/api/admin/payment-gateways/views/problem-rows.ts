import type { MedusaContainer } from "@medusajs/framework/types"
import type { Problem } from "../../../../core"
import type { PaymentProblem } from "../../../../modules/gateway-ledger"
import { actionsOf } from "../../../../problems"
import { dependenciesOf, ledgerOf } from "../../../../composition"
import type { ProblemRow } from "../types"
import { actors, historyOf } from "./actors"
import { ownersOf } from "../../../../medusa/reads/collection-owners"
import { decimal, iso } from "./values"

/** Problems as lists and details show them. The number of queries does not grow with theirs. */
export async function problemRows(
  container: MedusaContainer,
  problems: readonly PaymentProblem[],
): Promise<ProblemRow[]> {
  if (problems.length === 0) return []
  const collections = problems.map(({ payment_collection_id }) => payment_collection_id)
  const [history, possible, ownerOf] = await Promise.all([
    ledgerOf(container).journal.saidOf(problems.map(({ id }) => id)),
    actionsOf(dependenciesOf(container), problems),
    ownersOf(container, collections),
  ])
  const find = await actors(container, [
    ...history.map(({ actor_id }) => actor_id),
    ...problems.map(({ resolved_by }) => resolved_by),
  ])
  const doneAbout = historyOf(history, find)
  return problems.map((problem) => {
    const { order, email } = ownerOf(problem.payment_collection_id)
    const { id, order_id, currency_code, resolved_by } = problem
    return {
      id,
      kind: problem.kind as Problem,
      state: problem.state,
      provider_id: problem.provider_id,
      attempt_id: problem.attempt_id,
      reference: problem.reference,
      order: order ?? (order_id ? { id: order_id, display_id: null } : null),
      amount: decimal(problem.amount, currency_code),
      currency_code: currency_code?.toLowerCase() ?? null,
      email,
      actions: possible.get(id) ?? [],
      created_at: iso(problem.created_at),
      resolved_at: iso(problem.resolved_at),
      resolved_by: find(resolved_by),
      note: problem.note,
      history: doneAbout(id),
    }
  })
}
