import { Button } from "@medusajs/ui"
import { useState } from "react"

import { useBalanceHistory, useTitleOf } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"
import { BalanceChart } from "./balance-chart"
import { Panel } from "../common/panel"
import { Empty, Loaded } from "../common/states"

const SPANS = [30, 90] as const

/** The history of all balances in the last weeks. */
export function BalanceHistory() {
  const { t } = useWords()
  const [days, setDays] = useState<30 | 90>(30)
  const history = useBalanceHistory(days)
  const titleOf = useTitleOf()
  const spans = SPANS.map((span) => (
    <Button
      key={span}
      size="small"
      variant={span === days ? "secondary" : "transparent"}
      aria-pressed={span === days}
      onClick={() => setDays(span)}
    >
      {t(`balances.days${span}`)}
    </Button>
  ))
  return (
    <Panel title={t("balances.chart")} actions={spans}>
      <Loaded query={history}>
        {({ series }) => {
          const drawn = series.filter(({ points }) => points.length > 0)
          if (drawn.length === 0) return <Empty title={t("balances.chart_empty")} />
          return (
            <div className="grid divide-y xl:grid-cols-2 xl:divide-y-0">
              {drawn.map(({ provider_id, currency_code, points }) => (
                <BalanceChart
                  key={`${provider_id} ${currency_code}`}
                  title={titleOf(provider_id)}
                  currency={currency_code}
                  days={days}
                  points={points}
                />
              ))}
            </div>
          )
        }}
      </Loaded>
    </Panel>
  )
}
