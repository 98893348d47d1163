import type { Query } from "../../lib/data/client"
import { useWords } from "../../lib/locale/texts"
import { dayEdge } from "../../lib/locale/time"
import type { ListState } from "../../lib/use-list-state"
import { PAYMENT_STATUSES } from "../common/badges"
import { Day, FilterChoice, Filters, GatewayChoice, Search } from "../common/filters"

/** The filters as the route takes them. */
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
  return (
    <Filters state={state}>
      <Search state={state} hint={t("payments.search")} />
      <GatewayChoice state={state} />
      <FilterChoice
        state={state}
        name="status"
        label={t("payments.status")}
        options={PAYMENT_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
      />
      <FilterChoice
        state={state}
        name="problem"
        label={t("payments.problem")}
        options={[
          { value: "true", label: t("payments.with_problem") },
          { value: "false", label: t("payments.without_problem") },
        ]}
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
