import type { Books } from "../books"
import { auditCancels } from "./cancels"
import { auditOperations } from "./operations"
import { auditOrders } from "./orders"
import { auditCollections, auditNeighbours, auditPayments, auditStrangers } from "./payments"
import { auditPayouts } from "./payouts"
import { isHeld, type Audit, type AuditOptions } from "./report"

export { FAULTS, type Audit, type AuditOptions, type Fault, type Finding } from "./report"

/** Balances the books against each other and against what really happened, to the last minor unit. See the README. */
export function audit(books: Books, options: AuditOptions): Audit {
  const result: Audit = {
    findings: [],
    capturedSum: {},
    captures: 0,
    orders: books.orders.length,
    held: books.problems.filter(isHeld),
    waiting: 0,
    strays: 0,
    toldTotals: 0,
    untold: 0n,
    canceledUnpaid: 0,
    paidOut: 0n,
    sentBack: 0n,
    standing: 0,
  }
  const auditing = { ...options, books, result }
  auditStrangers(auditing)
  auditNeighbours(auditing)
  auditPayments(auditing)
  auditCollections(auditing)
  auditOrders(auditing)
  auditCancels(auditing)
  auditPayouts(auditing)
  auditOperations(auditing)
  return result
}
