import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const TABLE = "gateway_watch"

/** After so long without one, the next refused notification is counted anew. */
const FORGOTTEN_AFTER = "1 day"

/** Whose notifications: those of an account at a gateway. */
export interface AccountKey {
  gateway: string
  account: string
}

/** Notifications with a wrong signature that an account's addresses have refused. */
export interface Refused {
  count: number
  since: Date
  last: Date
}

/**
 * Counts notifications with a wrong signature, for a merchant whose secret key is wrong: nothing else tells of it. One row
 * for each account, and one statement at a time, however many a stranger sends.
 */
export class Refusals {
  private readonly knex: Knex
  /** Not written yet. */
  private readonly pending = new Map<string, number>()
  private writing: Promise<void> | undefined

  constructor({ knex }: { knex: Knex }) {
    this.knex = knex
  }

  /** Counts one, and waits for nothing. What cannot be written is not counted. */
  note(account: AccountKey): void {
    const id = idOf(account)
    this.pending.set(id, (this.pending.get(id) ?? 0) + 1)
    this.writing ??= this.write()
      .catch(() => undefined)
      .finally(() => (this.writing = undefined))
  }

  /** By account, as "gateway account". */
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
