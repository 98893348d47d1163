import { defineRouteConfig } from "@medusajs/admin-sdk"

import { Crumb } from "../../../components/common/crumb"
import { ListTable, Pages } from "../../../components/common/list-table"
import { useNotificationColumns } from "../../../components/notifications/notification-columns"
import { NotificationDrawer } from "../../../components/notifications/notification-drawer"
import { NotificationFilters } from "../../../components/notifications/notification-filters"
import { PageFrame } from "../../../components/common/page-frame"
import { Panel } from "../../../components/common/panel"
import { Empty, Loaded } from "../../../components/common/states"
import { useNotifications } from "../../../lib/queries"
import { useWords } from "../../../lib/texts"
import { LIMIT, useListState } from "../../../lib/use-list-state"
import { useWatching } from "../../../lib/use-watching"

export default function NotificationsPage() {
  const { t } = useWords()
  const state = useListState()
  const [watching, watch] = useWatching()
  const query = {
    q: state.value("q"),
    provider_id: state.value("provider_id"),
    state: state.value("state"),
    limit: LIMIT,
    offset: state.offset,
  }
  const notifications = useNotifications(query, watching)
  const columns = useNotificationColumns()
  return (
    <PageFrame>
      <Panel level="h1" title={t("notifications.title")} hint={t("notifications.hint")}>
        <NotificationFilters state={state} />
        <Loaded query={notifications} lines={8}>
          {({ notifications: rows, count }) =>
            rows.length === 0 ? (
              <Empty title={t(state.filtered ? "table.no_match" : "table.nothing")} />
            ) : (
              <>
                <ListTable
                  label={t("notifications.title")}
                  columns={columns}
                  rows={rows}
                  open={{ name: ({ reference }) => reference, row: ({ id }) => state.open(id) }}
                />
                <Pages count={count} limit={LIMIT} offset={state.offset} go={state.setOffset} />
              </>
            )
          }
        </Loaded>
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
