import type { NotificationRow } from "../../../api/admin/payment-gateways/types"
import { useWords } from "../../lib/texts"
import type { ListState } from "../../lib/use-list-state"
import { Choice, Filters, GatewayChoice, Search } from "../common/filters"

const STATES: Record<NotificationRow["state"], true> = { failed: true, received: true, done: true }

/** Which notifications are listed. */
export function NotificationFilters({ state }: { state: ListState }) {
  const { t } = useWords()
  const states = Object.keys(STATES) as NotificationRow["state"][]
  return (
    <Filters state={state}>
      <Search state={state} hint={t("notifications.search")} />
      <Choice
        label={t("notifications.state")}
        value={state.value("state")}
        options={states.map((value) => ({ value, label: t(`notificationState.${value}`) }))}
        onChange={(value) => state.set({ state: value })}
      />
      <GatewayChoice state={state} />
    </Filters>
  )
}
