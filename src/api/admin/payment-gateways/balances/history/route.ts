import { ledgerOf } from "../../../../../workflows/services"
import { answering } from "../../support/answering"
import type { BalanceHistoryResponse } from "../../types"
import { seriesOf } from "../../views/balance-history"

/** The last balance of each day. */
export const GET = answering<BalanceHistoryResponse>(async ({ scope, validatedQuery }) => {
  const { days } = validatedQuery as { days: number }
  return { days, series: seriesOf(await ledgerOf(scope).balances.daily(days)) }
})
