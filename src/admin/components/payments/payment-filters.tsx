import type { PaymentRow } from "../../../api/admin/payment-gateways/types"
import type { Query } from "../../lib/client"
import { useWords } from "../../lib/texts"
import { dayEdge } from "../../lib/time"
import type { ListState } from "../../lib/use-list-state"
import { Choice, Day, Filters, GatewayChoice, Search } from "../common/filters"

const STATUSES: Record<PaymentRow["status"], true> = {
  created: true,
  awaiting: true,
  processing: true,
  underpaid: true,
  authorized: true,
  expired: true,
  canceled: true,
  failed: true,
  paid: true,
  refunded: true,
}

/** What the filters ask of the route. */
export function paymentQuery(state: ListState): Query {
  return {
    q: state.value("q"),
    provider_id: state.value("provider_id"),
    status: state.value("status"),
    problem: state.value("problem"),
    "created_at[gte]": dayEdge(state.value("from"), "start"),
    "created_at[lte]": dayEdge(state.value("to"), "end"),
  }
}

/** Which payments are listed. */
export function PaymentFilters({ state }: { state: ListState }) {
  const { t } = useWords()
  const statuses = Object.keys(STATUSES) as PaymentRow["status"][]
  return (
    <Filters state={state}>
      <Search state={state} hint={t("payments.search")} />
      <GatewayChoice state={state} />
      <Choice
        label={t("payments.status")}
        value={state.value("status")}
        options={statuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        onChange={(status) => state.set({ status })}
      />
      <Choice
        label={t("payments.problem")}
        value={state.value("problem")}
        options={[
          { value: "true", label: t("payments.with_problem") },
          { value: "false", label: t("payments.without_problem") },
        ]}
        onChange={(problem) => state.set({ problem })}
      />
      <Day
        label={t("common.from")}
        value={state.value("from") ?? ""}
        onChange={(from) => state.set({ from })}
      />
      <Day label={t("common.to")} value={state.value("to") ?? ""} onChange={(to) => state.set({ to })} />
    </Filters>
  )
}
