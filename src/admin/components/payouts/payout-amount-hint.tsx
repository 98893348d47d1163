import { Hint } from "@medusajs/ui"

import type { ProviderInfo } from "../../../api/admin/payment-gateways/types"
import { compareAmounts, readAmount } from "../../lib/locale/money"
import type { PayoutDraft } from "../../lib/payout-draft"
import { useBalances } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"

interface PayoutAmountHintProps {
  draft: PayoutDraft
  provider: ProviderInfo
}

/** The balance, the limits, and a warning when more is asked than there is. */
export function PayoutAmountHint({ draft, provider }: PayoutAmountHintProps) {
  const { t, money } = useWords()
  const balance = useBalances().data?.balances.find(({ provider_id }) => provider_id === provider.id)
  const available = balance?.entries.find((entry) => entry.currency_code === draft.currency_code)?.available
  const amount = readAmount(draft.amount)
  const above = amount && available && compareAmounts(amount, available) > 0
  const limits = useLimits(provider, draft.currency_code)
  const known = available
    ? t("payouts.balance", { amount: money(available, draft.currency_code) })
    : t("payouts.balance_unknown")
  return (
    <>
      <Hint>{[known, limits].filter(Boolean).join(" · ")}</Hint>
      {above && <Hint variant="error">{t("payouts.above_balance")}</Hint>}
    </>
  )
}

function useLimits({ payouts }: ProviderInfo, currency: string): string | null {
  const { t, money } = useWords()
  const { min, max } = payouts ?? { min: null, max: null }
  if (min && max) return t("payouts.limits", { min: money(min, currency), max: money(max, currency) })
  if (min) return t("payouts.limit_min", { min: money(min, currency) })
  return max ? t("payouts.limit_max", { max: money(max, currency) }) : null
}
