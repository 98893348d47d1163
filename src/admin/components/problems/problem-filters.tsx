import { PROBLEM_CATALOGUE, type Problem } from "../../../core/problem/problems"
import { useWords } from "../../lib/locale/texts"
import type { ListState } from "../../lib/use-list-state"
import { Choice, FilterChoice, Filters, GatewayChoice, Search } from "../common/filters"

const KINDS = Object.keys(PROBLEM_CATALOGUE) as Problem[]

/** Which problems are listed. */
export function ProblemFilters({ state, shown }: { state: ListState; shown: string }) {
  const { t } = useWords()
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
      <FilterChoice
        state={state}
        name="kind"
        label={t("problems.kind")}
        options={KINDS.map((kind) => ({ value: kind, label: t(`problem.${kind}.title`) }))}
      />
      <GatewayChoice state={state} />
    </Filters>
  )
}
