import type { AdminResult } from "./admin/measure"
import type { Acknowledged, NotificationResult } from "./notifications/measure"
import type { PaidResult } from "./paid/measure"
import { markdownTable } from "./support/markdown"
import type { StatusResult } from "./status/measure"
import type { SweepResult } from "./sweep/measure"

/** How to read {@link notificationTable}. */
export const NOTIFICATION_NOTES = [
  "Genuinely signed notifications of Tegro, each for a payment of its own, to one Medusa process (in-memory event bus,",
  "PostgreSQL that waits for the disk), beside Medusa's own `/hooks/payment/tegro_main` with the same bytes, in turns.",
  "The plugin verifies, looks up and commits before it answers, and begins to settle at once: that work runs in the",
  "same process and is part of these times. Medusa's own route puts an event into memory, verifies nothing, and begins",
  "5 s later. A round is a burst of so many posts as fast as the answers come; the next one begins when all of the",
  "work is done. *asked*: payments that the gateway had been asked about when the last answer was there. *left*: from",
  "the last answer until the process was idle. 100 %: all of them had been settled before, so there is only the answer.",
].join("\n")

/** How to read {@link sweepTable}. */
export const SWEEP_NOTES = [
  "All payments are due, as after an outage, and none of them has moved; sweeps follow each other until nothing is due",
  "or five minutes are over. The simulator's list has 20 payments a page, newest first. *SQL*: statements, `begin` and",
  "`commit` too. *CPU*: of the Medusa process.",
].join("\n")

/** How to read {@link statusTable}. */
export const STATUS_NOTES = [
  "`GET /store/payment-gateways/sessions/:id` of one open payment at Tegro. The tabs wait as long as the answers tell",
  "them to; a look that asks the gateway waits for its answer and settles it, and is part of these times. *SQL*:",
  "statements, `begin` and `commit` too, and Medusa's own for the publishable key.",
].join("\n")

/** Acknowledgement of notifications, ours beside Medusa's. */
export function notificationTable(notifications: NotificationResult[]): string {
  const head = [
    "ms, p50 / p95 / p99",
    "duplicates",
    "plugin",
    "per s",
    "asked",
    "left, s",
    "Medusa's own",
    "per s",
    "left, s",
  ]
  const rows = notifications.map(({ connections, duplicates, ours, medusa }) => [
    `${connections} ${connections === 1 ? "connection" : "connections"}`,
    `${duplicates * 100} %`,
    spread(ours),
    ours.perSecond.toFixed(0),
    `${Math.round(ours.settledMeanwhile * 100)} %`,
    ours.leftSeconds.toFixed(1),
    spread(medusa),
    medusa.perSecond.toFixed(0),
    medusa.leftSeconds.toFixed(1),
  ])
  return markdownTable(head, rows)
}

/** From the notification to the paid order. */
export function paidTable(paid: PaidResult[]): string {
  const rows = paid.map(({ name, median, p95, samples, sqlEach, cpuMsEach }) => [
    name,
    median.toFixed(0),
    p95.toFixed(0),
    String(samples),
    sqlEach.toFixed(0),
    cpuMsEach.toFixed(0),
  ])
  return markdownTable(
    ["ms until the order is paid", "median", "p95", "orders", "SQL each", "CPU ms each"],
    rows,
  )
}

/** The sweep's cost for each pending payment. */
export function sweepTable(sweeps: SweepResult[]): string {
  const head = [
    "pending",
    "looked after",
    "sweeps",
    "pages",
    "single calls",
    "calls each",
    "SQL each",
    "ms each",
    "CPU ms each",
    "s",
  ]
  const rows = sweeps.map(
    ({ pending, lookedAfter, sweeps: times, listed, single, statements, ms, cpuMs }) => [
      String(pending),
      String(lookedAfter),
      String(times),
      String(listed),
      String(single),
      ...[listed + single, statements, ms, cpuMs].map((value) => (value / lookedAfter).toFixed(2)),
      (ms / 1000).toFixed(1),
    ],
  )
  return markdownTable(head, rows)
}

/** What a look at an open payment costs. */
export function statusTable(status: StatusResult[]): string {
  const head = [
    "looks",
    "tabs",
    "ms, p50 / p95 / p99",
    "gateway calls per minute",
    "SQL each",
    "CPU ms each",
    "samples",
  ]
  const rows = status.map((one) => [
    one.name,
    String(one.tabs),
    [one.p50, one.p95, one.p99].map((ms) => ms.toFixed(1)).join(" / "),
    one.callsPerMinute.toFixed(1),
    one.statements.toFixed(1),
    one.cpuMs.toFixed(1),
    String(one.looks),
  ])
  return markdownTable(head, rows)
}

/** How to read {@link adminTable}. */
export const ADMIN_NOTES = [
  "10,000 payments, each with a cart and every second one with an order, 50,000 notifications and 500 problems (a tenth",
  "with `--quick`). Whole answers over HTTP, one after the other. *SQL*: statements of one answer.",
].join("\n")

/** The dashboard's pages. */
export function adminTable(pages: AdminResult[]): string {
  const rows = pages.map(({ name, time, statements, found }) => [
    name,
    time.p50.toFixed(1),
    time.p95.toFixed(1),
    String(statements),
    found === null ? "" : String(found),
  ])
  return markdownTable(["admin API, ms", "p50", "p95", "SQL", "found"], rows)
}

const spread = ({ p50, p95, p99 }: Acknowledged) => [p50, p95, p99].map((ms) => ms.toFixed(0)).join(" / ")
