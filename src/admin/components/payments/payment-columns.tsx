import { Badge } from "@medusajs/ui"

import type { PaymentRow } from "../../../api/admin/payment-gateways/types"
import { useTitleOf } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"
import { PaymentStatusBadge, TestBadge } from "../common/badges"
import { createdColumn, orderColumn, referenceColumn } from "../common/columns"
import type { Column } from "../common/list-table"

/** The columns of the list of payments. */
export function usePaymentColumns(): Column<PaymentRow>[] {
  const words = useWords()
  const { t, money } = words
  const titleOf = useTitleOf()
  return [
    referenceColumn(words),
    {
      title: t("common.gateway"),
      cell: (row) => <Gateway title={titleOf(row.provider_id)} test={row.test} />,
    },
    { title: t("payments.status"), cell: (row) => <Status row={row} /> },
    { title: t("payments.asked"), right: true, cell: (row) => money(row.amount, row.currency_code) },
    { title: t("payments.received"), right: true, cell: (row) => money(row.received, row.currency_code) },
    orderColumn(words),
    createdColumn(words),
  ]
}

function Gateway({ title, test }: { title: string; test: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      {title}
      {test && <TestBadge />}
    </span>
  )
}

function Status({ row: { status, held_for, open_problems } }: { row: PaymentRow }) {
  const { t } = useWords()
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <PaymentStatusBadge status={status} />
      {held_for && (
        <Badge size="2xsmall" color="red">
          {t(`problem.${held_for}.title`)}
        </Badge>
      )}
      {!held_for && open_problems > 0 && (
        <Badge size="2xsmall" color="red">
          {t("problems.count", { count: open_problems })}
        </Badge>
      )}
    </span>
  )
}
