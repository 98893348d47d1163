import type { CallResult } from "./calls/measure"
import type { Goal } from "./goal"
import { goalsOf } from "./goals"
import type { MemoryResult } from "./memory/measure"
import type { RequireResult } from "./require"
import type { Results } from "./results"
import type { SizeResult } from "./size/measure"
import type { SignatureResult } from "./signatures"
import {
  ADMIN_NOTES,
  adminTable,
  NOTIFICATION_NOTES,
  notificationTable,
  paidTable,
  STATUS_NOTES,
  statusTable,
  SWEEP_NOTES,
  sweepTable,
} from "./store-tables"
import { markdownTable } from "./support/markdown"
import { watchSections } from "./watch/tables"

const MEGABYTE = 2 ** 20

/** A run as Markdown: the machine, one table for each part, and the goals. */
export function report(results: Results): string {
  const { calls, signatures, require, memory, notifications, paid, sweep, status, admin } = results
  return [
    facts(results),
    ...(calls ? ["### A call of the gateway", callTable(calls)] : []),
    ...(signatures ? ["### Checking a notification", signatureTable(signatures)] : []),
    ...(require ? ["### Loading", requireTable(require)] : []),
    ...(memory ? ["### Memory of a booted Medusa", memoryTable(memory)] : []),
    ...(notifications
      ? ["### Acknowledging notifications", notificationTable(notifications), NOTIFICATION_NOTES]
      : []),
    ...(paid ? ["### From the notification to the paid order", paidTable(paid)] : []),
    ...(sweep ? ["### The sweep", sweepTable(sweep), SWEEP_NOTES] : []),
    ...watchSections(results),
    ...(status ? ["### The shopper's payment page", statusTable(status), STATUS_NOTES] : []),
    ...(admin ? ["### The admin API", adminTable(admin), ADMIN_NOTES] : []),
    ...(results.size ? ["### What a shopper's browser loads", sizeTable(results.size)] : []),
    "### Goals",
    goalTable(goalsOf(results)),
  ].join("\n\n")
}

function facts({ command, takenAt, seconds, machine, versions }: Results): string {
  const { cores, cpu, memoryGb, system, node, load } = machine
  const software = `Node.js ${node}, Medusa ${versions.medusa}, axios ${versions.axios}`
  return [
    `\`${command}\`, ${takenAt.slice(0, 10)}, ${Math.round(seconds)} s, medusa-payment-gateways ${versions.plugin}`,
    `${software}; ${cores} × ${cpu}, ${memoryGb} GB, ${system}, load ${load.toFixed(1)} at the start`,
  ].join("  \n")
}

function callTable(calls: CallResult[]): string {
  const head = [
    "ms, p50 / p95",
    "plugin",
    "bare axios",
    "node:http",
    "over axios",
    "over node:http",
    "samples",
  ]
  const rows = calls.map(({ name, ours, axios, http, overAxios, overHttp }) => [
    name,
    ...[ours, axios, http].map(({ p50, p95 }) => `${p50.toFixed(2)} / ${p95.toFixed(2)}`),
    `${signed(overAxios)} (× ${(ours.p50 / axios.p50).toFixed(2)})`,
    `${signed(overHttp)} (× ${(ours.p50 / http.p50).toFixed(2)})`,
    `3 × ${ours.samples}`,
  ])
  return markdownTable(head, rows)
}

function signatureTable(signatures: SignatureResult[]): string {
  const head = ["", "per second", "µs, p50 / p95"]
  const rows = signatures.map(({ name, time }) => [
    name,
    thousands(1_000_000 / time.p50),
    `${time.p50.toFixed(1)} / ${time.p95.toFixed(1)}`,
  ])
  return markdownTable(head, rows)
}

function requireTable(loads: RequireResult[]): string {
  const rows = loads.map(({ name, best, median, files }) => [
    name,
    median.toFixed(1),
    best.toFixed(1),
    String(files),
  ])
  return markdownTable(["`require`, ms", "median", "best", "files"], rows)
}

function memoryTable(memory: MemoryResult[]): string {
  const base = memory[0]
  const rows = memory.map(({ name, used, rss, bootMs, boots, axiosWasLoaded }) => [
    name,
    megabytes(used),
    base ? signed((used - base.used) / MEGABYTE, 1) : "",
    megabytes(rss),
    (bootMs / 1000).toFixed(1),
    axiosWasLoaded ? "yes" : "no",
    String(boots),
  ])
  const head = ["medians", "heap + external, MB", "more", "RSS, MB", "boot, s", "axios in memory", "boots"]
  return markdownTable(head, rows)
}

function sizeTable(sizes: SizeResult[]): string {
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)
  const rows = sizes.map(({ name, minified, gzipped }) => [name, kilobytes(minified), kilobytes(gzipped)])
  return markdownTable(["kB, without React", "minified", "gzipped"], rows)
}

function goalTable(goals: Goal[]): string {
  const rows = goals.map(({ name, limit, found, unit }) => [
    name,
    `≤ ${limit} ${unit}`,
    `${found.toFixed(2)} ${unit}`,
    found <= limit ? "✓" : "✗",
  ])
  return markdownTable(["goal", "limit", "found", ""], rows)
}

const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(1)

const signed = (value: number, digits = 2) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(digits)}`

const thousands = (value: number) =>
  Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, " ")
