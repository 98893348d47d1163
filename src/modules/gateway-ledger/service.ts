import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { PayoutState } from "../../core"
import { columnsOfSubject } from "./first-edition-subjects"
import { createLedger, type Ledger } from "./ledger"
import { GeneratedReads } from "./reads"
import type {
  AttemptChange,
  AttemptFilters,
  NewAttempt,
  NewNotification,
  NewPayout,
  NewProblem,
  NewRefundPayout,
  OwedRefund,
  PageRequest,
  PayoutChange,
  ProblemCloser,
} from "./types"

/** The plugin's options in medusa-config.ts. */
export interface LedgerOptions {
  sweep?: boolean
}

/** The ledger as Medusa's module: the services of its tables, and the reads that Medusa generates. */
export class GatewayLedgerService extends GeneratedReads implements Ledger {
  /** Whether this process looks after payments in the background. The plugin's option `sweep`, true by default. */
  readonly sweeps: boolean

  readonly attempts: Ledger["attempts"]
  readonly inbox: Ledger["inbox"]
  readonly problems: Ledger["problems"]
  readonly payouts: Ledger["payouts"]
  readonly journal: Ledger["journal"]
  readonly balances: Ledger["balances"]
  readonly watch: Ledger["watch"]
  readonly search: Ledger["search"]

  /** Takes attempts out of the ledger, as a database lacks them that was restored from a backup. Nothing here does. */
  declare deletePaymentAttempts: (ids: string | string[]) => Promise<void>

  constructor(container: Record<string, unknown>, options: LedgerOptions = {}) {
    super(container, options)
    this.sweeps = options.sweep ?? true
    const ledger = createLedger(container[ContainerRegistrationKeys.PG_CONNECTION] as Knex)
    this.attempts = ledger.attempts
    this.inbox = ledger.inbox
    this.problems = ledger.problems
    this.payouts = ledger.payouts
    this.journal = ledger.journal
    this.balances = ledger.balances
    this.watch = ledger.watch
    this.search = ledger.search
  }

  /** Whether a reference is used, by a payment or by a payout: some gateways keep both in one book. */
  async isReferenceTaken(gateway: string, reference: string): Promise<boolean> {
    const attempt = await this.attempts.find({ gateway, reference })
    return attempt !== undefined || (await this.payouts.hasReference(reference))
  }

  // The names of the first edition, for callers that have not moved yet.

  openAttempt = (attempt: NewAttempt) => this.attempts.open(attempt, { road: "checkout" })
  findAttempt = (by: { gateway: string; reference: string }) => this.attempts.find(by)
  getAttempt = (id: string) => this.attempts.get(id)
  findAttemptOfSession = (sessionId: string) => this.attempts.ofSession(sessionId)
  updateAttempt = async (id: string, change: AttemptChange) =>
    (await this.attempts.record(id, change, { kind: "observed", road: null })).after
  claimObservation = (id: string, everyMs: number) => this.attempts.claimObservation(id, everyMs)
  claimShopperWord = (id: string, everyMs: number) => this.attempts.claimShopperAction(id, everyMs)
  claimDueAttempts = (limit: number, leaseMs: number) => this.attempts.claimDue(limit, leaseMs)
  putOffAttempts = (ids: string[], everyMs: number | null) => this.attempts.putOff(ids, everyMs)

  openProblem = (problem: NewProblem) => this.problems.open({ ...problem, ...columnsOfSubject(problem) })
  openRefundOwed = (problem: Omit<OwedRefund, "refund_id">) =>
    this.problems.openRefund({ ...problem, ...columnsOfSubject(problem) } as OwedRefund)
  closeProblem = (id: string, by: ProblemCloser | null, note: string) => this.problems.close(id, by, note)
  recordAction = ({ subject_id: id, ...said }: { subject_id: string; action: string; actor_id: string }) =>
    this.journal.append({
      ...said,
      ...(id.startsWith("payout_") ? { payout_id: id } : { problem_id: id }),
      kind: "said",
      road: "admin",
    })

  openPayout = (payout: NewPayout) => this.payouts.open(payout)
  openRefundPayout = (payout: NewRefundPayout) => this.payouts.openRefund(payout)
  getPayout = (id: string) => this.payouts.get(id)
  findPayout = (by: { provider_id: string; reference: string }) => this.payouts.find(by)
  movePayout = (id: string, state: PayoutState, change?: PayoutChange, from?: readonly PayoutState[]) =>
    this.payouts.move(id, state, change, from)
  notePayout = (id: string, state: PayoutState, change: PayoutChange) => this.payouts.note(id, state, change)
  claimDuePayouts = (limit: number, leaseMs: number) => this.payouts.claimDue(limit, leaseMs)

  receiveNotification = (notification: NewNotification) => this.inbox.receive(notification)
  claimNotification = (id: string, leaseMs: number) => this.inbox.claim(id, leaseMs)
  reclaimNotification = (id: string, leaseMs: number) => this.inbox.reclaim(id, leaseMs)
  claimDueNotifications = (limit: number, leaseMs: number) => this.inbox.claimDue(limit, leaseMs)

  pageOfAttempts = (filters: AttemptFilters, page: PageRequest) => this.search.attempts(filters, page)
  markSweep = () => this.watch.markSweep()
}
