import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AccountKey } from "../types"

const TABLE = "gateway_watch"

/** When so much time has passed without a refused notification, the next one is counted from one again. */
const FORGOTTEN_AFTER = "1 day"

/** How many notifications with a wrong signature an account's addresses have refused. */
export interface Refused {
  count: number
  since: Date
  last: Date
}

/**
 * Counts notifications with a wrong signature. They are all that tells a merchant of a wrong secret key. However many a
 * stranger sends, an account has one row, and one statement runs at a time.
 */
export class Refusals {
  /** How many were counted and are not written yet, by row. */
  private readonly pending = new Map<string, number>()
  private writing: Promise<void> | undefined

  constructor(private readonly knex: Knex) {}

  /** Counts a notification without waiting for the database. What cannot be written is not counted. */
  note(account: AccountKey): void {
    const id = idOf(account)
    this.pending.set(id, (this.pending.get(id) ?? 0) + 1)
    this.writing ??= this.write()
      .catch(() => undefined)
      .finally(() => (this.writing = undefined))
  }

  /** The counts of these accounts, by "gateway account". */
  async of(accounts: readonly AccountKey[]): Promise<Map<string, Refused>> {
    await this.writing
    const rows = await this.knex(TABLE)
      .whereIn("id", accounts.map(idOf))
      .select<{ id: string; last_run_at: Date; next_run_at: Date | null; count: number }[]>("*")
    return new Map(
      rows.map(({ id, last_run_at, next_run_at, count }) => [
        id.slice(PREFIX.length),
        { count, since: last_run_at, last: next_run_at ?? last_run_at },
      ]),
    )
  }

  private async write(): Promise<void> {
    for (let [next] = this.pending; next; [next] = this.pending) {
      const [id, count] = next
      this.pending.delete(id)
      await this.knex.raw(
        `insert into gateway_watch as w (id, last_run_at, next_run_at, count) values (:id, now(), now(), :count)
         on conflict (id) do update set
           count = case when w.next_run_at < now() - interval '${FORGOTTEN_AFTER}' then 0 else w.count end + :count,
           last_run_at = case when w.next_run_at < now() - interval '${FORGOTTEN_AFTER}' then now() else w.last_run_at end,
           next_run_at = now(), updated_at = now()`,
        { id, count },
      )
    }
  }
}

const PREFIX = "refused "
const idOf = ({ gateway, account }: AccountKey) => `${PREFIX}${gateway} ${account}`
