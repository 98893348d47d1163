import type { PayoutRow } from "../../../api/admin/payment-gateways/types"
import { usePayouts, useTitleOf } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"
import { useListState, type ListState } from "../../lib/use-list-state"
import { PAYOUT_STATES, PayoutStateBadge } from "../common/badges"
import { createdColumn, referenceColumn } from "../common/columns"
import { FilterChoice, Filters, GatewayChoice, Search } from "../common/filters"
import { actorName } from "../common/history"
import { ListRows } from "../common/list-rows"
import { TwoLines, type Column } from "../common/list-table"
import { PayoutDrawer } from "./payout-drawer"

/** All payouts, newest first. */
export function PayoutList() {
  const { t, money } = useWords()
  const state = useListState()
  return (
    <>
      <PayoutFilters state={state} />
      <ListRows
        label={t("payouts.title")}
        state={state}
        query={usePayouts(state.query("q", "provider_id", "state"))}
        rows={({ payouts }) => payouts}
        columns={useColumns()}
        name={(row) => `${money(row.amount, row.currency_code)}, ${row.account}`}
      />
      {state.opened && <PayoutDrawer id={state.opened} close={() => state.open(null)} />}
    </>
  )
}

function PayoutFilters({ state }: { state: ListState }) {
  const { t } = useWords()
  return (
    <Filters state={state}>
      <Search state={state} hint={t("payouts.search")} />
      <FilterChoice
        state={state}
        name="state"
        label={t("payouts.state")}
        options={PAYOUT_STATES.map((value) => ({ value, label: t(`payout.${value}`) }))}
      />
      <GatewayChoice state={state} />
    </Filters>
  )
}

function useColumns(): Column<PayoutRow>[] {
  const words = useWords()
  const { t, money } = words
  const titleOf = useTitleOf()
  return [
    referenceColumn(words),
    { title: t("payouts.state"), cell: ({ state }) => <PayoutStateBadge state={state} /> },
    { title: t("payouts.amount"), right: true, cell: (row) => money(row.amount, row.currency_code) },
    {
      title: t("payouts.account"),
      cell: ({ account, provider_id }) => <TwoLines first={account} second={titleOf(provider_id)} />,
    },
    { title: t("payouts.requested_by"), cell: ({ requested_by }) => actorName(requested_by, words) },
    createdColumn(words),
  ]
}
