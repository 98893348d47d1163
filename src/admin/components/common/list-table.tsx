import { Table, Text, clx } from "@medusajs/ui"
import type { ReactNode } from "react"

import { MOST_COUNTED } from "../../../core/most-counted"
import { useWords } from "../../lib/locale/texts"

export interface Column<T> {
  title: string
  cell: (row: T) => ReactNode
  /** Whether it is aligned at the right, as amounts are. */
  right?: boolean
}

interface ListTableProps<T extends { id: string }> {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  /** Opens the details of a row; its name is for screen readers. */
  open?: { name: (row: T) => string; row: (row: T) => void }
}

/** A table. Where rows open, the first cell has a button, so that keyboards and screen readers open them too. */
export function ListTable<T extends { id: string }>({ label, columns, rows, open }: ListTableProps<T>) {
  return (
    <div className="overflow-x-auto">
      <Table aria-label={label}>
        <Table.Header>
          <Table.Row>
            {columns.map(({ title, right }) => (
              <Table.HeaderCell
                key={title}
                scope="col"
                className={clx("whitespace-nowrap", right && "text-right")}
              >
                {title}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rows.map((row) => (
            <Table.Row key={row.id} className={clx(open && "cursor-pointer")} onClick={() => open?.row(row)}>
              {columns.map(({ title, cell, right }, index) => (
                <Table.Cell
                  key={title}
                  className={clx("py-2 pr-4", right && "whitespace-nowrap text-right tabular-nums")}
                >
                  {index === 0 && open ? (
                    <Opener open={open} row={row}>
                      {cell(row)}
                    </Opener>
                  ) : (
                    cell(row)
                  )}
                </Table.Cell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}

interface OpenerProps<T extends { id: string }> {
  open: NonNullable<ListTableProps<T>["open"]>
  row: T
  children: ReactNode
}

/** A button over a cell's content, which is not read out a second time in this way. */
function Opener<T extends { id: string }>({ open, row, children }: OpenerProps<T>) {
  const { t } = useWords()
  return (
    <div className="relative">
      {children}
      <button
        type="button"
        className="focus-visible:shadow-borders-focus absolute -inset-1 rounded outline-none"
        aria-label={t("table.open", { what: open.name(row) })}
        onClick={(event) => {
          event.stopPropagation()
          open.row(row)
        }}
      />
    </div>
  )
}

interface PagesProps {
  count: number
  limit: number
  offset: number
  go: (offset: number) => void
}

/** The buttons between the pages of a list. */
export function Pages({ count, limit, offset, go }: PagesProps) {
  const { t } = useWords()
  return (
    <Table.Pagination
      count={count}
      pageSize={limit}
      pageIndex={Math.floor(offset / limit)}
      pageCount={Math.max(1, Math.ceil(count / limit))}
      canPreviousPage={offset > 0}
      canNextPage={offset + limit < count}
      previousPage={() => go(Math.max(0, offset - limit))}
      nextPage={() => go(offset + limit)}
      translations={{
        of: t("table.of"),
        results: t(count < MOST_COUNTED ? "table.results" : "table.or_more_results"),
        pages: t("table.pages"),
        prev: t("table.previous"),
        next: t("table.next"),
      }}
    />
  )
}

export function TwoLines({ first, second }: { first: ReactNode; second?: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <Text as="span" size="small" leading="compact" className="text-ui-fg-base">
        {first}
      </Text>
      {second && (
        <Text as="span" size="xsmall" className="text-ui-fg-muted">
          {second}
        </Text>
      )}
    </div>
  )
}
