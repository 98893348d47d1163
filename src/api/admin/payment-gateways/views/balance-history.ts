import type { BalanceSnapshot } from "../../../../modules/gateway-ledger"
import { groupBy } from "../../../../background/group-by"
import type { BalanceHistoryResponse } from "../types"
import { decimal, iso } from "./values"

type Point = Pick<BalanceSnapshot, "provider_id" | "currency_code" | "taken_at" | "available">

/** Snapshots, oldest first, as one line for each account and currency. */
export function seriesOf(snapshots: readonly Point[]): BalanceHistoryResponse["series"] {
  const lines = groupBy(snapshots, ({ provider_id, currency_code }) => `${provider_id} ${currency_code}`)
  return [...lines.values()].flatMap((points) => {
    const [first] = points
    if (!first) return []
    const { provider_id, currency_code } = first
    return {
      provider_id,
      currency_code: currency_code.toLowerCase(),
      points: points.map(({ taken_at, available }) => ({
        at: iso(taken_at),
        available: decimal(available, currency_code),
      })),
    }
  })
}
