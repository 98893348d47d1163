import { defineRouteConfig } from "@medusajs/admin-sdk"
import { StatusBadge } from "@medusajs/ui"

import { Crumb } from "../../../components/common/crumb"
import { ListRows } from "../../../components/common/list-rows"
import { PageFrame } from "../../../components/common/page-frame"
import { Panel } from "../../../components/common/panel"
import { useProblemColumns } from "../../../components/problems/problem-columns"
import { ProblemDrawer } from "../../../components/problems/problem-drawer"
import { ProblemFilters } from "../../../components/problems/problem-filters"
import { useProblems, useProblemsCount } from "../../../lib/data/queries"
import { useWords } from "../../../lib/locale/texts"
import { useListState } from "../../../lib/use-list-state"
import { useWatching } from "../../../lib/data/use-watching"

export default function ProblemsPage() {
  const { t } = useWords()
  const state = useListState()
  const [watching, watch] = useWatching()
  const shown = state.value("state") ?? "open"
  const filters = state.query("q", "provider_id", "kind")
  const problems = useProblems({ ...filters, state: shown === "all" ? undefined : shown }, watching)
  const count = useProblemsCount().data?.open
  const badge = count !== undefined && (
    <StatusBadge color={count ? "red" : "green"}>{t("problems.count", { count })}</StatusBadge>
  )
  return (
    <PageFrame>
      <Panel level="h1" title={t("problems.title")} hint={t("problems.hint")} badge={badge}>
        <ProblemFilters state={state} shown={shown} />
        <ListRows
          label={t("problems.title")}
          state={state}
          query={problems}
          rows={(data) => data.problems}
          columns={useProblemColumns()}
          name={({ kind, reference }) => `${t(`problem.${kind}.title`)}, ${reference}`}
          nothing="problems.none"
        />
      </Panel>
      {state.opened && (
        <ProblemDrawer
          problem={problems.data?.problems.find(({ id }) => id === state.opened)}
          close={() => state.open(null)}
          watch={watch}
        />
      )}
    </PageFrame>
  )
}

export const config = defineRouteConfig({
  label: "menu.problems",
  rank: 3,
  translationNs: "payment_gateways",
})

export const handle = { breadcrumb: () => <Crumb text="menu.problems" /> }
