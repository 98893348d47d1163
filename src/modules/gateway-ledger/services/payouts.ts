import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { PAYOUT_REACHED_FROM, type PayoutState } from "../../../core"
import { newId } from "../columns"
import { claimDue, giveBackDue, renewDue, type DueFilter } from "../due-rows"
import { asDuplicate, found } from "../errors"
import { hasRoomForRefund } from "../refund-room"
import type { JournalAuthor, NewPayout, NewRefundPayout, Payout, PayoutChange } from "../types"
import type { Attempts } from "./attempts"
import type { Journal } from "./journal"

const TABLE = "gateway_payout"

const NOBODY: JournalAuthor = { road: null }

/** States after which the attempt whose money a payout returns is looked at again. */
const ENDS: readonly PayoutState[] = ["paid", "canceled", "declined"]

/** How many payouts that wait are told of at a time. */
const WAITING_AT_ONCE = 100

interface Dependencies {
  knex: Knex
  journal: Journal
  attempts: Attempts
}

/** Withdrawals. Whether a payout may be sent is decided by one statement, for all processes. */
export class Payouts {
  private readonly knex: Knex
  private readonly journal: Journal
  private readonly attempts: Attempts

  constructor({ knex, journal, attempts }: Dependencies) {
    this.knex = knex
    this.journal = journal
    this.attempts = attempts
  }

  /** @throws MedusaError (duplicate_error) when the reference, the key or the refund was used before */
  async open(payout: NewPayout, by: JournalAuthor = NOBODY): Promise<Payout> {
    return this.knex.transaction((trx) => this.insert(payout, by, trx))
  }

  /**
   * Opens the payout of a refund; the same refund again is the same payout. Undefined when the refund is more than is
   * left of the payment. Two refunds at once do not both find the same money left: the attempt is locked; and it is due,
   * since a settlement under way may have found the refund and no payout.
   */
  async openRefund(payout: NewRefundPayout, by: JournalAuthor = NOBODY): Promise<Payout | undefined> {
    const { attempt_id, refund_id, amount } = payout
    return this.knex.transaction(async (trx) => {
      await this.attempts.lockAll([attempt_id], trx)
      const same = await this.rows(trx).where({ refund_id }).first()
      if (same) return same
      if (!(await hasRoomForRefund(trx, attempt_id, amount))) return undefined
      await this.attempts.wake([attempt_id], trx)
      return this.insert(payout, by, trx)
    })
  }

  /** @throws MedusaError (not_found) */
  async get(id: string): Promise<Payout> {
    return found(await this.rows().where({ id }).first(), "payout", id)
  }

  async find(by: { provider_id: string; reference: string }): Promise<Payout | undefined> {
    return this.rows().where(by).first()
  }

  /** The payout that an actor asked for with this key. */
  async ofKey(of: { requested_by: string; idempotency_key: string }): Promise<Payout | undefined> {
    return this.rows().where(of).first()
  }

  /** The payouts that return money of these attempts, oldest first. */
  async ofAttempts(attemptIds: readonly string[]): Promise<Payout[]> {
    return this.rows()
      .whereIn("attempt_id", [...attemptIds])
      .orderBy("id")
  }

  /**
   * The payouts of refunds that were made before a time and are not handed over yet, as far as no problem tells of it and no
   * person has resolved one that did, the oldest first. All of them are due one day, so the index of what is due finds them.
   */
  async waitingRefunds(providers: readonly string[], before: Date): Promise<Payout[]> {
    return this.rows()
      .whereIn("provider_id", [...providers])
      .whereNotNull("next_check_at")
      .whereIn("state", ["draft", "approved"])
      .whereNotNull("refund_id")
      .where("created_at", "<=", before)
      .whereNotExists(
        this.knex("payment_problem as p")
          .where({ "p.kind": "payout_waits", "p.deleted_at": null })
          .where((told) => told.where("p.state", "open").orWhereNotNull("p.resolved_by"))
          .where("p.subject", this.knex.ref(`${TABLE}.id`)),
      )
      .orderBy("created_at")
      .limit(WAITING_AT_ONCE)
  }

  async hasReference(reference: string): Promise<boolean> {
    return (await this.rows().where({ reference }).first("id")) !== undefined
  }

  /**
   * Moves a payout to a state, if it is in one that leads there; undefined when it is not, or not any more: of two
   * processes that try at once, one succeeds. Its end makes the attempt due in the same transaction, since what is owed
   * of it is another sum now.
   */
  async move(
    id: string,
    state: PayoutState,
    change: PayoutChange = {},
    from: readonly PayoutState[] = PAYOUT_REACHED_FROM[state],
    by: JournalAuthor = NOBODY,
  ): Promise<Payout | undefined> {
    return this.knex.transaction(async (trx) => {
      const moved = await this.update(id, from, { ...change, state }, trx)
      if (!moved) return undefined
      if (moved.attempt_id && ENDS.includes(state)) await this.attempts.wake([moved.attempt_id], trx)
      await this.writeJournal("payout_moved", moved, by, trx)
      return moved
    })
  }

  /** Writes down what was learned of a payout that stays where it is. */
  async note(id: string, state: PayoutState, change: PayoutChange): Promise<Payout | undefined> {
    return this.update(id, [state], change, this.knex)
  }

  /** Takes payouts that are due, the longest due first, out of every other process's reach for `leaseMs`. */
  claimDue(filter: DueFilter): Promise<Payout[]> {
    return claimDue(this.knex, TABLE, filter)
  }

  /** Renews the lease of payouts that wait for their turn; those that are somebody else's by now fall away. */
  renew(payouts: readonly Payout[], leaseMs: number): Promise<Payout[]> {
    return renewDue(this.knex, TABLE, payouts, leaseMs)
  }

  /** Gives payouts back whose turn did not come: they are due at once. */
  giveBack(payouts: readonly Payout[]): Promise<void> {
    return giveBackDue(this.knex, TABLE, payouts)
  }

  private async insert(payout: NewPayout, by: JournalAuthor, trx: Knex): Promise<Payout> {
    const [row] = await trx<Payout>(TABLE)
      .insert({ ...payout, id: newId("payout") } as never)
      .returning("*")
      .catch(asDuplicate("payout"))
    await this.writeJournal("payout_opened", row as Payout, by, trx)
    return row as Payout
  }

  private async update(
    id: string,
    from: readonly PayoutState[],
    columns: Partial<Payout>,
    within: Knex,
  ): Promise<Payout | undefined> {
    const [row] = await this.rows(within)
      .where({ id })
      .whereIn("state", [...from])
      .update({ ...columns, updated_at: within.fn.now() } as never)
      .returning("*")
    return row as Payout | undefined
  }

  private async writeJournal(
    kind: "payout_opened" | "payout_moved",
    { id, attempt_id, state, amount, currency_code, gateway_id, refund_id, error }: Payout,
    by: JournalAuthor,
    trx: Knex,
  ): Promise<void> {
    const details = { state, amount, currency_code, gateway_id, refund_id }
    await this.journal.append({ ...by, kind, payout_id: id, attempt_id, details, note: error }, trx)
  }

  private rows(knex: Knex = this.knex) {
    return knex<Payout, Payout[]>(TABLE).whereNull("deleted_at")
  }
}
