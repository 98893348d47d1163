import { useWords } from "../../lib/locale/texts"
import type { ListState } from "../../lib/use-list-state"
import { NOTIFICATION_STATES } from "../common/badges"
import { FilterChoice, Filters, GatewayChoice, Search } from "../common/filters"

/** Which notifications are listed. */
export function NotificationFilters({ state }: { state: ListState }) {
  const { t } = useWords()
  return (
    <Filters state={state}>
      <Search state={state} hint={t("notifications.search")} />
      <FilterChoice
        state={state}
        name="state"
        label={t("notifications.state")}
        options={NOTIFICATION_STATES.map((value) => ({ value, label: t(`notificationState.${value}`) }))}
      />
      <GatewayChoice state={state} />
    </Filters>
  )
}
