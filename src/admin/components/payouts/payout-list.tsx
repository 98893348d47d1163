import type { PayoutRow } from "../../../api/admin/payment-gateways/types"
import { usePayouts, useProviders } from "../../lib/queries"
import { useWords } from "../../lib/texts"
import { LIMIT, useListState, type ListState } from "../../lib/use-list-state"
import { PayoutStateBadge } from "../common/badges"
import { When } from "../common/facts"
import { Choice, Filters, GatewayChoice, Search } from "../common/filters"
import { actorName } from "../common/history"
import { ListTable, Pages, TwoLines, type Column } from "../common/list-table"
import { PayoutDrawer } from "./payout-drawer"
import { Empty, Loaded } from "../common/states"

const STATES: Record<PayoutRow["state"], true> = {
  draft: true,
  approved: true,
  sending: true,
  sent: true,
  paid: true,
  canceled: true,
  declined: true,
}

/** All payouts, the newest first. */
export function PayoutList() {
  const { t, money } = useWords()
  const state = useListState()
  const query = {
    q: state.value("q"),
    provider_id: state.value("provider_id"),
    state: state.value("state"),
    limit: LIMIT,
    offset: state.offset,
  }
  const payouts = usePayouts(query)
  const columns = useColumns()
  const open = {
    name: (row: PayoutRow) => `${money(row.amount, row.currency_code)}, ${row.account}`,
    row: ({ id }: PayoutRow) => state.open(id),
  }
  return (
    <>
      <PayoutFilters state={state} />
      <Loaded query={payouts} lines={6}>
        {({ payouts: rows, count }) =>
          rows.length === 0 ? (
            <Empty title={t(state.filtered ? "table.no_match" : "table.nothing")} />
          ) : (
            <>
              <ListTable label={t("payouts.title")} columns={columns} rows={rows} open={open} />
              <Pages count={count} limit={LIMIT} offset={state.offset} go={state.setOffset} />
            </>
          )
        }
      </Loaded>
      {state.opened && <PayoutDrawer id={state.opened} close={() => state.open(null)} />}
    </>
  )
}

function PayoutFilters({ state }: { state: ListState }) {
  const { t } = useWords()
  const states = Object.keys(STATES) as PayoutRow["state"][]
  return (
    <Filters state={state}>
      <Search state={state} hint={t("payouts.search")} />
      <Choice
        label={t("payouts.state")}
        value={state.value("state")}
        options={states.map((value) => ({ value, label: t(`payout.${value}`) }))}
        onChange={(value) => state.set({ state: value })}
      />
      <GatewayChoice state={state} />
    </Filters>
  )
}

function useColumns(): Column<PayoutRow>[] {
  const words = useWords()
  const { t, money } = words
  const providers = useProviders().data?.providers ?? []
  const titleOf = (id: string) => providers.find((provider) => provider.id === id)?.title ?? id
  return [
    {
      title: t("payments.reference"),
      cell: ({ reference, gateway_id }) => <TwoLines first={reference} second={gateway_id} />,
    },
    { title: t("payouts.state"), cell: ({ state }) => <PayoutStateBadge state={state} /> },
    { title: t("payouts.amount"), right: true, cell: (row) => money(row.amount, row.currency_code) },
    {
      title: t("payouts.account"),
      cell: ({ account, provider_id }) => <TwoLines first={account} second={titleOf(provider_id)} />,
    },
    { title: t("payouts.requested_by"), cell: ({ requested_by }) => actorName(requested_by, words) },
    { title: t("payments.created"), cell: ({ created_at }) => <When at={created_at} /> },
  ]
}
