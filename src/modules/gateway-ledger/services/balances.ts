import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Balance } from "../../../core"
import { newId } from "../sql/columns"
import type { BalanceSnapshot } from "../types"

const TABLE = "balance_snapshot"

/** Snapshots of what the accounts held. */
export class Balances {
  constructor(private readonly knex: Knex) {}

  /** Records what an account holds, in each of its currencies. */
  async record(providerId: string, balances: readonly Balance[], takenAt: Date): Promise<void> {
    if (balances.length === 0) return
    await this.knex(TABLE).insert(
      balances.map(({ currency, available, pending, canceled }) => ({
        id: newId("gwbal"),
        provider_id: providerId,
        currency_code: currency,
        available,
        pending,
        canceled,
        taken_at: takenAt,
      })),
    )
  }

  /** The newest snapshot of each account, with all its currencies. */
  async newest(providers: readonly string[]): Promise<BalanceSnapshot[]> {
    const { rows } = await this.knex.raw<{ rows: BalanceSnapshot[] }>(
      `select s.* from unnest(?::text[]) as p(provider_id)
       join balance_snapshot s on s.provider_id = p.provider_id and s.deleted_at is null
        and s.taken_at = (select max(taken_at) from balance_snapshot
                          where provider_id = p.provider_id and deleted_at is null)
       order by s.provider_id, s.currency_code`,
      [[...providers]],
    )
    return rows
  }

  /** The last snapshot of each day by the database's clock, by account and currency, oldest first. */
  async daily(
    days: number,
  ): Promise<Pick<BalanceSnapshot, "provider_id" | "currency_code" | "taken_at" | "available">[]> {
    const day = this.knex.raw("taken_at::date")
    return this.knex<BalanceSnapshot, BalanceSnapshot[]>(TABLE)
      .whereNull("deleted_at")
      .distinctOn(["provider_id", "currency_code", day] as never)
      .select("provider_id", "currency_code", "taken_at", "available")
      .where("taken_at", ">=", this.knex.raw("current_date - ?::int", [days - 1]))
      .orderByRaw("provider_id, currency_code, taken_at::date, taken_at desc")
  }
}
