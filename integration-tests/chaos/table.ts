import { FAULTS, type Audit, type Fault } from "./audit"
import type { ChaosReport } from "./chaos"
import { majorText } from "./minor"
import { isRare, rareOf, TROUBLES } from "./troubles"

const PLURALS: Record<Fault, string> = {
  "double capture": "double captures",
  "lost money": "lost money",
  "stuck payment": "stuck payments",
  "wrong total": "wrong totals",
  "wrong account": "wrong accounts",
  "unfinished order": "unfinished orders",
  "living order canceled": "living orders canceled",
  "canceled too early": "orders canceled too early",
  "money left unasked": "money left unasked",
  "owed twice": "owed twice",
  "false alarm": "false alarms",
  "captured unasked": "captured unasked",
  "sent back unasked": "sent back unasked",
  "hold left standing": "holds left standing",
  "living hold voided": "living holds voided",
  "not at the gateway": "not at the gateway",
  "not in Medusa": "not in Medusa",
  "unfinished operation": "unfinished operations",
  "key reused": "keys reused",
  "shown as not captured": "shown as not captured",
}

const timesOf = ({ findings }: ChaosReport, fault: Fault) =>
  findings.filter((one) => one.fault === fault).length

/** The report for a terminal: troubles, figures, and what must be 0. */
export function tableOf(report: ChaosReport): string {
  const { histories, tally, afterTheStorm, daysLater, seconds } = report
  return columns([
    ["histories", String(histories)],
    ...tally.map(([name, count]): Row => [`  ${name}`, `${count}${isRare(name, count) ? " (few)" : ""}`]),
    ...unseen(tally).map((name): Row => [`  ${name}`, "0 (few)"]),
    ["captured", capturedText(daysLater)],
    ["sent out by payouts", majorText(daysLater.paidOut)],
    ["sent back by refunds", majorText(daysLater.sentBack)],
    ["holds that wait for the merchant", String(daysLater.standing)],
    ["orders", String(daysLater.orders)],
    ["held as problems", problemsText(daysLater)],
    ["waiting for the rest after the storm", String(afterTheStorm.waiting)],
    ["unpaid orders left by what broke off", String(daysLater.strays)],
    ["orders of another total, reported", String(daysLater.toldTotals)],
    ["never told by the gateway", majorText(daysLater.untold)],
    ...FAULTS.map((fault): Row => [PLURALS[fault], String(timesOf(report, fault))]),
    ["seconds", String(seconds)],
  ])
}

/** The same for a program, on one line. */
export function jsonOf(report: ChaosReport): string {
  const { settings, histories, tally, daysLater, seconds } = report
  const { captures, orders, strays, toldTotals, canceledUnpaid } = daysLater
  return JSON.stringify({
    ...settings,
    histories,
    seconds,
    figures: {
      captures,
      orders,
      problems: daysLater.held.length,
      strays,
      toldTotals,
      canceledUnpaid,
      paidOut: majorText(daysLater.paidOut),
      sentBack: majorText(daysLater.sentBack),
      standing: daysLater.standing,
    },
    troubles: Object.fromEntries([...tally, ...unseen(tally).map((name) => [name, 0] as const)]),
    faults: Object.fromEntries(FAULTS.map((fault) => [fault, timesOf(report, fault)])),
  })
}

/** What came so seldom that the run is no proof of it. */
export function rareText({ tally }: ChaosReport): string {
  const rare = rareOf(tally).map(([name, times]) => `${name} (${times})`)
  return rare.length === 0
    ? "Each kind of trouble came at least ten times."
    : `Fewer than ten times came: ${rare.join(", ")}.`
}

type Row = [name: string, value: string]

const unseen = (tally: ChaosReport["tally"]) =>
  TROUBLES.filter((name) => !tally.some(([known]) => known === name))

function columns(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `${name.padEnd(width)} │ ${value}`).join("\n")
}

function capturedText({ captures, capturedSum }: Audit): string {
  const sums = Object.entries(capturedSum).map(([gateway, sum]) => `${majorText(sum)} by ${gateway}`)
  return [String(captures), ...sums].join(", ")
}

function problemsText({ held }: Audit): string {
  const kinds = new Map<string, number>()
  for (const { kind } of held) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  const parts = [...kinds].sort(([a], [b]) => a.localeCompare(b)).map(([kind, count]) => `${kind} ${count}`)
  return `${held.length}${parts.length ? ` (${parts.join(", ")})` : ""}`
}
