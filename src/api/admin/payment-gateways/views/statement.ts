import type { MedusaContainer } from "@medusajs/framework/types"
import type { Observation } from "../../../../core"
import { capturedBySession } from "../../../../medusa/captured"
import { describeError, GATEWAY_SLOW } from "../../../support/describe-error"
import { answersOf, WAIT_MS } from "../../../support/gateway-answers"
import type { ConfiguredGateway } from "../../../../medusa/configured-gateways"
import { ledgerOf } from "../../../../composition"
import type { StatementResponse } from "../types"
import { statementRow, type OurSide } from "./differences"
import { iso } from "./values"

/** Nobody documents how long a page is; a shorter one than this is the last. */
const SHORT_PAGE = 10

/** One page of the gateway's list beside what the ledger and Medusa have. */
export async function statement(
  container: MedusaContainer,
  { providerId, gateway }: ConfiguredGateway,
  page: number,
): Promise<StatementResponse> {
  const list = async () => (await gateway.listPayments?.(page)) ?? []
  const asked = await answersOf(container).statements.get(`${providerId} ${page}`, list, { waitMs: WAIT_MS })
  const { value, readAt, refreshing, error } = asked
  const listed = value ?? []
  const ours = await ourSides(container, providerId, listed)
  return {
    rows: listed.map((one) => statementRow(one, ours.get(one.reference))),
    page,
    has_more: listed.length >= SHORT_PAGE,
    read_at: readAt === null ? null : iso(new Date(readAt)),
    refreshing,
    error: refreshing ? GATEWAY_SLOW : error === null ? null : describeError(container, error),
  }
}

async function ourSides(
  container: MedusaContainer,
  providerId: string,
  listed: readonly Observation[],
): Promise<Map<string, OurSide>> {
  if (listed.length === 0) return new Map()
  const references = listed.map(({ reference }) => reference)
  const { rows } = await ledgerOf(container).search.attempts(
    { providers: [providerId], references },
    { limit: references.length, withoutCount: true },
  )
  const captured = await capturedBySession(
    container,
    rows.map(({ session_id }) => session_id),
  )
  return new Map(
    rows.map((attempt) => [
      attempt.reference,
      {
        id: attempt.id,
        gateway_id: attempt.gateway_id,
        status: attempt.status,
        amount: attempt.amount,
        received: attempt.received,
        currency_code: attempt.currency_code,
        captured: captured.get(attempt.session_id) ?? null,
      },
    ]),
  )
}
