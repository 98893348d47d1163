import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createLedger, type Ledger } from "./ledger"
import { GeneratedReads } from "./reads"
import type { JournalAuthor, NewProblem, PaymentProblem } from "./types"

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
  readonly statements: Ledger["statements"]
  readonly marks: Ledger["marks"]
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
    this.statements = ledger.statements
    this.marks = ledger.marks
    this.watch = ledger.watch
    this.search = ledger.search
  }

  /** Whether a reference is used, by a payment or by a payout: some gateways keep both in one book. */
  async isReferenceTaken(gateway: string, reference: string): Promise<boolean> {
    const attempt = await this.attempts.find({ gateway, reference })
    return attempt !== undefined || (await this.payouts.hasReference(reference))
  }

  /** Opens a problem outside of a settlement: of a payout, of money that no attempt asked for, of a refund. */
  openProblem(problem: NewProblem, by?: JournalAuthor): Promise<PaymentProblem | undefined> {
    return this.problems.open(problem, by)
  }
}
