import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"

import { BalanceHistory } from "../../components/balance-history"
import { BalanceList } from "../../components/balance-list"
import { BalanceRange } from "../../components/balance-range"
import { Crumb } from "../../components/crumb"
import { PageFrame } from "../../components/page-frame"
import { Panel } from "../../components/panel"
import { ProblemsCount } from "../../components/problems-count"
import { RefreshBalances } from "../../components/refresh-balances"
import { Loaded } from "../../components/states"
import { useBalances, useProviders } from "../../lib/queries"
import { useWords } from "../../lib/texts"

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
