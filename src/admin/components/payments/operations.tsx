import { Text } from "@medusajs/ui"

import type { OperationRow, PaymentDetail } from "../../../api/admin/payment-gateways/types"
import { useWords } from "../../lib/locale/texts"
import { OperationStateBadge } from "../common/badges"
import { When } from "../common/facts"
import { actorName } from "../common/history"
import { Part } from "../common/side-drawer"

/** The captures, voids and refunds of a payment at its gateway, newest first; nothing where there are none. */
export function Operations({ payment: { operations, currency_code } }: { payment: PaymentDetail }) {
  const { t } = useWords()
  if (operations.length === 0) return null
  return (
    <Part title={t("payments.operations")}>
      <ul className="flex flex-col gap-y-3">
        {operations.toReversed().map((operation) => (
          <li key={operation.id}>
            <Operation operation={operation} currency={currency_code} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Operation({ operation, currency }: { operation: OperationRow; currency: string }) {
  const words = useWords()
  const { t, money } = words
  const { kind, state, amount, error, tries, requested_by, created_at } = operation
  const isOpen = state === "asked" || state === "pending"
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-2 gap-y-1">
        <Text size="small" leading="compact" className="tabular-nums">
          {t(`operation.${kind}`)} · {money(amount, currency)}
        </Text>
        <OperationStateBadge state={state} />
      </div>
      {error && (
        <Text size="xsmall" className="text-ui-fg-error break-words">
          {error}
        </Text>
      )}
      <Text size="xsmall" className="text-ui-fg-muted">
        <When at={created_at} />
        {requested_by && ` · ${t("common.by", { who: actorName(requested_by, words) })}`}
        {isOpen && tries > 1 && ` · ${t("payments.tries", { count: tries })}`}
      </Text>
    </>
  )
}
