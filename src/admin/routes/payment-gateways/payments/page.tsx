import { defineRouteConfig } from "@medusajs/admin-sdk"

import { Crumb } from "../../../components/common/crumb"
import { ExportPayments } from "../../../components/payments/export-payments"
import { ListTable, Pages } from "../../../components/common/list-table"
import { PageFrame } from "../../../components/common/page-frame"
import { Panel } from "../../../components/common/panel"
import { usePaymentColumns } from "../../../components/payments/payment-columns"
import { PaymentDrawer } from "../../../components/payments/payment-drawer"
import { PaymentFilters, paymentQuery } from "../../../components/payments/payment-filters"
import { ProblemsCount } from "../../../components/problems/problems-count"
import { Empty, Loaded } from "../../../components/common/states"
import { usePayments } from "../../../lib/queries"
import { useWords } from "../../../lib/texts"
import { LIMIT, useListState } from "../../../lib/use-list-state"

export default function PaymentsPage() {
  const { t } = useWords()
  const state = useListState()
  const filters = paymentQuery(state)
  const payments = usePayments({ ...filters, limit: LIMIT, offset: state.offset })
  const columns = usePaymentColumns()
  const open = {
    name: ({ reference }: { reference: string }) => reference,
    row: ({ id }: { id: string }) => state.open(id),
  }
  return (
    <PageFrame>
      <Panel
        level="h1"
        title={t("payments.title")}
        hint={t("payments.hint")}
        badge={<ProblemsCount />}
        actions={<ExportPayments query={filters} />}
      >
        <PaymentFilters state={state} />
        <Loaded query={payments} lines={8}>
          {({ payments: rows, count }) =>
            rows.length === 0 ? (
              <Empty title={t(state.filtered ? "table.no_match" : "table.nothing")} />
            ) : (
              <>
                <ListTable label={t("payments.title")} columns={columns} rows={rows} open={open} />
                <Pages count={count} limit={LIMIT} offset={state.offset} go={state.setOffset} />
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
  label: "menu.payments",
  rank: 1,
  translationNs: "payment_gateways",
})

export const handle = { breadcrumb: () => <Crumb text="menu.payments" /> }
