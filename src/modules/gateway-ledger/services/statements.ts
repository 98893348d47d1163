import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type {
  AccountKey,
  AccountState,
  ListedPayment,
  NextReadings,
  ReadingDepth,
  SeenEntry,
  StatementEntry,
} from "../types"

const ACCOUNTS = "gateway_account"
const ENTRIES = "gateway_statement"

/** What makes another comparison necessary. */
const SHOWN = ["status", "code", "asked", "received", "refunded", "currency_code", "test"]

const isOther = SHOWN.map((column) => `e.${column} is distinct from excluded.${column}`).join(" or ")

/** Writes a page's rows down, and tells of each what was known of it before. */
const SAVE = `
  with listed as (
    select distinct on (gateway_id) * from jsonb_to_recordset(cast(:rows as jsonb)) as r (
      gateway_id text, reference text, status text, code text, asked text, received text, refunded text, fee text, currency_code text,
      test boolean, paid_at text, drawn_at timestamptz)
  ),
  before as (
    select gateway_id, seen_at from ${ENTRIES}
    where gateway = :gateway and account = :account and gateway_id in (select gateway_id from listed)
  ),
  saved as (
    insert into ${ENTRIES} as e (gateway, account, gateway_id, reference, status, code, asked, received,
      refunded, fee, currency_code, test, paid_at, made_at, due_at)
    select :gateway, :account, gateway_id, reference, status, code, asked, received,
      refunded, fee, currency_code, test, paid_at, coalesce(drawn_at, case when :isHistory then 'epoch' else now() end), now() from listed
    on conflict (gateway, account, gateway_id) do update
      set reference = excluded.reference, status = excluded.status, code = excluded.code, asked = excluded.asked,
        received = excluded.received, refunded = excluded.refunded, fee = excluded.fee, currency_code = excluded.currency_code, test = excluded.test,
        paid_at = excluded.paid_at, read_at = now(),
        changed_at = case when ${isOther} then now() else e.changed_at end,
        due_at = case when ${isOther} then now() else e.due_at end,
        tries = case when ${isOther} then 0 else e.tries end
    returning e.gateway_id, e.reference, e.made_at, e.changed_at
  )
  select saved.gateway_id, saved.reference, saved.made_at,
    before.seen_at is null or before.seen_at >= :since as "isNew",
    before.seen_at is not null and saved.changed_at = now() as "isChanged"
  from saved left join before using (gateway_id)`

/** A page of a reading; see {@link Statements.savePage}. */
export interface PageOfReading {
  page: number
  /** Where the next page begins, in the gateway's own words. */
  next?: string | null
  since: Date
  isHistory?: boolean
  leaseMs?: number
}

/**
 * The gateways' own lists as they were read, one row a payment, and how far each account's was read. A reading that is
 * broken off goes on at the page where it was; only one that came to its end counts as read.
 */
export class Statements {
  private readonly knex: Knex

  constructor({ knex }: { knex: Knex }) {
    this.knex = knex
  }

  /**
   * Takes the right to read an account's list, when it is time, out of every other process's reach for `leaseMs`.
   *
   * @param overdueMs only when it has been time for so long
   */
  async claimReading(key: AccountKey, leaseMs: number, overdueMs = 0): Promise<AccountState | undefined> {
    const claim = () =>
      this.account(key)
        .where("next_read_at", "<=", this.in(-overdueMs))
        .where((free) => free.whereNull("leased_until").orWhere("leased_until", "<", this.knex.fn.now()))
        .update({ leased_until: this.in(leaseMs) } as never)
        .returning<AccountState[]>("*")
    const [claimed] = await claim()
    if (claimed || (await this.state(key))) return claimed
    // It is there from its first reading on.
    await this.knex(ACCOUNTS).insert(key).onConflict(["gateway", "account"]).ignore()
    return (await claim())[0]
  }

  /** Makes an account's list due now, past everything that may still be paid, unless it was read since `unlessReadAt`. */
  async wake(key: AccountKey, unlessReadAt: Date): Promise<void> {
    await this.account(key)
      .where((old) => old.whereNull("read_at").orWhere("read_at", "<", unlessReadAt))
      .update({ next_read_at: this.knex.fn.now(), next_recent_at: this.knex.fn.now() } as never)
  }

  /** Begins a reading; when, by the clock that tells when rows were seen. */
  async begin(key: AccountKey, depth: ReadingDepth): Promise<Date> {
    const [begun] = await this.account(key)
      .update({
        reading_since: this.knex.fn.now(),
        reading_page: 1,
        reading_from: null,
        reading_depth: depth,
        is_past_known: false,
      } as never)
      .returning<Pick<AccountState, "reading_since">[]>("reading_since")
    return begun?.reading_since as Date
  }

  /**
   * Writes a page down, that the next one is to be read, and that somebody is at it for `leaseMs` more, in one
   * transaction. `isHistory`: payments whose references tell no time are older than all that is known.
   */
  async savePage(
    key: AccountKey,
    { page, next = null, since, isHistory = false, leaseMs = 0 }: PageOfReading,
    listed: readonly ListedPayment[],
  ): Promise<SeenEntry[]> {
    return this.knex.transaction(async (trx) => {
      const rows = JSON.stringify(listed.map(columnsOf))
      const saved = await trx.raw<{ rows: SeenEntry[] }>(SAVE, { ...key, rows, since, isHistory })
      await this.account(key, trx).update({
        reading_page: page + 1,
        reading_from: next,
        is_past_known: isHistory,
        leased_until: this.in(leaseMs),
        failures: 0,
        error: null,
      } as never)
      return saved.rows
    })
  }

  /**
   * Ends a reading: it came to its end, or its list cannot be read on, which `error` tells. The next one begins at the
   * first page.
   */
  async finish(key: AccountKey, next: NextReadings, error: string | null = null): Promise<void> {
    const times = Object.entries(next).map(([column, ms]) => [column, this.in(ms as number)])
    await this.account(key).update({
      ...{
        read_at: this.knex.fn.now(),
        reading_since: null,
        reading_page: 1,
        reading_depth: null,
        reading_from: null,
      },
      ...{ leased_until: null, failures: 0, error },
      ...Object.fromEntries(times),
    } as never)
  }

  /** Lets go of a reading that goes on later. */
  async pause(key: AccountKey, inMs: number, error: string | null = null): Promise<void> {
    const failed = error === null ? {} : { failures: this.knex.raw("failures + 1"), error }
    await this.account(key).update({ next_read_at: this.in(inMs), leased_until: null, ...failed } as never)
  }

  /** What is known of an account's list; undefined when it was never read. */
  async state(key: AccountKey): Promise<AccountState | undefined> {
    return this.account(key).first<AccountState | undefined>()
  }

  /** Takes payments that were not compared with the attempts yet, or were read anew since, the youngest first. */
  async claimDue(key: AccountKey, limit: number, leaseMs: number, overdueMs = 0): Promise<StatementEntry[]> {
    const due = this.knex(ENTRIES)
      .where({ ...key })
      .where("due_at", "<=", this.in(-overdueMs))
      .orderBy("made_at", "desc")
      .limit(limit)
      .select("id")
      .forUpdate()
      .skipLocked()
    return this.knex(ENTRIES)
      .whereIn("id", due)
      .update({ due_at: this.in(leaseMs), tries: this.knex.raw("tries + 1") } as never)
      .returning<StatementEntry[]>("*")
  }

  /** Marks a payment as compared, unless it was read anew meanwhile. */
  async compared({ id, due_at }: StatementEntry): Promise<void> {
    await this.unchanged(id, due_at).update({ due_at: null, tries: 0 } as never)
  }

  /** Leaves a payment to be compared later. */
  async compareIn({ id, due_at }: StatementEntry, ms: number): Promise<void> {
    await this.unchanged(id, due_at).update({ due_at: this.in(ms) } as never)
  }

  /** Gives payments back whose turn did not come. */
  async giveBack(entries: readonly StatementEntry[]): Promise<void> {
    for (const { id, due_at } of entries) {
      const free = { due_at: this.knex.fn.now(), tries: this.knex.raw("greatest(0, tries - 1)") }
      await this.unchanged(id, due_at).update(free as never)
    }
  }

  /** One page of what was read, newest first, counted from 1; one row more than its size when there are more. */
  async page(key: AccountKey, page: number, size: number): Promise<StatementEntry[]> {
    return this.knex(ENTRIES)
      .where({ ...key })
      .orderByRaw("lpad(gateway_id, 40, '0') desc")
      .limit(size + 1)
      .offset((page - 1) * size)
      .select<StatementEntry[]>()
  }

  private unchanged(id: string, claimed: Date | null) {
    return this.knex(ENTRIES).where({ id }).whereRaw("date_trunc('milliseconds', due_at) = ?", [claimed])
  }

  private account({ gateway, account }: AccountKey, within: Knex = this.knex) {
    return within(ACCOUNTS).where({ gateway, account })
  }

  private in(ms: number) {
    return this.knex.raw("now() + ? * interval '1 millisecond'", [ms])
  }
}

const columnsOf = ({ gatewayId, currency, paidAt, drawnAt, ...shown }: ListedPayment) => ({
  ...shown,
  gateway_id: gatewayId ?? shown.reference,
  currency_code: currency,
  paid_at: paidAt,
  drawn_at: drawnAt === null ? null : new Date(drawnAt),
})
