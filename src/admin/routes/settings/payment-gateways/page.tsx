import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"

import { ConnectionCard } from "../../../components/connections/connection-card"
import { Crumb } from "../../../components/common/crumb"
import { LanguageChoice } from "../../../components/connections/language-choice"
import { PageFrame } from "../../../components/common/page-frame"
import { Panel } from "../../../components/common/panel"
import { Empty, Loaded } from "../../../components/common/states"
import { StoreHealth } from "../../../components/connections/store-health"
import { useConnections } from "../../../lib/data/queries"
import { useWords } from "../../../lib/locale/texts"

export default function ConnectionsPage() {
  const { t } = useWords()
  const connections = useConnections()
  return (
    <PageFrame>
      <Panel level="h1" title={t("connections.title")} hint={t("connections.hint")}>
        <Loaded query={connections}>
          {(data) => (
            <>
              <StoreHealth connections={data} />
              {data.connections.length === 0 && <Empty title={t("connections.empty")} />}
            </>
          )}
        </Loaded>
      </Panel>
      {connections.data?.connections.map((connection) => (
        <ConnectionCard key={connection.provider_id} connection={connection} />
      ))}
      <LanguageChoice />
    </PageFrame>
  )
}

export const config = defineRouteConfig({
  label: "menu.connections",
  icon: CreditCard,
  translationNs: "payment_gateways",
})

export const handle = { breadcrumb: () => <Crumb text="menu.connections" /> }
