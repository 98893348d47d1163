import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf, readStatementSoon } from "../../../../composition"
import type { ConfiguredGateway } from "../../../../medusa/configured-gateways"
import { paymentSums } from "../../../../medusa/reads/payment-sums"
import type { StatementEntry } from "../../../../modules/gateway-ledger"
import { writtenError } from "../../../support/describe-error"
import type { StatementResponse } from "../types"
import { statementRow, type OurSide } from "./differences"
import { iso } from "./values"

const PAGE_SIZE = 20

/** A list that was read longer ago is read anew in the background. */
const FRESH_MS = 10_000

/** One page of the gateway's list, as it was read last, beside what the ledger and Medusa have. Waits for no gateway. */
export async function statement(
  container: MedusaContainer,
  { gateway }: ConfiguredGateway,
  page: number,
): Promise<StatementResponse> {
  const key = { gateway: gateway.name, account: gateway.account }
  const { statements } = ledgerOf(container)
  const state = await statements.state(key)
  const isStale = Date.now() - (state?.read_at?.getTime() ?? 0) > FRESH_MS
  if (isStale) readStatementSoon(container, gateway)
  const entries = await statements.page(key, page, PAGE_SIZE)
  const shown = entries.slice(0, PAGE_SIZE)
  const ours = await ourSides(container, gateway.name, shown)
  return {
    rows: shown.map((one) => statementRow(one, ours.get(one.reference))),
    page,
    has_more: entries.length > PAGE_SIZE,
    read_at: iso(state?.read_at ?? null),
    refreshing: isStale && !state?.error,
    error: writtenError(state?.error ?? null),
  }
}

async function ourSides(
  container: MedusaContainer,
  gateway: string,
  entries: readonly StatementEntry[],
): Promise<Map<string, OurSide>> {
  if (entries.length === 0) return new Map()
  const attempts = await ledgerOf(container).attempts.ofReferences(
    gateway,
    entries.map(({ reference }) => reference),
  )
  const sessions = attempts.map(({ session_id }) => session_id)
  const sums = await paymentSums(container, sessions)
  return new Map(
    attempts.map((attempt) => [
      attempt.reference,
      { ...attempt, captured: sums.get(attempt.session_id)?.captured ?? null },
    ]),
  )
}
