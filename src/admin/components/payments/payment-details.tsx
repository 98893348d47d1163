import type { PaymentDetail } from "../../../api/admin/payment-gateways/types"
import { useWords } from "../../lib/locale/texts"
import { MoneyActions } from "./money-actions"
import { Operations } from "./operations"
import { PaymentFacts } from "./payment-facts"
import { ProblemCard } from "../problems/problem-card"
import { Part } from "../common/side-drawer"
import { Timeline } from "./timeline"
import { Transfer } from "../payouts/transfer"

interface PaymentDetailsProps {
  payment: PaymentDetail
  withOrder: boolean
  watch: (on: boolean) => void
}

/** All of a payment. Its open problems come first, since they wait for somebody. */
export function PaymentDetails({ payment, withOrder, watch }: PaymentDetailsProps) {
  const { t } = useWords()
  const { problems, transfer, timeline, currency_code } = payment
  return (
    <div className="flex flex-col gap-y-6">
      {problems
        .filter(({ state }) => state === "open")
        .map((problem) => (
          <ProblemCard key={problem.id} problem={problem} watch={watch} />
        ))}
      <PaymentFacts payment={payment} withOrder={withOrder} />
      <MoneyActions payment={payment} />
      <Operations payment={payment} />
      {transfer && (
        <Part title={t("payments.transfer")}>
          <Transfer transfer={transfer} />
        </Part>
      )}
      <Part title={t("payments.timeline")}>
        <Timeline events={timeline} currency={currency_code} />
      </Part>
    </div>
  )
}
