import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"

import { BalanceHistory } from "../../components/balances/balance-history"
import { BalanceList } from "../../components/balances/balance-list"
import { BalanceRange } from "../../components/balances/balance-range"
import { Crumb } from "../../components/common/crumb"
import { PageFrame } from "../../components/common/page-frame"
import { Panel } from "../../components/common/panel"
import { ProblemsCount } from "../../components/problems/problems-count"
import { RefreshBalances } from "../../components/balances/refresh-balances"
import { Loaded } from "../../components/common/states"
import { useBalances, useProviders } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"

export default function BalancesPage() {
  const { t } = useWords()
  const balances = useBalances()
  // Several entries may share one account, whose money is shown once.
  const shown = new Set(balances.data?.balances.map(({ provider_id }) => provider_id))
  const providers = (useProviders().data?.providers ?? []).filter(({ id }) => shown.has(id))
  return (
    <PageFrame>
      <Panel
        level="h1"
        title={t("balances.title")}
        hint={t("balances.hint")}
        badge={<ProblemsCount />}
        actions={<RefreshBalances />}
      >
        <Loaded query={balances}>{(data) => <BalanceList balances={data.balances} />}</Loaded>
      </Panel>
      <BalanceHistory />
      {providers
        .filter(({ can }) => can.balance_range)
        .map((provider) => (
          <BalanceRange key={provider.id} provider={provider} />
        ))}
    </PageFrame>
  )
}

export const config = defineRouteConfig({
  label: "menu.gateways",
  icon: CreditCard,
  translationNs: "payment_gateways",
})

export const handle = { breadcrumb: () => <Crumb text="menu.gateways" /> }
