import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { changedColumns, differences, journaled, journaledChange } from "../rules/attempt-changes"
import { bindable, newId } from "../sql/columns"
import {
  claimDue,
  giveBackDue,
  renewDue,
  rescheduleLeased,
  type DueFilter,
  type Leased,
} from "../sql/due-rows"
import { asDuplicate, found } from "../sql/errors"
import { fromNow, isAt } from "../sql/times"
import type {
  AttemptChange,
  JournalAuthor,
  JournalEntry,
  NewAttempt,
  NewJournalEntry,
  PaymentAttempt,
  PersonsWord,
} from "../types"
import type { Journal } from "./journal"

const TABLE = "payment_attempt"

/** An attempt before and after a change; both are the same row when nothing changed. */
export interface RecordedChange {
  before: PaymentAttempt
  after: PaymentAttempt
}

/** An attempt that an unsigned notification has named. */
export interface NamedAttempt extends Pick<PaymentAttempt, "provider_id" | "reference"> {
  /** Whether it is the caller's turn to ask the gateway. */
  isDue: boolean
}

/**
 * The payments that were asked of gateways. Whatever is known of a payment changes by {@link record} and {@link addWord}
 * alone, under the row's lock and with an entry in the journal. Other statements write when it is looked at next.
 */
export class Attempts {
  constructor(
    private readonly knex: Knex,
    private readonly journal: Journal,
  ) {}

  /**
   * Opens an attempt, before the gateway is called.
   * @throws MedusaError (duplicate_error) when the reference was used before
   */
  async open(attempt: NewAttempt, by: JournalAuthor): Promise<PaymentAttempt> {
    return this.knex.transaction(async (trx) => {
      const [opened] = await trx<PaymentAttempt>(TABLE)
        .insert(bindable({ ...attempt, id: newId("payatt"), claims: {} }) as never)
        .returning("*")
        .catch(asDuplicate("payment attempt"))
      const row = opened as PaymentAttempt
      const entry = { ...by, kind: "opened" as const, attempt_id: row.id, change: journaled(row) }
      await this.journal.append(entry, trx)
      return row
    })
  }

  async find(by: {
    gateway?: string
    provider_id?: string
    reference: string
  }): Promise<PaymentAttempt | undefined> {
    return this.rows().where(by).orderBy("id", "desc").first()
  }

  /** @throws MedusaError (not_found) */
  async get(id: string): Promise<PaymentAttempt> {
    return found(await this.rows().where({ id }).first(), "payment attempt", id)
  }

  /**
   * The attempt as a look at it begins, and when that is, by the database's clock.
   * @throws MedusaError (not_found)
   */
  async beginLook(id: string): Promise<{ attempt: PaymentAttempt; begunAt: Date }> {
    const row = await this.knex<PaymentAttempt & { begun_at: Date }>(TABLE)
      .whereNull("deleted_at")
      .where({ id } as never)
      .first("*", this.knex.raw("now() as begun_at"))
    const { begun_at, ...attempt } = found(row, "payment attempt", id)
    return { attempt: attempt as PaymentAttempt, begunAt: begun_at }
  }

  /** The newest attempt of a session. */
  async ofSession(sessionId: string): Promise<PaymentAttempt | undefined> {
    return this.rows().where({ session_id: sessionId }).orderBy("id", "desc").first()
  }

  /** The attempts at a gateway with these references. */
  async ofReferences(gateway: string, references: readonly string[]): Promise<PaymentAttempt[]> {
    return this.rows()
      .where({ gateway })
      .whereIn("reference", [...references])
  }

  /** All attempts of payment collections, oldest first. */
  async ofCollections(ids: readonly string[]): Promise<PaymentAttempt[]> {
    return this.rows()
      .whereIn("payment_collection_id", [...ids])
      .orderBy("id")
  }

  /**
   * Records what was learned. The row is locked meanwhile, so that two observations at once cannot take a status back or
   * lose a claim. The journal gets an entry, unless the change only tells when the attempt was looked at.
   *
   * @throws MedusaError (not_found)
   */
  async record(id: string, change: AttemptChange, entry: JournalEntry): Promise<RecordedChange> {
    return this.knex.transaction(async (trx) => {
      const before = await this.lock(id, trx)
      return this.write(before, changedColumns(before, change, new Date()), entry, trx)
    })
  }

  /** Adds what a person said to the attempt, as part of a transaction that holds its lock. */
  async addWord(id: string, word: PersonsWord, entry: NewJournalEntry, within: Knex): Promise<void> {
    const before = await this.lock(id, within)
    await this.write(before, { words: [...before.words, word] }, entry, within)
  }

  /** Locks attempts for a transaction, in the same order each time, so that two transactions never wait for each other. */
  async lockAll(ids: readonly string[], within: Knex): Promise<void> {
    await within(TABLE).select("id").whereIn("id", ids).orderBy("id").forUpdate()
  }

  /**
   * Sets when an attempt is looked at next; null for never.
   *
   * @param seen `next_check_at` when the look began: nothing is written if somebody has asked for a look since
   * @returns whether it was written
   */
  async schedule(id: string, at: Date | null, seen?: Date | null): Promise<boolean> {
    const query = this.knex(TABLE).where({ id })
    if (seen !== undefined) isAt(query, "next_check_at", seen)
    return (await query.update({ next_check_at: at })) > 0
  }

  /**
   * Ends a look: sets whether there is nothing more to do, and when to look again. Nothing is written if somebody has asked
   * for a look since it began, or something was learned of the attempt since it was read. A look ends with this statement.
   *
   * @param seen `next_check_at` when the look began
   * @param read `updated_at` when the attempt was read
   */
  async endLook(
    id: string,
    { at, isSettled, seen, read }: { at: Date | null; isSettled: boolean; seen: Date | null; read: Date },
  ): Promise<void> {
    await this.knex(TABLE)
      .where({ id })
      .where((row) => isAt(row, "updated_at", read))
      .where((row) => isAt(row, "next_check_at", seen))
      .update({
        next_check_at: at,
        settled_at: isSettled ? this.knex.raw("coalesce(settled_at, now())") : null,
      })
  }

  /** Makes attempts due now. */
  async wake(ids: readonly string[], within: Knex = this.knex): Promise<void> {
    await within(TABLE).whereIn("id", ids).update({ next_check_at: this.knex.fn.now() })
  }

  /**
   * Makes the attempt due that has a number at an account's gateway: at once, or when the gateway has not been asked about
   * it for `everyMs`. A refunded attempt is over, and is not looked at.
   *
   * @returns undefined when there is no such attempt
   */
  async wakeNamed(
    named: Pick<PaymentAttempt, "gateway" | "gateway_id"> & { account: string },
    everyMs: number,
  ): Promise<NamedAttempt | undefined> {
    const since = "coalesce(last_observed_at, 'epoch') + :everyMs * interval '1 millisecond'"
    const { rows } = await this.knex.raw<{ rows: NamedAttempt[] }>(
      `update ${TABLE}
       set next_check_at = least(next_check_at, greatest(now(), ${since})), named_at = now(),
         last_observed_at = case when ${since} <= now() then now() else last_observed_at end
       where id = (
         select id from ${TABLE}
         where gateway = :gateway and account = :account and gateway_id = :gateway_id and status <> 'refunded'
           and deleted_at is null
         order by id desc limit 1)
       returning provider_id, reference, last_observed_at = now() as "isDue"`,
      { ...named, everyMs },
    )
    return rows[0]
  }

  /**
   * Puts leased attempts off after a look that showed nothing new. An attempt stays due if somebody has asked for a look
   * since it was leased.
   *
   * @param byMs by how many milliseconds; null for ever
   * @param askedAt when the gateway was asked
   */
  async putOff<T extends Pick<PaymentAttempt, "id" | "next_check_at">>(
    attempts: readonly T[],
    byMs: (attempt: T) => number | null,
    askedAt: Date,
  ): Promise<void> {
    await rescheduleLeased(this.knex, TABLE, attempts, byMs, {
      last_observed_at: askedAt,
      answered_at: askedAt,
    })
  }

  /** Leases attempts that are due, the longest due first. */
  claimDue(filter: DueFilter): Promise<Leased<PaymentAttempt>[]> {
    return claimDue(this.knex, TABLE, filter)
  }

  /** Renews leases. Attempts that another process has leased meanwhile are left out of the result. */
  renew<T extends PaymentAttempt>(attempts: readonly T[], leaseMs: number): Promise<T[]> {
    return renewDue(this.knex, TABLE, attempts, leaseMs)
  }

  /** Ends leases early: the attempts are due at once. */
  giveBack(attempts: readonly PaymentAttempt[]): Promise<void> {
    return giveBackDue(this.knex, TABLE, attempts)
  }

  /** Takes the right to ask the gateway about an attempt. One process gets it in `everyMs`. */
  async claimObservation(id: string, everyMs: number): Promise<boolean> {
    return (await this.claimTurn(id, "last_observed_at", everyMs, this.knex)) !== undefined
  }

  /**
   * Takes the right to tell the gateway what a shopper did ("sent", "cancel"). One tab in one process gets it in `everyMs`.
   * The journal keeps what the shopper did.
   */
  async claimShopperAction(id: string, everyMs: number, action: string | null = null): Promise<boolean> {
    return this.knex.transaction(async (trx) => {
      const row = await this.claimTurn(id, "shopper_heard_at", everyMs, trx)
      if (!row) return false
      const change = journaled({ shopper_heard_at: row.shopper_heard_at })
      await this.journal.append({ attempt_id: id, kind: "said", road: "checkout", action, change }, trx)
      return true
    })
  }

  private async claimTurn(
    id: string,
    column: "last_observed_at" | "shopper_heard_at",
    everyMs: number,
    within: Knex,
  ): Promise<PaymentAttempt | undefined> {
    const [row] = await within<PaymentAttempt>(TABLE)
      .where({ id })
      .where((due) => due.whereNull(column).orWhere(column, "<", fromNow(this.knex, -everyMs)))
      .update({ [column]: this.knex.fn.now() } as never)
      .returning("*")
    return row as PaymentAttempt | undefined
  }

  private async lock(id: string, trx: Knex): Promise<PaymentAttempt> {
    const row = await trx<PaymentAttempt>(TABLE).where({ id }).whereNull("deleted_at").forUpdate().first()
    return found(row as PaymentAttempt | undefined, "payment attempt", id)
  }

  private async write(
    before: PaymentAttempt,
    columns: Partial<PaymentAttempt>,
    entry: NewJournalEntry,
    trx: Knex,
  ): Promise<RecordedChange> {
    const changed = differences(before, columns)
    if (Object.keys(changed).length === 0) return { before, after: before }
    const [row] = await trx<PaymentAttempt>(TABLE)
      .where({ id: before.id })
      .update({ ...bindable(changed), updated_at: trx.fn.now() } as never)
      .returning("*")
    const after = row as PaymentAttempt
    const change = journaledChange(before, after)
    if (Object.keys(change).length > 0) {
      await this.journal.append({ ...entry, attempt_id: before.id, change }, trx)
    }
    return { before, after }
  }

  private rows() {
    return this.knex<PaymentAttempt, PaymentAttempt[]>(TABLE).whereNull("deleted_at")
  }
}
