import type { ProblemRow } from "../../../api/admin/payment-gateways/types"
import { useWords } from "../../lib/texts"
import type { ListState } from "../../lib/use-list-state"
import { Choice, Filters, GatewayChoice, Search } from "../common/filters"

// A record, so that a new kind cannot be forgotten.
const KINDS: Record<ProblemRow["kind"], true> = {
  underpaid: true,
  overpaid: true,
  paid_twice: true,
  orphan: true,
  paid_late: true,
  unknown_payment: true,
  canceled_after_part: true,
  amount_mismatch: true,
  currency_mismatch: true,
  reference_mismatch: true,
  test_payment: true,
  refunded_at_gateway: true,
  no_order: true,
  order_total_differs: true,
  order_unfinished: true,
  order_not_canceled: true,
  entry_missing: true,
  unreadable: true,
  refund_owed: true,
  unconfirmed: true,
  claim_denied: true,
  hold_expiring: true,
  hold_expired: true,
  operation_unclear: true,
  payout_unclear: true,
  payout_waits: true,
}

/** Which problems are listed. */
export function ProblemFilters({ state, shown }: { state: ListState; shown: string }) {
  const { t } = useWords()
  const kinds = Object.keys(KINDS) as ProblemRow["kind"][]
  return (
    <Filters state={state}>
      <Search state={state} hint={t("problems.search")} />
      <Choice
        optional={false}
        label={t("problems.state")}
        value={shown}
        options={[
          { value: "open", label: t("problems.open") },
          { value: "resolved", label: t("problems.resolved") },
          { value: "all", label: t("common.all") },
        ]}
        onChange={(next) => state.set({ state: next === "open" ? undefined : next })}
      />
      <Choice
        label={t("problems.kind")}
        value={state.value("kind")}
        options={kinds.map((kind) => ({ value: kind, label: t(`problem.${kind}.title`) }))}
        onChange={(kind) => state.set({ kind })}
      />
      <GatewayChoice state={state} />
    </Filters>
  )
}
