import { ArrowPath } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"

import type { CheckResponse } from "../../../api/admin/payment-gateways/types"
import { client } from "../../lib/data/client"
import { showOutcome } from "../../lib/data/show-outcome"
import { useWords } from "../../lib/locale/texts"
import { useAction } from "../../lib/data/use-action"

const TEXTS = { pending: "payments.check_pending", failed: "payments.check_failed" } as const

interface CheckPaymentProps {
  id: string
  /** Called with true when the gateway is slow and its answer is still to come. */
  watch: (on: boolean) => void
}

/** A button that has the gateway asked about a payment. */
export function CheckPayment({ id, watch }: CheckPaymentProps) {
  const words = useWords()
  const { t } = words
  const check = useAction(client.checkPayment, (answer: CheckResponse) => {
    watch(answer.outcome === "pending")
    showOutcome(answer, words, TEXTS, () =>
      toast.success(t("payments.checked", { status: t(`status.${answer.payment.status}`) })),
    )
  })
  return (
    <Button size="small" variant="secondary" isLoading={check.isPending} onClick={() => check.mutate(id)}>
      <ArrowPath />
      {t("payments.check")}
    </Button>
  )
}
