import type { NotificationRow } from "../../../api/admin/payment-gateways/types"
import { keptErrorText } from "../../lib/data/failure"
import { useTitleOf } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"
import { NotificationStateBadge } from "../common/badges"
import { referenceColumn } from "../common/columns"
import { When } from "../common/facts"
import { TwoLines, type Column } from "../common/list-table"

/** The columns of the inbox. */
export function useNotificationColumns(): Column<NotificationRow>[] {
  const words = useWords()
  const { t, known, money } = words
  const titleOf = useTitleOf()
  return [
    referenceColumn(words),
    {
      title: t("common.gateway"),
      cell: ({ provider_id, subject }) => (
        <TwoLines first={titleOf(provider_id)} second={t(`subject.${subject}`)} />
      ),
    },
    {
      title: t("notifications.claimed"),
      cell: ({ claimed }) => (
        <TwoLines
          first={t(`status.${claimed.status}`)}
          second={claimed.received && money(claimed.received, null)}
        />
      ),
    },
    { title: t("notifications.state"), cell: ({ state }) => <NotificationStateBadge state={state} /> },
    {
      title: t("notifications.outcome"),
      cell: ({ outcome, error }) => (
        <span className="line-clamp-2 max-w-xs break-words">
          {outcome ? known(`outcome.${outcome}`, outcome) : error && keptErrorText(error, words)}
        </span>
      ),
    },
    { title: t("notifications.came"), cell: ({ created_at }) => <When at={created_at} /> },
  ]
}
