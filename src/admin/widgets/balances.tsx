import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { ChevronDownMini, ChevronUpMini } from "@medusajs/icons"
import { Button, IconButton } from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"

import { BalanceList } from "../components/balances/balance-list"
import { PageFrame } from "../components/common/page-frame"
import { Panel } from "../components/common/panel"
import { ProblemsCount } from "../components/problems/problems-count"
import { RefreshBalances } from "../components/balances/refresh-balances"
import { Loaded } from "../components/common/states"
import { rememberedFlag, rememberFlag } from "../lib/memory"
import { useBalances, useProviders } from "../lib/data/queries"
import { useWords } from "../lib/locale/texts"

const SHOWN = "payment_gateways_balances_shown"

/** The balances above the list of orders, folded away until somebody unfolds them. */
export default function BalancesWidget() {
  const { t } = useWords()
  const [shown, setShown] = useState(() => rememberedFlag(SHOWN))
  const providers = useProviders().data?.providers
  if (!providers?.some(({ can }) => can.balances)) return null
  const toggle = () => {
    rememberFlag(SHOWN, !shown)
    setShown(!shown)
  }
  const actions = (
    <>
      {shown && <RefreshBalances />}
      <Button size="small" variant="transparent" asChild>
        <Link to="/payment-gateways">{t("balances.all")}</Link>
      </Button>
      <IconButton
        size="small"
        variant="transparent"
        aria-expanded={shown}
        aria-label={t(shown ? "balances.hide" : "balances.show")}
        onClick={toggle}
      >
        {shown ? <ChevronUpMini /> : <ChevronDownMini />}
      </IconButton>
    </>
  )
  return (
    <PageFrame>
      <Panel title={t("balances.title")} badge={<ProblemsCount />} actions={actions}>
        {shown && <Balances />}
      </Panel>
    </PageFrame>
  )
}

function Balances() {
  const balances = useBalances()
  return (
    <Loaded query={balances} lines={2}>
      {(data) => <BalanceList balances={data.balances} />}
    </Loaded>
  )
}

export const config = defineWidgetConfig({
  zone: "order.list.before",
  id: "medusa-payment-gateways:balances",
})
