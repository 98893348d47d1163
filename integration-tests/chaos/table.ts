import type { Audit, Fault } from "./audit"
import type { ChaosReport } from "./chaos"

const FAULTS: Fault[] = ["double capture", "lost money", "stuck payment", "wrong total"]
const NAMES: Record<Fault, string> = {
  "double capture": "double captures",
  "lost money": "lost money",
  "stuck payment": "stuck payments",
  "wrong total": "wrong totals",
}

/** The report for a terminal. */
export function tableOf({
  histories,
  tally,
  afterTheStorm,
  daysLater,
  findings,
  seconds,
}: ChaosReport): string {
  const rows: [string, string][] = [
    ["histories", String(histories)],
    ...tally.map(([name, count]): [string, string] => [`  ${name}`, String(count)]),
    ["captured", capturedText(daysLater)],
    ["orders", String(daysLater.orders)],
    ["held as problems", problemsText(daysLater)],
    ["waiting for the rest after the storm", String(afterTheStorm.waiting)],
    ["unpaid orders left by killed processes", String(daysLater.strays)],
    ["orders of another total, reported", String(daysLater.toldTotals)],
    ["never told by the gateway", amount(daysLater.untold)],
    ...FAULTS.map((fault): [string, string] => [
      NAMES[fault],
      String(findings.filter((finding) => finding.fault === fault).length),
    ]),
    ["seconds", String(seconds)],
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `${name.padEnd(width)} │ ${value}`).join("\n")
}

const amount = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, "0")}`

function capturedText({ captures, capturedSum }: Audit): string {
  const sums = Object.entries(capturedSum).map(([gateway, sum]) => `${amount(sum)} by ${gateway}`)
  return [String(captures), ...sums].join(", ")
}

function problemsText({ held }: Audit): string {
  const kinds = new Map<string, number>()
  for (const { kind } of held) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  const parts = [...kinds].sort(([a], [b]) => a.localeCompare(b)).map(([kind, count]) => `${kind} ${count}`)
  return `${held.length}${parts.length ? ` (${parts.join(", ")})` : ""}`
}
