import type { MedusaContainer } from "@medusajs/framework/types"
import type { Balance, DateRange } from "../../../../core"
import type { BalanceSnapshot } from "../../../../modules/gateway-ledger"
import { describeError } from "../../../support/describe-error"
import { answersOf, WAIT_MS } from "../../../support/gateway-answers"
import type { CachedAnswer } from "../../../support/stale-while-revalidate"
import { oneOfEachAccount, type ConfiguredGateway } from "../../../../medusa/configured-gateways"
import { ledgerOf } from "../../../../composition"
import type { BalanceEntry, BalanceState } from "../types"
import { decimal, iso } from "./values"

/** Older than this a balance is shown with its age. */
const STALE_MS = 10 * 60_000

/** The last known balances. With `waitMs` 0 it waits for no gateway; they are asked in the background. */
export async function balanceStates(
  container: MedusaContainer,
  configured: readonly ConfiguredGateway[],
  wait: { waitMs: number; force?: boolean },
): Promise<BalanceState[]> {
  const able = oneOfEachAccount(configured).filter(({ gateway }) => gateway.balances)
  const known = await Promise.all(able.map((one) => ask(container, one, {}, wait)))
  const unknown = able.filter((_, index) => known[index]?.value === null)
  const snapshots = unknown.length
    ? await ledgerOf(container).balances.newest(unknown.map(({ providerId }) => providerId))
    : []
  return able.map((one, index) => {
    const answer = known[index] as CachedAnswer<Balance[]>
    const last = snapshots.filter(({ provider_id }) => provider_id === one.providerId)
    return stateOf(container, one, answer, last)
  })
}

/** The balance of a range of days, for gateways whose balances take one. No snapshots are kept of these. */
export async function balanceOfRange(
  container: MedusaContainer,
  one: ConfiguredGateway,
  range: DateRange,
): Promise<BalanceState> {
  return stateOf(container, one, await ask(container, one, range, { waitMs: WAIT_MS }), [])
}

function ask(
  container: MedusaContainer,
  { providerId, gateway }: ConfiguredGateway,
  range: DateRange,
  wait: { waitMs: number; force?: boolean },
): Promise<CachedAnswer<Balance[]>> {
  const key = [providerId, range.from ?? "", range.to ?? ""].join(" ")
  return answersOf(container).balances.get(key, async () => (await gateway.balances?.(range)) ?? [], wait)
}

function stateOf(
  container: MedusaContainer,
  { providerId, gateway, title }: ConfiguredGateway,
  { value, readAt, error, refreshing }: CachedAnswer<Balance[]>,
  snapshots: readonly BalanceSnapshot[],
): BalanceState {
  const read = readAt ?? snapshots[0]?.taken_at
  const read_at = read === undefined ? null : new Date(read)
  return {
    provider_id: providerId,
    title,
    account: gateway.account,
    entries: (value ?? snapshots.map(asBalance)).map(entryOf),
    read_at: iso(read_at),
    stale: read_at === null || Date.now() - read_at.getTime() > STALE_MS,
    refreshing,
    error: error === null ? null : describeError(container, error),
  }
}

const asBalance = ({ currency_code, available, pending, canceled }: BalanceSnapshot): Balance => ({
  currency: currency_code,
  available,
  pending,
  canceled,
})

const entryOf = ({ currency, available, pending, canceled }: Balance): BalanceEntry => ({
  currency_code: currency.toLowerCase(),
  available: decimal(available, currency),
  pending: decimal(pending, currency),
  canceled: decimal(canceled, currency),
})
