import type { ProblemRow } from "../../../api/admin/payment-gateways/types"
import { useProviders } from "../../lib/queries"
import { useWords } from "../../lib/texts"
import { ProblemBadge } from "../common/badges"
import { When } from "../common/facts"
import { TwoLines, type Column } from "../common/list-table"
import { OrderLink } from "../common/order-link"

/** The columns of the list of problems. */
export function useProblemColumns(): Column<ProblemRow>[] {
  const { t, money } = useWords()
  const providers = useProviders().data?.providers ?? []
  const titleOf = (id: string) => providers.find((provider) => provider.id === id)?.title ?? id
  return [
    { title: t("problems.kind"), cell: (row) => <ProblemBadge kind={row.kind} state={row.state} /> },
    { title: t("problems.amount"), right: true, cell: (row) => money(row.amount, row.currency_code) },
    {
      title: t("payments.reference"),
      cell: ({ reference, provider_id }) => <TwoLines first={reference} second={titleOf(provider_id)} />,
    },
    {
      title: t("common.order"),
      cell: ({ order, email }) => <TwoLines first={<OrderLink order={order} />} second={email} />,
    },
    { title: t("payments.created"), cell: ({ created_at }) => <When at={created_at} /> },
  ]
}
