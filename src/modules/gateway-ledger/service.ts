import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { beginCompanions } from "./companions"
import { createLedger, type Ledger } from "./ledger"
import { parseLedgerOptions, type KeepDays, type LedgerOptions } from "./options"
import { GeneratedReads } from "./reads"
import type { JournalAuthor, NewProblem, PaymentProblem } from "./types"

/** The ledger as Medusa's module: the services of its tables, and the reads that Medusa generates. */
export class GatewayLedgerService extends GeneratedReads implements Ledger {
  /** Whether this process looks after payments in the background. The plugin's option `sweep`, true by default. */
  readonly sweeps: boolean
  /** How many calls the background work may make to one account at a gateway in a minute; 0: no ceiling. */
  readonly callsPerMinute: number
  /** After how many days what goes; 0: never. */
  readonly keepDays: KeepDays

  readonly attempts: Ledger["attempts"]
  readonly inbox: Ledger["inbox"]
  readonly problems: Ledger["problems"]
  readonly operations: Ledger["operations"]
  readonly payouts: Ledger["payouts"]
  readonly journal: Ledger["journal"]
  readonly balances: Ledger["balances"]
  readonly statements: Ledger["statements"]
  readonly marks: Ledger["marks"]
  readonly watch: Ledger["watch"]
  readonly refusals: Ledger["refusals"]
  readonly retention: Ledger["retention"]
  readonly installation: Ledger["installation"]
  readonly search: Ledger["search"]

  /** Medusa calls these when it has started, and when it is about to end. */
  readonly __hooks = {
    onApplicationStart: async () => {
      this.companions = beginCompanions(this)
    },
    onApplicationPrepareShutdown: async () => {
      const ending = this.companions.map((end) => end())
      this.companions = []
      await Promise.all(ending)
    },
  }

  private companions: (() => Promise<void>)[] = []

  /** Takes attempts out of the ledger, as a database lacks them that was restored from a backup. Nothing here does. */
  declare deletePaymentAttempts: (ids: string | string[]) => Promise<void>

  constructor(container: Record<string, unknown>, options: LedgerOptions = {}) {
    super(container, options)
    const { sweep, maxCallsPerMinute, keepDays } = parseLedgerOptions(options)
    this.sweeps = sweep
    this.keepDays = keepDays
    this.callsPerMinute = maxCallsPerMinute
    const ledger = createLedger(container[ContainerRegistrationKeys.PG_CONNECTION] as Knex)
    this.attempts = ledger.attempts
    this.inbox = ledger.inbox
    this.problems = ledger.problems
    this.operations = ledger.operations
    this.payouts = ledger.payouts
    this.journal = ledger.journal
    this.balances = ledger.balances
    this.statements = ledger.statements
    this.marks = ledger.marks
    this.watch = ledger.watch
    this.refusals = ledger.refusals
    this.retention = ledger.retention
    this.installation = ledger.installation
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
