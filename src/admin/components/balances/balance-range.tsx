import { Button, Text } from "@medusajs/ui"
import { useState, type FormEvent } from "react"

import type { ProviderInfo } from "../../../api/admin/payment-gateways/types"
import { errorText } from "../../lib/data/failure"
import { useBalanceRange } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"
import { toDay } from "../../lib/locale/time"
import { Entry } from "./balance-list"
import { Day } from "../common/filters"
import { Panel } from "../common/panel"
import { Loaded } from "../common/states"

const MONTH = 30 * 86_400_000

/** What was confirmed, is pending and was canceled between two days, where the gateway can tell. */
export function BalanceRange({ provider }: { provider: ProviderInfo }) {
  const words = useWords()
  const { t } = words
  const today = toDay(new Date())
  const [period, setPeriod] = useState(() => ({ from: toDay(new Date(Date.now() - MONTH)), to: today }))
  const [asked, setAsked] = useState<typeof period | null>(null)
  const query = useBalanceRange(provider.id, asked)
  const ask = (event: FormEvent) => {
    event.preventDefault()
    setAsked(period)
  }
  return (
    <Panel title={`${t("balances.range")} · ${provider.title}`} hint={t("balances.range_hint")}>
      <form className="flex flex-wrap items-end gap-3 px-6 py-4" onSubmit={ask}>
        <Day
          label={t("common.from")}
          value={period.from}
          max={period.to}
          onChange={(from) => setPeriod({ ...period, from })}
        />
        <Day
          label={t("common.to")}
          value={period.to}
          max={today}
          onChange={(to) => setPeriod({ ...period, to })}
        />
        <Button size="small" variant="secondary" type="submit" disabled={!period.from || !period.to}>
          {t("common.apply")}
        </Button>
      </form>
      {asked && (
        <Loaded query={query} lines={1}>
          {({ balances: [balance] }) => (
            <div className="flex flex-wrap gap-x-10 gap-y-3 px-6 py-4" aria-live="polite">
              {balance?.refreshing && <Text size="small">{t("common.refreshing")}</Text>}
              {balance?.error && (
                <Text size="small" className="text-ui-fg-error">
                  {errorText(balance.error, words)}
                </Text>
              )}
              {balance?.entries.map((entry) => (
                <Entry key={entry.currency_code} entry={entry} first={t("balances.confirmed")} />
              ))}
            </div>
          )}
        </Loaded>
      )}
    </Panel>
  )
}
