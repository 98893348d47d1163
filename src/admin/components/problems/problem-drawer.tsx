import { Text } from "@medusajs/ui"
import { useState } from "react"

import type { ProblemRow } from "../../../api/admin/payment-gateways/types"
import { helpWith } from "../../../core/help"
import { useWords } from "../../lib/locale/texts"
import { CopyFact, Fact, Facts, TimeFact } from "../common/facts"
import { History } from "../common/history"
import { OrderLink } from "../common/order-link"
import { PaymentInline } from "../payments/payment-inline"
import { ProblemActions } from "./problem-actions"
import { Part, SideDrawer } from "../common/side-drawer"

interface ProblemDrawerProps {
  /** Undefined when the list does not show it (any more). */
  problem: ProblemRow | undefined
  close: () => void
  watch: (on: boolean) => void
}

/** One problem: what happened, what to do, and the payment that it is about. */
export function ProblemDrawer({ problem, close, watch }: ProblemDrawerProps) {
  const { t } = useWords()
  // A problem that was resolved leaves the list of open ones, but stays in the drawer until it is closed.
  const [last, setLast] = useState(problem)
  if (problem && problem !== last) setLast(problem)
  const shown = problem ?? last
  if (!shown) return null
  return (
    <SideDrawer title={t(`problem.${shown.kind}.title`)} description={shown.reference} close={close}>
      <Part title={t("problems.happened")}>
        <Text size="small">{t(`problem.${shown.kind}.happened`)}</Text>
      </Part>
      <Part title={t("problems.todo")}>
        <Text size="small">{t(`problem.${shown.kind}.todo`)}</Text>
        <Text size="xsmall" className="text-ui-fg-muted break-words">
          {t("problems.more", { page: helpWith("problem", shown.kind) })}
        </Text>
        {problem?.state === "open" && <ProblemActions problem={problem} watch={watch} />}
      </Part>
      <ProblemFacts problem={shown} />
      {shown.history.length > 0 && (
        <Part title={t("problems.history")}>
          <History records={shown.history} />
        </Part>
      )}
      {shown.attempt_id && <PaymentInline id={shown.attempt_id} />}
    </SideDrawer>
  )
}

function ProblemFacts({ problem }: { problem: ProblemRow }) {
  const { t, money } = useWords()
  const { state, amount, currency_code, reference, order, email, created_at, resolved_at } = problem
  return (
    <Facts>
      <Fact name={t("problems.state")}>{t(`problemState.${state}`)}</Fact>
      <Fact name={t("problems.amount")}>{amount && money(amount, currency_code)}</Fact>
      <CopyFact name={t("payments.reference")} text={reference} />
      <Fact name={t("common.order")}>
        <OrderLink order={order} />
      </Fact>
      <Fact name={t("payments.shopper")}>{email}</Fact>
      <TimeFact name={t("payments.created")} at={created_at} />
      <TimeFact name={t("problems.resolved_at")} at={resolved_at} />
      <Fact name={t("common.note")}>{problem.note}</Fact>
    </Facts>
  )
}
