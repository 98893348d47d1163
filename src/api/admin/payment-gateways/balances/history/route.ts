import { ledgerOf } from "../../../../../composition"
import { jsonRoute } from "../../support/json-route"
import type { BalanceHistoryResponse } from "../../types"
import { seriesOf } from "../../views/balance-history"
import type { HistoryQuery } from "../middlewares"

/** The last balance of each day. */
export const GET = jsonRoute<BalanceHistoryResponse, HistoryQuery>(
  async ({ scope, validatedQuery: { days } }) => ({
    days,
    series: seriesOf(await ledgerOf(scope).balances.daily(days)),
  }),
)
