import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { beginCompanions } from "./companions"
import { createLedger, type Ledger } from "./ledger"
import { parseLedgerOptions, type KeepDays, type LedgerOptions } from "./options"
import { GeneratedReads } from "./reads"
import type { JournalAuthor, NewProblem, PaymentProblem } from "./types"

/** The ledger as Medusa's module: the services of its tables, and the reads that Medusa generates. */
export class GatewayLedgerService extends GeneratedReads implements Ledger {
  /** Whether this process does background work; the plugin's option `sweep`. */
  readonly sweeps: boolean
  /** How many calls the background work may make to one account at a gateway in a minute; 0 for any number. */
  readonly callsPerMinute: number
  /** For how many days unneeded rows are kept; 0 for ever. */
  readonly keepDays: KeepDays

  declare readonly attempts: Ledger["attempts"]
  declare readonly inbox: Ledger["inbox"]
  declare readonly problems: Ledger["problems"]
  declare readonly operations: Ledger["operations"]
  declare readonly payouts: Ledger["payouts"]
  declare readonly journal: Ledger["journal"]
  declare readonly balances: Ledger["balances"]
  declare readonly statements: Ledger["statements"]
  declare readonly marks: Ledger["marks"]
  declare readonly watch: Ledger["watch"]
  declare readonly refusals: Ledger["refusals"]
  declare readonly retention: Ledger["retention"]
  declare readonly installation: Ledger["installation"]
  declare readonly search: Ledger["search"]

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

  /** Deletes attempts. Only tests do, to make a ledger that was restored from an older backup. */
  declare deletePaymentAttempts: (ids: string | string[]) => Promise<void>

  constructor(container: Record<string, unknown>, options: LedgerOptions = {}) {
    super(container, options)
    const { sweep, maxCallsPerMinute, keepDays } = parseLedgerOptions(options)
    this.sweeps = sweep
    this.keepDays = keepDays
    this.callsPerMinute = maxCallsPerMinute
    Object.assign(this, createLedger(container[ContainerRegistrationKeys.PG_CONNECTION] as Knex))
  }

  /** Whether a payment or a payout has a reference; some gateways number both together. */
  async isReferenceTaken(gateway: string, reference: string): Promise<boolean> {
    const attempt = await this.attempts.find({ gateway, reference })
    return attempt !== undefined || (await this.payouts.hasReference(reference))
  }

  /** Opens a problem outside of a settlement: about a payout, a refund, or money that no attempt asked for. */
  openProblem(problem: NewProblem, by?: JournalAuthor): Promise<PaymentProblem | undefined> {
    return this.problems.open(problem, by)
  }
}
