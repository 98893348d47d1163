import { StatusBadge, Text } from "@medusajs/ui"

import type { BalanceEntry, BalanceState } from "../../../api/admin/payment-gateways/types"
import { errorText } from "../../lib/data/failure"
import { useWords } from "../../lib/locale/texts"
import { Empty } from "../common/states"

/** What each account holds, currency by currency, and how old that is. */
export function BalanceList({ balances }: { balances: readonly BalanceState[] }) {
  const { t } = useWords()
  if (balances.length === 0) return <Empty title={t("balances.empty")} hint={t("balances.empty_hint")} />
  return (
    <div className="divide-y">
      {balances.map((balance) => (
        <Account key={balance.provider_id} balance={balance} />
      ))}
    </div>
  )
}

function Account({ balance }: { balance: BalanceState }) {
  const { t } = useWords()
  const { title, account, entries, read_at } = balance
  return (
    <div
      className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3 px-6 py-4"
      aria-busy={balance.refreshing}
    >
      <div className="min-w-48">
        <div className="flex flex-wrap items-center gap-2">
          <Text size="small" weight="plus" leading="compact">
            {title}
          </Text>
          <Freshness balance={balance} />
        </div>
        <Text size="xsmall" className="text-ui-fg-muted break-all">
          {t("common.account", { account })}
        </Text>
        <Text size="xsmall" className="text-ui-fg-muted">
          {read_at ? <ReadTime at={read_at} /> : t("balances.never_read")}
        </Text>
        <Failure balance={balance} />
      </div>
      <div className="flex flex-wrap gap-x-10 gap-y-3">
        {entries.map((entry) => (
          <Entry key={entry.currency_code} entry={entry} />
        ))}
        {entries.length === 0 && read_at && (
          <Text size="small" className="text-ui-fg-muted">
            {t("balances.no_money")}
          </Text>
        )}
      </div>
    </div>
  )
}

function ReadTime({ at }: { at: string }) {
  const { t, age, time } = useWords()
  return (
    <time dateTime={at} title={time(at)}>
      {t("balances.read", { when: age(at) })}
    </time>
  )
}

function Freshness({ balance: { refreshing, error, stale } }: { balance: BalanceState }) {
  const { t } = useWords()
  if (refreshing) return <StatusBadge color="blue">{t("common.refreshing")}</StatusBadge>
  if (error) return <StatusBadge color="red">{t("balances.failing")}</StatusBadge>
  return stale ? <StatusBadge color="orange">{t("balances.stale")}</StatusBadge> : null
}

function Failure({ balance: { error } }: { balance: BalanceState }) {
  const words = useWords()
  if (!error) return null
  return (
    <Text size="xsmall" className="text-ui-fg-error max-w-sm text-pretty">
      {errorText(error, words)}
    </Text>
  )
}

/** The balance in one currency. Sums that the gateway does not tell are left out. */
export function Entry({ entry, first }: { entry: BalanceEntry; first?: string }) {
  const { t, money } = useWords()
  const { currency_code: currency, available, pending, canceled } = entry
  const others = [
    [t("balances.pending"), pending],
    [t("balances.canceled"), canceled],
  ] as const
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-1 text-right">
      <div>
        <dt className="txt-xsmall text-ui-fg-muted">{first ?? t("balances.available")}</dt>
        <dd className="txt-large-plus tabular-nums">{money(available, currency)}</dd>
      </div>
      {others.map(
        ([name, amount]) =>
          amount !== null && (
            <div key={name}>
              <dt className="txt-xsmall text-ui-fg-muted">{name}</dt>
              <dd className="txt-large text-ui-fg-subtle tabular-nums">{money(amount, currency)}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
