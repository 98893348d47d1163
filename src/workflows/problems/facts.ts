import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { Money, problemActions, type ProblemAction } from "../../core"
import type { PaymentAttempt, PaymentProblem } from "../../modules/gateway-ledger"
import { moneyFromMedusa } from "../../medusa/money"
import { configuredGateways } from "../configured-gateways"
import { ledgerOf } from "../services"

/** What can be done about each of these problems. Bounded statements, whatever the number. */
export async function actionsOf(
  container: MedusaContainer,
  problems: readonly PaymentProblem[],
): Promise<Map<string, ProblemAction[]>> {
  const configured = new Set((await configuredGateways(container)).map(({ providerId }) => providerId))
  const placeable = await placeableAttempts(container, problems)
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

/** Attempts whose cart costs what was paid, and is no order yet. */
async function placeableAttempts(
  container: MedusaContainer,
  problems: readonly PaymentProblem[],
): Promise<Set<string>> {
  const waiting = problems.filter(
    ({ kind, state, attempt_id }) => kind === "no_order" && state === "open" && attempt_id !== null,
  )
  if (waiting.length === 0) return new Set()
  const ids = waiting.map(({ attempt_id }) => attempt_id as string)
  const { rows: attempts } = await ledgerOf(container).search.attempts(
    { ids },
    { limit: ids.length, withoutCount: true },
  )
  const totals = await cartTotals(
    container,
    attempts.map((attempt) => attempt.payment_collection_id),
  )
  return new Set(attempts.filter((attempt) => isUnchanged(attempt, totals)).map(({ id }) => id))
}

function isUnchanged(attempt: PaymentAttempt, totals: Map<string, BigNumberInput>): boolean {
  const total = totals.get(attempt.payment_collection_id)
  if (total === undefined) return false
  const { amount, currency_code } = attempt
  return moneyFromMedusa(total, currency_code).equals(Money.of(amount, currency_code))
}

/** Totals of the carts that are no orders yet, by their payment collection. */
async function cartTotals(
  container: MedusaContainer,
  collections: string[],
): Promise<Map<string, BigNumberInput>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: links } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["cart_id", "payment_collection_id"],
    filters: { payment_collection_id: collections },
  })
  const collectionOf = new Map(
    (links as { cart_id: string; payment_collection_id: string }[]).map((link) => [
      link.cart_id,
      link.payment_collection_id,
    ]),
  )
  const { data: carts } = await query.graph({
    entity: "cart",
    fields: ["id", "total", "completed_at"],
    filters: { id: [...collectionOf.keys()] },
  })
  const open = (carts as { id: string; total: BigNumberInput; completed_at: unknown }[]).filter(
    ({ completed_at }) => !completed_at,
  )
  return new Map(open.map(({ id, total }) => [collectionOf.get(id) as string, total]))
}
