import { defineRouteConfig } from "@medusajs/admin-sdk"

import { Crumb } from "../../../components/common/crumb"
import { ListRows } from "../../../components/common/list-rows"
import { PageFrame } from "../../../components/common/page-frame"
import { Panel } from "../../../components/common/panel"
import { ExportPayments } from "../../../components/payments/export-payments"
import { usePaymentColumns } from "../../../components/payments/payment-columns"
import { PaymentDrawer } from "../../../components/payments/payment-drawer"
import { PaymentFilters, paymentQuery } from "../../../components/payments/payment-filters"
import { ProblemsCount } from "../../../components/problems/problems-count"
import { usePayments } from "../../../lib/data/queries"
import { useWords } from "../../../lib/locale/texts"
import { useListState } from "../../../lib/use-list-state"

export default function PaymentsPage() {
  const { t } = useWords()
  const state = useListState()
  const filters = paymentQuery(state)
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
        <ListRows
          label={t("payments.title")}
          state={state}
          query={usePayments({ ...filters, ...state.query() })}
          rows={({ payments }) => payments}
          columns={usePaymentColumns()}
          name={({ reference }) => reference}
        />
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
