import type { MedusaContainer } from "@medusajs/framework/types"
import { Money } from "../../../../core"
import type { AttemptFilters, ListedAttempt, PaymentOperation } from "../../../../modules/gateway-ledger"
import { ledgerOf } from "../../../../composition"
import type { PaymentDetail, PaymentMoney, PaymentRow } from "../types"
import { actors } from "./actors"
import { paymentRows } from "./payment-row"
import { configuredGateway } from "../../../../medusa/configured-gateways"
import { paymentSums } from "../../../../medusa/reads/payment-sums"
import { operationRow, paymentMoney } from "./payment-money"
import { problemRows } from "./problem-rows"
import { timelineOf } from "./timeline"
import { decimal, iso } from "./values"

/** The newest payments and the oldest events: nobody reads more. */
const MOST_PAYMENTS = 100
const MOST_EVENTS = 1_000

/** Payments with all that the ledger knows of them, newest first. The number of queries does not grow with theirs. */
export async function paymentDetails(
  container: MedusaContainer,
  filters: AttemptFilters,
): Promise<PaymentDetail[]> {
  const ledger = ledgerOf(container)
  const { rows: attempts } = await ledger.search.attempts(filters, {
    limit: MOST_PAYMENTS,
    withoutCount: true,
  })
  if (attempts.length === 0) return []
  const events = { limit: MOST_EVENTS, oldestFirst: true, withoutCount: true }
  const ids = attempts.map(({ id }) => id)
  const [journal, notifications, problems, operations, moneyOf, rows] = await Promise.all([
    ledger.journal.ofAttempts(ids),
    ledger.search.notifications({ references: attempts.map(({ reference }) => reference) }, events),
    ledger.search.problems({ attempts: ids }, events),
    ledger.operations.ofAttempts(ids),
    moneyOfAttempts(container, attempts),
    paymentRows(container, attempts),
  ])
  const shown = await problemRows(container, problems.rows)
  const find = await actors(container, [
    ...journal.map(({ actor_id }) => actor_id),
    ...operations.map(({ requested_by }) => requested_by),
  ])
  const operationsOf = (id: string) => operations.filter(({ attempt_id }) => attempt_id === id)
  return attempts.map((attempt, at) => ({
    ...(rows[at] as PaymentRow),
    ...detailsOf(attempt),
    ...moneyOf(attempt, operationsOf(attempt.id)),
    problems: shown.filter(({ attempt_id }) => attempt_id === attempt.id),
    operations: operationsOf(attempt.id).map((operation) => operationRow(operation, find)),
    timeline: timelineOf(
      {
        attempt,
        journal: journal.filter(({ attempt_id }) => attempt_id === attempt.id),
        notifications: notifications.rows.filter(({ attempt_id }) => attempt_id === attempt.id),
        problems: problems.rows,
      },
      find,
    ),
  }))
}

type FindMoney = (attempt: ListedAttempt, operations: readonly PaymentOperation[]) => PaymentMoney

/** What has become of the money of each payment, by one query for all. */
async function moneyOfAttempts(
  container: MedusaContainer,
  attempts: readonly ListedAttempt[],
): Promise<FindMoney> {
  const sessions = attempts.map(({ session_id }) => session_id)
  const sums = await paymentSums(container, sessions)
  const providers = [...new Set(attempts.map(({ provider_id }) => provider_id))]
  const gateways = new Map(
    await Promise.all(providers.map(async (id) => [id, await configuredGateway(container, id)] as const)),
  )
  return (attempt, operations) => {
    // Medusa's payment of a session belongs to the newest of its attempts.
    const owner = attempts.find(({ session_id }) => session_id === attempt.session_id)
    const payment = owner?.id === attempt.id ? sums.get(attempt.session_id) : undefined
    return paymentMoney({ attempt, payment, operations, gateway: gateways.get(attempt.provider_id) })
  }
}

function detailsOf(attempt: ListedAttempt) {
  const { next_action: next } = attempt
  return {
    session_id: attempt.session_id,
    payment_collection_id: attempt.payment_collection_id,
    missing: missingOf(attempt),
    transfer:
      next?.type === "transfer"
        ? { wallet_number: next.wallet_number, wallet_link: next.wallet_link, expires_at: next.expires_at }
        : null,
    superseded_at: iso(attempt.superseded_at),
    last_observed_at: iso(attempt.last_observed_at),
    next_check_at: iso(attempt.next_check_at),
  }
}

/** What is still to come, when part has come. Nothing is missing of a hold that was captured in part. */
function missingOf({ amount, received, cleared_at, currency_code }: ListedAttempt): string | null {
  if (received === null || cleared_at !== null) return null
  const asked = Money.of(amount, currency_code)
  const came = Money.rounded(received, currency_code)
  return came.isPositive && came.lessThan(asked) ? decimal(asked.minus(came).amount, currency_code) : null
}
