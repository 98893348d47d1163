import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Balance } from "../../../core"
import { newId } from "../columns"
import type { BalanceSnapshot } from "../types"

const TABLE = "balance_snapshot"

/** What the accounts held, and when. */
export class Balances {
  private readonly knex: Knex

  constructor({ knex }: { knex: Knex }) {
    this.knex = knex
  }

  /** Writes down what an account holds, in each of its currencies. */
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

  /** When an account was written down last. */
  async lastTakenAt(providerId: string): Promise<Date | null> {
    const row = await this.rows()
      .where({ provider_id: providerId })
      .max<{ max: Date | null }>("taken_at as max")
      .first()
    return row?.max ?? null
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

  /** The last snapshot of each day, by account and currency, oldest first. Days are those of the database's clock. */
  async daily(
    days: number,
  ): Promise<Pick<BalanceSnapshot, "provider_id" | "currency_code" | "taken_at" | "available">[]> {
    const day = this.knex.raw("taken_at::date")
    return this.rows()
      .distinctOn(["provider_id", "currency_code", day] as never)
      .select("provider_id", "currency_code", "taken_at", "available")
      .where("taken_at", ">=", this.knex.raw("current_date - ?::int", [days - 1]))
      .orderByRaw("provider_id, currency_code, taken_at::date, taken_at desc")
  }

  private rows() {
    return this.knex<BalanceSnapshot, BalanceSnapshot[]>(TABLE).whereNull("deleted_at")
  }
}
