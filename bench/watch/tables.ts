import type { Results } from "../results"
import { markdownTable } from "../support/markdown"
import type { Abandoned } from "./abandoned"
import type { Hanging } from "./hanging"
import type { QuietDay } from "./quiet-day"

const DAY_NOTES = [
  "Two gateways with fifty old payments in Tegro's list, a virtual clock, a run every ten seconds, and nothing due but what",
  "has a schedule of its own. *SQL*: the plugin's own statements, `begin` and `commit` too; Medusa's look-up of the entries",
  "and its expired locks make two more a run. *CPU*: of the process, its own simulator's share included.",
].join("\n")

const ABANDONED_NOTES = [
  "One payment alone, so that no page of the gateway's list shows many at once, from its checkout until nobody asks about it",
  "any more, by a virtual clock. *SQL*: of the runs in which it was due.",
].join("\n")

const HANGING_NOTES = [
  "Seconds from due to the placed order, medians, by a virtual clock: what the database and the processor take is not in",
  "them. Both gateways have the same payments; the one that hangs keeps each call for 90 s. A run comes every 10 s.",
].join("\n")

/** The tables of what the background work costs, and keeps waiting. */
export function watchSections({ day, abandoned, hanging }: Results): string[] {
  return [
    ...(day ? ["### A quiet shop", dayTable(day), DAY_NOTES] : []),
    ...(abandoned ? ["### An abandoned payment", abandonedTable(abandoned), ABANDONED_NOTES] : []),
    ...(hanging ? ["### Beside a gateway that hangs", hangingTable(hanging), HANGING_NOTES] : []),
  ]
}

function dayTable({ hours, runs, calls, statements, cpuMs }: QuietDay): string {
  const made = Object.entries(calls)
    .map(([call, count]) => `${count} × ${call}`)
    .sort()
  const row = [
    ...[String(hours), String(runs), made.join(", "), String(statements)],
    ...[(statements / runs).toFixed(1), (cpuMs / runs).toFixed(1)],
  ]
  return markdownTable(["hours", "runs", "gateway calls", "SQL", "SQL per run", "CPU ms per run"], [row])
}

function abandonedTable(all: Abandoned[]): string {
  const rows = all.map(({ name, calls, statements, hours, status }) => [
    ...[name, String(calls), String(statements), hours.toFixed(0), status],
  ])
  return markdownTable(["", "gateway calls", "SQL", "hours", "ends as"], rows)
}

function hangingTable(all: Hanging[]): string {
  const rows = all.map(({ name, gateway, alone, beside, payments, expected }) => [
    ...[`${gateway}, ${name}`, alone.toFixed(2), beside.toFixed(2), `${payments} of ${expected}`],
  ])
  return markdownTable(["s, medians", "both answer", "the other hangs", "settled"], rows)
}
