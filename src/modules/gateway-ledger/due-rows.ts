import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The rows of a table that are due, oldest first; taken out of every other process's reach for `leaseMs`. */
export async function claimDue<T>(
  knex: Knex,
  table: "payment_attempt" | "gateway_payout",
  limit: number,
  leaseMs: number,
): Promise<T[]> {
  const { rows } = await knex.raw<{ rows: (T & { was_due_at: Date })[] }>(
    `with due as (
       select id, next_check_at as was_due_at from ?? where next_check_at <= now() and deleted_at is null
       order by next_check_at limit ? for update skip locked)
     update ?? as t set next_check_at = now() + ? * interval '1 millisecond'
     from due where t.id = due.id
     returning t.*, due.was_due_at`,
    [table, limit, table, leaseMs],
  )
  return rows
    .sort((a, b) => a.was_due_at.getTime() - b.was_due_at.getTime())
    .map(({ was_due_at: _, ...row }) => row as unknown as T)
}
