import { Badge, Button, StatusBadge, Text } from "@medusajs/ui"

import type {
  StatementResponse,
  StatementRow,
  StatementSide,
} from "../../../api/admin/payment-gateways/types"
import { errorText } from "../../lib/data/failure"
import { useWords } from "../../lib/locale/texts"
import { PaymentStatusBadge } from "../common/badges"
import { When } from "../common/facts"
import { referenceColumn } from "../common/columns"
import { ListTable, type Column } from "../common/list-table"
import { Empty } from "../common/states"

interface StatementViewProps {
  statement: StatementResponse
  open: (paymentId: string) => void
  go: (page: number) => void
}

export function StatementView({ statement, open, go }: StatementViewProps) {
  const { t } = useWords()
  const { rows, page, has_more, refreshing } = statement
  const columns = useColumns(open)
  const listed = rows.map((row) => ({ ...row, id: `${row.reference} ${row.gateway_id ?? ""}` }))
  return (
    <>
      <Summary statement={statement} />
      {rows.length > 0 ? (
        <ListTable label={t("statement.title")} columns={columns} rows={listed} />
      ) : (
        !refreshing && <Empty title={t("table.nothing")} />
      )}
      <div className="flex items-center justify-between px-6 py-4">
        <Text size="small" className="text-ui-fg-subtle">
          {t("table.page", { page })}
        </Text>
        <div className="flex gap-2">
          <Button size="small" variant="transparent" disabled={page <= 1} onClick={() => go(page - 1)}>
            {t("table.previous")}
          </Button>
          <Button size="small" variant="transparent" disabled={!has_more} onClick={() => go(page + 1)}>
            {t("table.next")}
          </Button>
        </div>
      </div>
    </>
  )
}

function Summary({ statement: { rows, error, refreshing, read_at } }: { statement: StatementResponse }) {
  const words = useWords()
  const { t } = words
  const differing = rows.filter(({ differences }) => differences.length > 0).length
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-6 py-3" aria-live="polite">
      {rows.length > 0 && (
        <StatusBadge color={differing ? "red" : "green"}>
          {differing ? t("statement.differ", { count: differing }) : t("statement.agree")}
        </StatusBadge>
      )}
      {refreshing && <StatusBadge color="blue">{t("common.refreshing")}</StatusBadge>}
      {error && (
        <Text size="small" className="text-ui-fg-error">
          {errorText(error, words)}
        </Text>
      )}
      {read_at && (
        <Text size="xsmall" className="text-ui-fg-muted">
          <When at={read_at} />
        </Text>
      )}
    </div>
  )
}

type ListedRow = StatementRow & { id: string }

function useColumns(open: (paymentId: string) => void): Column<ListedRow>[] {
  const words = useWords()
  const { t, money } = words
  const captured = ({ ours }: StatementRow) =>
    ours?.captured && t("statement.captured", { amount: money(ours.captured, ours.currency_code) })
  return [
    referenceColumn(words),
    {
      title: t("statement.theirs"),
      cell: ({ gateway, ours }) => <Side side={gateway} currency={ours?.currency_code} />,
    },
    {
      title: t("statement.ours"),
      cell: (row) =>
        row.ours ? (
          <Side side={row.ours} more={captured(row)} />
        ) : (
          <Text as="span" size="small" className="text-ui-fg-muted">
            {t("statement.unknown")}
          </Text>
        ),
    },
    { title: t("statement.difference"), cell: (row) => <Differences row={row} /> },
    { title: t("common.details"), right: true, cell: (row) => <OpenOurs row={row} open={open} /> },
  ]
}

interface SideProps {
  side: StatementSide
  /** The amounts' currency where this side does not name one. */
  currency?: string | null
  more?: string | null
}

function Side({ side, currency, more }: SideProps) {
  const { money } = useWords()
  const amount = money(side.received ?? side.amount, side.currency_code ?? currency)
  return (
    <div className="flex flex-col items-start gap-1 py-1">
      <PaymentStatusBadge status={side.status} />
      <Text as="span" size="xsmall" className="text-ui-fg-subtle whitespace-nowrap tabular-nums">
        {more ? `${amount}, ${more}` : amount}
      </Text>
    </div>
  )
}

function Differences({ row: { differences, gateway, ours } }: { row: StatementRow }) {
  const { t } = useWords()
  if (differences.length === 0) {
    // Without money two different statuses are no difference.
    const isSame = gateway.status === ours?.status
    return <span className="text-ui-fg-muted">{t(isSame ? "statement.same" : "statement.no_money")}</span>
  }
  return (
    <span className="inline-flex flex-wrap gap-1">
      {differences.map((difference) => (
        <Badge key={difference} size="2xsmall" color="red">
          {t(`difference.${difference}`)}
        </Badge>
      ))}
    </span>
  )
}

interface OpenOursProps {
  row: StatementRow
  open: (paymentId: string) => void
}

function OpenOurs({ row: { ours, reference }, open }: OpenOursProps) {
  const { t } = useWords()
  if (!ours) return null
  return (
    <Button
      size="small"
      variant="transparent"
      aria-label={t("table.open", { what: reference })}
      onClick={() => open(ours.id)}
    >
      {t("common.details")}
    </Button>
  )
}
