import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ArrowPath } from "@medusajs/icons"
import { Button } from "@medusajs/ui"

import { Crumb } from "../../../components/common/crumb"
import { Choice, providerOptions } from "../../../components/common/filters"
import { PageFrame } from "../../../components/common/page-frame"
import { Panel } from "../../../components/common/panel"
import { PaymentDrawer } from "../../../components/payments/payment-drawer"
import { StatementView } from "../../../components/payments/statement-view"
import { Empty, Loaded } from "../../../components/common/states"
import { useProviders, useStatement } from "../../../lib/data/queries"
import { useWords } from "../../../lib/locale/texts"
import { useListState } from "../../../lib/use-list-state"

export default function StatementPage() {
  const { t } = useWords()
  const state = useListState()
  const providers = useProviders()
  const able = providers.data?.providers.filter(({ can }) => can.list_payments) ?? []
  const providerId = state.value("provider_id") ?? able[0]?.id
  const page = Math.max(1, Number(state.value("page")) || 1)
  const statement = useStatement({ provider_id: providerId, page })
  const reload = (
    <Button
      size="small"
      variant="secondary"
      disabled={!providerId}
      isLoading={statement.isFetching}
      onClick={() => void statement.refetch()}
    >
      <ArrowPath />
      {t("common.refresh")}
    </Button>
  )
  return (
    <PageFrame>
      <Panel level="h1" title={t("statement.title")} hint={t("statement.hint")} actions={reload}>
        <Loaded query={providers}>
          {() =>
            able.length === 0 ? (
              <Empty title={t("statement.cannot")} />
            ) : (
              <>
                <div className="flex flex-wrap items-end gap-3 px-6 py-4">
                  <Choice
                    optional={false}
                    label={t("statement.pick")}
                    value={providerId}
                    options={providerOptions(able)}
                    onChange={(provider_id) => state.set({ provider_id, page: undefined })}
                  />
                </div>
                <Loaded query={statement} lines={8}>
                  {(data) => (
                    <StatementView
                      statement={data}
                      open={state.open}
                      go={(next) => state.set({ page: next > 1 ? String(next) : undefined })}
                    />
                  )}
                </Loaded>
              </>
            )
          }
        </Loaded>
      </Panel>
      {state.opened && <PaymentDrawer id={state.opened} close={() => state.open(null)} />}
    </PageFrame>
  )
}

export const config = defineRouteConfig({
  label: "menu.statement",
  rank: 2,
  translationNs: "payment_gateways",
})

export const handle = { breadcrumb: () => <Crumb text="menu.statement" /> }
