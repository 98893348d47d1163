import type { Goal } from "./goal"
import type { Results } from "./results"
import { MEDUSAS } from "./status/measure"
import type { SweepResult } from "./sweep/measure"

const AT = 50

/** The goals of what is measured on a whole Medusa. */
export function storeGoals({ notifications = [], paid = [], sweep = [], status = [] }: Results): Goal[] {
  return [
    ...notifications
      .filter(({ connections }) => connections === AT)
      .map(({ duplicates, ours }) => ({
        name: `p99 of acknowledgement, ${AT} connections, ${duplicates * 100} % duplicates`,
        limit: 250,
        found: ours.p99,
        unit: "ms",
      })),
    ...paid.slice(0, 1).map(({ name, median }) => ({
      name: `from the notification to the paid order, ${name}`,
      limit: 1_000,
      found: median,
      unit: "ms",
    })),
    ...status
      .filter(({ name }) => name !== MEDUSAS)
      .flatMap(({ name, tabs, p95, callsPerMinute }) => [
        { name: `p95 of the payment page, ${name}`, limit: 20, found: p95, unit: "ms" },
        {
          name: `gateway calls per minute, ${tabs} ${tabs === 1 ? "tab" : "tabs"}`,
          limit: 12,
          found: callsPerMinute,
          unit: "calls",
        },
      ]),
    ...sweep.flatMap(callGoal),
    ...growthGoals(sweep),
  ]
}

/** One call for each page that lists them; one more for the page that was not full. */
function callGoal({ pending, lookedAfter, listed, single, pageSize }: SweepResult): Goal[] {
  const pages = Math.ceil(lookedAfter / pageSize) + 1
  const name = `gateway calls per listed page, ${pending} pending`
  return [{ name, limit: 1.5, found: (listed + single) / pages, unit: "calls" }]
}

/** Each size beside the smallest one that fills a sweep: below it, the fixed cost of a sweep is all there is. */
function growthGoals(sweep: readonly SweepResult[]): Goal[] {
  const [base, ...larger] = sweep.filter(({ pending }) => pending >= 100)
  if (!base) return []
  return larger.flatMap((one) =>
    (["statements", "cpuMs"] as const).map((cost) => ({
      name: `${cost === "statements" ? "SQL" : "CPU"} of the sweep per payment, ${one.pending} beside ${base.pending}`,
      limit: 1.5,
      found: one[cost] / one.lookedAfter / (base[cost] / base.lookedAfter),
      unit: "times",
    })),
  )
}
