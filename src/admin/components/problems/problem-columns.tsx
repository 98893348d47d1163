import type { ProblemRow } from "../../../api/admin/payment-gateways/types"
import { useTitleOf } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"
import { ProblemBadge } from "../common/badges"
import { createdColumn, orderColumn } from "../common/columns"
import { TwoLines, type Column } from "../common/list-table"

/** The columns of the list of problems. */
export function useProblemColumns(): Column<ProblemRow>[] {
  const words = useWords()
  const { t, money } = words
  const titleOf = useTitleOf()
  return [
    { title: t("problems.kind"), cell: (row) => <ProblemBadge kind={row.kind} state={row.state} /> },
    { title: t("problems.amount"), right: true, cell: (row) => money(row.amount, row.currency_code) },
    {
      title: t("payments.reference"),
      cell: ({ reference, provider_id }) => <TwoLines first={reference} second={titleOf(provider_id)} />,
    },
    orderColumn(words),
    createdColumn(words),
  ]
}
