import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Plus } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { useState } from "react"

import { Crumb } from "../../../components/common/crumb"
import { PageFrame } from "../../../components/common/page-frame"
import { Panel } from "../../../components/common/panel"
import { PayoutForm } from "../../../components/payouts/payout-form"
import { PayoutList } from "../../../components/payouts/payout-list"
import { Empty, Loaded } from "../../../components/common/states"
import { useProviders } from "../../../lib/data/queries"
import { useWords } from "../../../lib/locale/texts"

export default function PayoutsPage() {
  const { t } = useWords()
  const providers = useProviders()
  const [creating, setCreating] = useState(false)
  const able = providers.data?.providers.filter(({ payouts }) => payouts !== null) ?? []
  const create = able.length > 0 && (
    <Button size="small" onClick={() => setCreating(true)}>
      <Plus />
      {t("payouts.create")}
    </Button>
  )
  return (
    <PageFrame>
      <Panel level="h1" title={t("payouts.title")} hint={t("payouts.hint")} actions={create}>
        <Loaded query={providers}>
          {() => (
            <>
              {able.length === 0 && <Empty title={t("payouts.off")} hint={t("payouts.off_hint")} />}
              {/* Earlier payouts stay visible when payouts are switched off. */}
              <PayoutList />
            </>
          )}
        </Loaded>
      </Panel>
      {creating && <PayoutForm providers={able} close={() => setCreating(false)} />}
    </PageFrame>
  )
}

export const config = defineRouteConfig({ label: "menu.payouts", rank: 5, translationNs: "payment_gateways" })

export const handle = { breadcrumb: () => <Crumb text="menu.payouts" /> }
