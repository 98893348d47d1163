import { defineRouteConfig } from "@medusajs/admin-sdk"

import { Crumb } from "../../../components/common/crumb"
import { ListRows } from "../../../components/common/list-rows"
import { PageFrame } from "../../../components/common/page-frame"
import { Panel } from "../../../components/common/panel"
import { useNotificationColumns } from "../../../components/notifications/notification-columns"
import { NotificationDrawer } from "../../../components/notifications/notification-drawer"
import { NotificationFilters } from "../../../components/notifications/notification-filters"
import { useNotifications } from "../../../lib/data/queries"
import { useWords } from "../../../lib/locale/texts"
import { useListState } from "../../../lib/use-list-state"
import { useWatching } from "../../../lib/data/use-watching"

export default function NotificationsPage() {
  const { t } = useWords()
  const state = useListState()
  const [watching, watch] = useWatching()
  const notifications = useNotifications(state.query("q", "provider_id", "state"), watching)
  return (
    <PageFrame>
      <Panel level="h1" title={t("notifications.title")} hint={t("notifications.hint")}>
        <NotificationFilters state={state} />
        <ListRows
          label={t("notifications.title")}
          state={state}
          query={notifications}
          rows={(data) => data.notifications}
          columns={useNotificationColumns()}
          name={({ reference }) => reference}
        />
      </Panel>
      {state.opened && (
        <NotificationDrawer
          notification={notifications.data?.notifications.find(({ id }) => id === state.opened)}
          close={() => state.open(null)}
          watch={watch}
        />
      )}
    </PageFrame>
  )
}

export const config = defineRouteConfig({
  label: "menu.notifications",
  rank: 4,
  translationNs: "payment_gateways",
})

export const handle = { breadcrumb: () => <Crumb text="menu.notifications" /> }
