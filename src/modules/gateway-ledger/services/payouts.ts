import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { PAYOUT_REACHED_FROM, type PayoutState } from "../../../core"
import { newId } from "../sql/columns"
import { claimDue, giveBackDue, renewDue, type DueFilter } from "../sql/due-rows"
import { asDuplicate, found } from "../sql/errors"
import { hasRoomForRefund } from "../sql/refund-room"
import type { JournalAuthor, NewPayout, NewRefundPayout, Payout, PayoutChange } from "../types"
import type { Attempts } from "./attempts"
import { NOBODY, type Journal } from "./journal"

const TABLE = "gateway_payout"

/** States in which a payout stays: the attempt whose money it returns is then looked at again. */
const ENDS: readonly PayoutState[] = ["paid", "canceled", "declined"]

/** How many waiting payouts are read at a time. */
const WAITING_AT_ONCE = 100

/** Payouts. One statement decides for all processes whether a payout may be sent. */
export class Payouts {
  constructor(
    private readonly knex: Knex,
    private readonly journal: Journal,
    private readonly attempts: Attempts,
  ) {}

  /** @throws MedusaError (duplicate_error) when the reference, the key or the refund was used before */
  async open(payout: NewPayout, by: JournalAuthor = NOBODY): Promise<Payout> {
    return this.knex.transaction((trx) => this.insert(payout, by, trx))
  }

  /**
   * Opens the payout of a refund, or finds the one that the refund has already. Undefined when the refund is more than what
   * is left of the payment: the attempt is locked, so that two refunds cannot both find the same money left. The attempt
   * becomes due, since a settlement under way may have seen the refund without its payout.
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
   * The payouts of refunds that were opened before a time and are not sent yet, oldest first. Payouts are left out for which
   * a problem is open, or was resolved by a person. All of them have a time when they are due, so its index finds them.
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
          .where((problem) => problem.where("p.state", "open").orWhereNotNull("p.resolved_by"))
          .where("p.subject", this.knex.ref(`${TABLE}.id`)),
      )
      .orderBy("created_at")
      .limit(WAITING_AT_ONCE)
  }

  async hasReference(reference: string): Promise<boolean> {
    return (await this.rows().where({ reference }).first("id")) !== undefined
  }

  /**
   * Moves a payout to a state, if its state leads there; else undefined. Of two processes that try at once, one succeeds.
   * The end of a payout changes what is owed of its attempt, so it makes the attempt due in the same transaction.
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

  /** Records what was learned of a payout that stays in its state. */
  async note(id: string, state: PayoutState, change: PayoutChange): Promise<Payout | undefined> {
    return this.update(id, [state], change, this.knex)
  }

  /** Leases payouts that are due, the longest due first. */
  claimDue(filter: DueFilter): Promise<Payout[]> {
    return claimDue(this.knex, TABLE, filter)
  }

  /** Renews leases. Payouts that another process has leased meanwhile are left out of the result. */
  renew(payouts: readonly Payout[], leaseMs: number): Promise<Payout[]> {
    return renewDue(this.knex, TABLE, payouts, leaseMs)
  }

  /** Ends leases early: the payouts are due at once. */
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
