import { ArrowPath } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"

import type { CheckResponse } from "../../../api/admin/payment-gateways/types"
import { client } from "../../lib/client"
import { errorText } from "../../lib/failure"
import { useWords, type Words } from "../../lib/texts"
import { useAction } from "../../lib/use-action"

interface CheckPaymentProps {
  id: string
  /** Called with true when the gateway is slow and its answer is still to come. */
  watch: (on: boolean) => void
}

/** Has the gateway asked about a payment. */
export function CheckPayment({ id, watch }: CheckPaymentProps) {
  const words = useWords()
  const check = useAction(client.checkPayment, (answer: CheckResponse) => {
    watch(answer.outcome === "pending")
    showOutcome(answer, words)
  })
  return (
    <Button size="small" variant="secondary" isLoading={check.isPending} onClick={() => check.mutate(id)}>
      <ArrowPath />
      {words.t("payments.check")}
    </Button>
  )
}

function showOutcome({ outcome, error, payment }: CheckResponse, words: Words): void {
  const { t } = words
  if (outcome === "pending") {
    toast.info(t("payments.check_pending"))
  } else if (outcome === "failed") {
    toast.error(t("payments.check_failed"), { description: error ? errorText(error, words) : undefined })
  } else {
    toast.success(t("payments.checked", { status: t(`status.${payment.status}`) }))
  }
}
