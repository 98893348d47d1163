import { Text } from "@medusajs/ui"

import type { ProblemRow } from "../../../api/admin/payment-gateways/types"
import { useWords } from "../../lib/locale/texts"
import { ProblemBadge } from "../common/badges"
import { ProblemActions } from "./problem-actions"

interface ProblemCardProps {
  problem: ProblemRow
  watch: (on: boolean) => void
}

/** An open problem in words, with what can be done about it. */
export function ProblemCard({ problem, watch }: ProblemCardProps) {
  const { t, money } = useWords()
  const { kind, amount, currency_code } = problem
  return (
    <section className="bg-ui-bg-subtle shadow-elevation-card-rest flex flex-col gap-y-2 rounded-lg p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ProblemBadge kind={kind} state={problem.state} />
        {amount && (
          <span className="txt-compact-small-plus tabular-nums">{money(amount, currency_code)}</span>
        )}
      </div>
      <Text size="small" className="text-pretty">
        {t(`problem.${kind}.happened`)}
      </Text>
      <Text size="small" className="text-ui-fg-subtle text-pretty">
        {t(`problem.${kind}.todo`)}
      </Text>
      <ProblemActions problem={problem} watch={watch} />
    </section>
  )
}
