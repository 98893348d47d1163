import { Button, toast, usePrompt } from "@medusajs/ui"

import type { PayoutActionResponse, PayoutRow } from "../../../api/admin/payment-gateways/types"
import { client } from "../../lib/data/client"
import { errorText } from "../../lib/data/failure"
import { useTitleOf } from "../../lib/data/queries"
import { useWords, type Words } from "../../lib/locale/texts"
import { useAction } from "../../lib/data/use-action"

/** States in which the gateway may know more than the ledger. */
const UNDER_WAY: readonly PayoutRow["state"][] = ["sending", "sent"]

/** Buttons that send a payout, cancel it, or ask what became of it. */
export function PayoutActions({ payout }: { payout: PayoutRow }) {
  const { t } = useWords()
  const { approve, cancel, check, beginApproval, beginCancel } = useSteps(payout)
  const busy = approve.isPending || cancel.isPending || check.isPending
  return (
    <>
      {UNDER_WAY.includes(payout.state) && (
        <Button
          size="small"
          variant="secondary"
          isLoading={check.isPending}
          disabled={busy}
          onClick={() => check.mutate(payout.id)}
        >
          {t("payouts.check")}
        </Button>
      )}
      {payout.may_cancel && (
        <Button
          size="small"
          variant="danger"
          isLoading={cancel.isPending}
          disabled={busy}
          onClick={beginCancel}
        >
          {t("payouts.cancel")}
        </Button>
      )}
      {payout.may_approve && (
        <Button size="small" isLoading={approve.isPending} disabled={busy} onClick={beginApproval}>
          {t("payouts.approve")}
        </Button>
      )}
    </>
  )
}

function useSteps({ id, provider_id, amount, currency_code, account }: PayoutRow) {
  const words = useWords()
  const { t, money } = words
  const prompt = usePrompt()
  const titleOf = useTitleOf()
  const what = { amount: money(amount, currency_code), account, gateway: titleOf(provider_id) }
  const approve = useAction(client.approvePayout, (answer) => showOutcome("payouts.approved", answer, words))
  const check = useAction(client.checkPayout, (answer) => showOutcome("payouts.checked", answer, words))
  const cancel = useAction(client.cancelPayout, () => toast.success(t("payouts.canceled")))
  const beginApproval = async () => {
    const sure = await prompt({
      variant: "confirmation",
      title: t("payouts.approve_title"),
      description: t("payouts.approve_text", what),
      confirmText: t("payouts.approve"),
      cancelText: t("common.cancel"),
    })
    if (sure) approve.mutate(id)
  }
  const beginCancel = async () => {
    const sure = await prompt({
      title: t("payouts.cancel_title"),
      description: t("payouts.cancel_text", what),
      confirmText: t("payouts.cancel"),
      cancelText: t("common.close"),
    })
    if (sure) cancel.mutate(id)
  }
  return {
    approve,
    cancel,
    check,
    beginApproval: () => void beginApproval(),
    beginCancel: () => void beginCancel(),
  }
}

function showOutcome(
  done: "payouts.approved" | "payouts.checked",
  { outcome, error, payout }: PayoutActionResponse,
  words: Words,
): void {
  const { t } = words
  const description = error ? errorText(error, words) : undefined
  if (outcome === "failed") toast.error(t("failure.action"), { description })
  else if (outcome === "pending") toast.info(t("payouts.pending"), { description })
  else toast.success(t(done, { state: t(`payout.${payout.state}`) }))
}
