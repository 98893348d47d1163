import { ledgerOf } from "../../../../../composition"
import { jsonRoute } from "../../support/json-route"
import type { BalanceHistoryResponse } from "../../types"
import { seriesOf } from "../../views/balance-history"

/** The last balance of each day. */
export const GET = jsonRoute<BalanceHistoryResponse>(async ({ scope, validatedQuery }) => {
  const { days } = validatedQuery as { days: number }
  return { days, series: seriesOf(await ledgerOf(scope).balances.daily(days)) }
})
