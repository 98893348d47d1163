import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { fromNow, isFree } from "../sql/times"
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

/** A payment is compared with its attempt again when one of these columns changes. */
const SHOWN = ["status", "code", "asked", "received", "refunded", "currency_code", "test"]

const isOther = SHOWN.map((column) => `e.${column} is distinct from excluded.${column}`).join(" or ")

/** Saves a page's rows, and tells of each what was known of it before. */
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
  /** Where the next page begins, as the gateway puts it. */
  next?: string | null
  since: Date
  isHistory?: boolean
  leaseMs?: number
}

/** The gateways' own lists of payments as they were read, and how far each account's list was read. */
export class Statements {
  constructor(private readonly knex: Knex) {}

  /**
   * Leases the reading of an account's list that is due.
   *
   * @param overdueMs for how long it must have been due
   */
  async claimReading(key: AccountKey, leaseMs: number, overdueMs = 0): Promise<AccountState | undefined> {
    const claim = () =>
      this.account(key)
        .where("next_read_at", "<=", this.in(-overdueMs))
        .where((row) => isFree(row))
        .update({ leased_until: this.in(leaseMs) } as never)
        .returning<AccountState[]>("*")
    const [claimed] = await claim()
    if (claimed || (await this.state(key))) return claimed
    // The first reading of an account makes its row.
    await this.knex(ACCOUNTS).insert(key).onConflict(["gateway", "account"]).ignore()
    return (await claim())[0]
  }

  /** Makes a `recent` reading of an account's list due now, unless the list was read since `unlessReadAt`. */
  async wake(key: AccountKey, unlessReadAt: Date): Promise<void> {
    await this.account(key)
      .where((old) => old.whereNull("read_at").orWhere("read_at", "<", unlessReadAt))
      .update({ next_read_at: this.knex.fn.now(), next_recent_at: this.knex.fn.now() } as never)
  }

  /** Begins a reading. Returns when, by the database's clock, which also tells when rows were seen. */
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
   * Saves a page, notes which page is next, and renews the lease, in one transaction. With `isHistory` payments whose
   * references tell no time count as older than all that is known.
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

  /** Ends a reading, which came to the end of its list, or failed with `error`. The next one begins at the first page. */
  async finish(key: AccountKey, next: NextReadings, error: string | null = null): Promise<void> {
    const times = Object.entries(next).map(([column, ms]) => [column, this.in(ms as number)])
    await this.account(key).update({
      read_at: this.knex.fn.now(),
      ...{ reading_since: null, reading_page: 1, reading_depth: null, reading_from: null },
      ...{ leased_until: null, failures: 0, error },
      ...Object.fromEntries(times),
    } as never)
  }

  /** Ends the lease of a reading, which continues in so many milliseconds. */
  async pause(key: AccountKey, inMs: number, error: string | null = null): Promise<void> {
    const failed = error === null ? {} : { failures: this.knex.raw("failures + 1"), error }
    await this.account(key).update({ next_read_at: this.in(inMs), leased_until: null, ...failed } as never)
  }

  /** How far an account's list was read; undefined when it was never read. */
  async state(key: AccountKey): Promise<AccountState | undefined> {
    return this.account(key).first<AccountState | undefined>()
  }

  /** Leases listed payments that are to be compared with their attempts, the youngest first. */
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

  /** Marks a payment as compared, unless it has changed meanwhile. */
  async compared({ id, due_at }: StatementEntry): Promise<void> {
    await this.unchanged(id, due_at).update({ due_at: null, tries: 0 } as never)
  }

  /** Puts the comparison of a payment off. */
  async compareIn({ id, due_at }: StatementEntry, ms: number): Promise<void> {
    await this.unchanged(id, due_at).update({ due_at: this.in(ms) } as never)
  }

  /** Ends leases early: nobody has compared these payments. */
  async giveBack(entries: readonly StatementEntry[]): Promise<void> {
    for (const { id, due_at } of entries) {
      const free = { due_at: this.knex.fn.now(), tries: this.knex.raw("greatest(0, tries - 1)") }
      await this.unchanged(id, due_at).update(free as never)
    }
  }

  /** A page of the list as it was read, newest first, counted from 1. One row more than `size` when there are more pages. */
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
    return fromNow(this.knex, ms)
  }
}

const columnsOf = ({ gatewayId, currency, paidAt, drawnAt, ...shown }: ListedPayment) => ({
  ...shown,
  gateway_id: gatewayId ?? shown.reference,
  currency_code: currency,
  paid_at: paidAt,
  drawn_at: drawnAt === null ? null : new Date(drawnAt),
})
