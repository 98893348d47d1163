import { toast, usePrompt } from "@medusajs/ui"
import { useRef, useState, type FormEvent } from "react"

import type { ProviderInfo } from "../../../api/admin/payment-gateways/types"
import { client } from "../../lib/data/client"
import { readAmount } from "../../lib/locale/money"
import { draftFaults, type PayoutDraft } from "../../lib/payout-draft"
import { useWords } from "../../lib/locale/texts"
import { useAction } from "../../lib/data/use-action"

/** Checks a draft, asks the admin to confirm it, and then drafts the payout. `tried`: the form was submitted once. */
export function usePayoutRequest(draft: PayoutDraft, provider: ProviderInfo | undefined, close: () => void) {
  const { t, money } = useWords()
  const prompt = usePrompt()
  const [tried, setTried] = useState(false)
  // One form makes one payout, however often it is submitted.
  const key = useRef(crypto.randomUUID())
  const create = useAction(client.createPayout, () => {
    toast.success(t("payouts.created"))
    close()
  })
  const ask = async (rules: NonNullable<ProviderInfo["payouts"]>, title: string) => {
    setTried(true)
    const amount = readAmount(draft.amount)
    if (!amount || Object.keys(draftFaults(draft, rules)).length > 0) return
    const account = draft.account.trim()
    const sure = await prompt({
      variant: "confirmation",
      title: t("payouts.create_title"),
      description: t("payouts.create_text", {
        amount: money(amount, draft.currency_code),
        account,
        gateway: title,
      }),
      confirmText: t("common.confirm"),
      cancelText: t("common.cancel"),
    })
    if (!sure) return
    create.mutate({
      provider_id: draft.provider_id,
      currency_code: draft.currency_code,
      amount,
      account,
      ...(rules.needs_payment_system && { payment_system: Number(draft.payment_system) }),
      ...(draft.note.trim() && { note: draft.note.trim() }),
      idempotency_key: key.current,
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (provider?.payouts) void ask(provider.payouts, provider.title)
  }
  return { submit, creating: create.isPending, tried }
}
