import { defineRouteConfig } from "@medusajs/admin-sdk"
import { StatusBadge } from "@medusajs/ui"

import { Crumb } from "../../../components/common/crumb"
import { ListTable, Pages } from "../../../components/common/list-table"
import { PageFrame } from "../../../components/common/page-frame"
import { Panel } from "../../../components/common/panel"
import { useProblemColumns } from "../../../components/problems/problem-columns"
import { ProblemDrawer } from "../../../components/problems/problem-drawer"
import { ProblemFilters } from "../../../components/problems/problem-filters"
import { Empty, Loaded } from "../../../components/common/states"
import { useProblems, useProblemsCount } from "../../../lib/queries"
import { useWords } from "../../../lib/texts"
import { LIMIT, useListState } from "../../../lib/use-list-state"
import { useWatching } from "../../../lib/use-watching"

export default function ProblemsPage() {
  const { t } = useWords()
  const state = useListState()
  const [watching, watch] = useWatching()
  // Open ones are what the page is for; "all" shows the others, too.
  const shown = state.value("state") ?? "open"
  const query = {
    q: state.value("q"),
    provider_id: state.value("provider_id"),
    kind: state.value("kind"),
    state: shown === "all" ? undefined : shown,
    limit: LIMIT,
    offset: state.offset,
  }
  const problems = useProblems(query, watching)
  const columns = useProblemColumns()
  const count = useProblemsCount().data?.open
  const badge = count !== undefined && (
    <StatusBadge color={count ? "red" : "green"}>{t("problems.count", { count })}</StatusBadge>
  )
  return (
    <PageFrame>
      <Panel level="h1" title={t("problems.title")} hint={t("problems.hint")} badge={badge}>
        <ProblemFilters state={state} shown={shown} />
        <Loaded query={problems} lines={6}>
          {({ problems: rows, count: all }) =>
            rows.length === 0 ? (
              <Empty title={t(state.filtered ? "table.no_match" : "problems.none")} />
            ) : (
              <>
                <ListTable
                  label={t("problems.title")}
                  columns={columns}
                  rows={rows}
                  open={{
                    name: ({ kind, reference }) => `${t(`problem.${kind}.title`)}, ${reference}`,
                    row: ({ id }) => state.open(id),
                  }}
                />
                <Pages count={all} limit={LIMIT} offset={state.offset} go={state.setOffset} />
              </>
            )
          }
        </Loaded>
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
