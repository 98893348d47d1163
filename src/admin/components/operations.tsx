import { Text } from "@medusajs/ui"

import type { OperationRow } from "../../api/admin/payment-gateways/types"
import { useWords } from "../lib/texts"
import { OperationStateBadge } from "./badges"
import { When } from "./facts"
import { actorName } from "./history"

interface OperationsProps {
  operations: readonly OperationRow[]
  currency: string
}

/** The captures, voids and refunds of a payment at its gateway, the newest first. */
export function Operations({ operations, currency }: OperationsProps) {
  return (
    <ul className="flex flex-col gap-y-3">
      {operations.toReversed().map((operation) => (
        <li key={operation.id}>
          <Operation operation={operation} currency={currency} />
        </li>
      ))}
    </ul>
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
