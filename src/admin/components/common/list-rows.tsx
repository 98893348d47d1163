import type { Page } from "../../../api/admin/payment-gateways/types"
import type { TextKey } from "../../i18n/texts"
import { useWords } from "../../lib/locale/texts"
import { LIMIT, type ListState } from "../../lib/use-list-state"
import { ListTable, Pages, type Column } from "./list-table"
import { Empty, Loaded, type Loading } from "./states"

interface ListRowsProps<T extends { id: string }, Data extends Page> {
  label: string
  state: ListState
  query: Loading<Data>
  rows: (data: Data) => readonly T[]
  columns: readonly Column<T>[]
  /** Names a row for those who do not see it. */
  name: (row: T) => string
  /** What an empty list without filters says. */
  nothing?: TextKey
}

/** A page of a list whose rows open, with what leads to the other pages. */
export function ListRows<T extends { id: string }, Data extends Page>({
  label,
  state,
  query,
  rows,
  columns,
  name,
  nothing = "table.nothing",
}: ListRowsProps<T, Data>) {
  const { t } = useWords()
  return (
    <Loaded query={query} lines={8}>
      {(data) =>
        rows(data).length === 0 ? (
          <Empty title={t(state.filtered ? "table.no_match" : nothing)} />
        ) : (
          <>
            <ListTable
              label={label}
              columns={columns}
              rows={rows(data)}
              open={{ name, row: ({ id }) => state.open(id) }}
            />
            <Pages count={data.count} limit={LIMIT} offset={state.offset} go={state.setOffset} />
          </>
        )
      }
    </Loaded>
  )
}
