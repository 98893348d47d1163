import type { QueryResultRow } from "@medusajs/framework/pg"

/** All that the histories and their auditor know of the plugin's tables. */
export type Query = <T extends QueryResultRow>(text: string, values?: unknown[]) => Promise<T[]>

/**
 * What a kind of problem is about: money that is not captured, money that is, or neither (a remark beside them, whose
 * amount is money that is accounted for elsewhere).
 */
const ABOUT: Record<string, "not captured" | "captured" | "remark"> = {
  no_order: "captured",
  refund_owed: "captured",
  order_total_differs: "remark",
  order_unfinished: "remark",
  order_not_canceled: "remark",
  refunded_at_gateway: "remark",
  payout_unclear: "remark",
  payout_waits: "remark",
  hold_expiring: "remark",
  hold_expired: "remark",
  operation_unclear: "remark",
}

export const isAboutCaptured = (kind: string) => ABOUT[kind] === "captured"
export const isAboutUncaptured = (kind: string) => (ABOUT[kind] ?? "not captured") === "not captured"

/** The problem that says that more came than was asked. */
export const OVERPAID = "overpaid"

/** The problem that says that money was sent back in the gateway's cabinet, and Medusa does not show it. */
export const REFUNDED_AT_GATEWAY = "refunded_at_gateway"

/** The problem that says that an order costs another sum than was paid for it. */
export const TOTAL_DIFFERS = "order_total_differs"

export const ATTEMPTS = `select id, gateway, provider_id, reference, session_id, payment_collection_id, status, amount,
  gateway_id, received, next_check_at is not null as "isWatched", settled_at is not null as "isSettled" from payment_attempt where deleted_at is null`

export const PROBLEMS = `select id, kind, state, resolved_by is not null as settled, attempt_id, reference,
  gateway_id, payment_collection_id, order_id, amount from payment_problem where deleted_at is null`

/** `isAlive`: it went out, or is still going to. */
export const PAYOUTS = `select id, reference, attempt_id, refund_id, amount, requested_by, approved_by,
  state not in ('canceled', 'declined') as "isAlive" from gateway_payout where deleted_at is null`

export const OPERATIONS = `select id, attempt_id, kind, key, amount, state, subject_id from payment_operation
  where deleted_at is null order by id`

/** Changes whenever anything in the books does. */
const DIGEST = `select
  (select md5(string_agg(concat_ws(' ', id, status, received, held_for, cleared_at, settled_at is null, next_check_at is null), ',' order by id))
   from payment_attempt) as attempts,
  (select md5(string_agg(concat_ws(' ', id, state), ',' order by id)) from gateway_notification) as inbox,
  (select md5(string_agg(concat_ws(' ', id, state, amount), ',' order by id)) from payment_problem) as problems,
  (select md5(string_agg(concat_ws(' ', id, state), ',' order by id)) from gateway_payout) as payouts,
  (select md5(string_agg(concat_ws(' ', id, state), ',' order by id)) from payment_operation) as operations,
  (select md5(string_agg(concat_ws(' ', id, captured_amount, status), ',' order by id)) from payment_collection) as collections,
  (select count(*) || ' ' || count(canceled_at) || ' ' || count(captured_at) from payment) as payments,
  (select count(*) || ' ' || count(due_at) from gateway_statement) as listed,
  (select count(*) from capture) as captures,
  (select count(*) from order_transaction) as entries,
  (select count(*) || ' ' || count(canceled_at) from "order" where deleted_at is null) as orders`

const PAST = "now() - interval '1 second'"

/** Tables whose rows grow older with a payment collection, and how they belong to one; those that are missing are none. */
const AGING: Record<string, string> = {
  payment_attempt: "payment_collection_id = any($1)",
  payment_problem: "payment_collection_id = any($1)",
  gateway_notification:
    "reference in (select reference from payment_attempt where payment_collection_id = any($1))",
  gateway_payout: "attempt_id in (select id from payment_attempt where payment_collection_id = any($1))",
  payment_operation: "attempt_id in (select id from payment_attempt where payment_collection_id = any($1))",
  gateway_statement:
    "reference in (select reference from payment_attempt where payment_collection_id = any($1))",
}

/** The gateways' lists are everybody's. */
const LISTS = "gateway_account"

/** A lease belongs to a living process; `makeDue` ends it where it should. */
const LEASES = ["leased_until", "deleted_at"]

export interface OpenProblem {
  id: string
  kind: string
  amount: string | null
}

/** The plugin's own books, from outside. */
export class Ledger {
  constructor(private readonly query: Query) {}

  digest = async () => JSON.stringify(await this.query(DIGEST))

  openProblems(collections: readonly string[]): Promise<OpenProblem[]> {
    return this.query(
      `select id, kind, amount from payment_problem where state = 'open' and deleted_at is null and
         (payment_collection_id = any($1)
          or attempt_id in (select id from payment_attempt where payment_collection_id = any($1)))
       order by id`,
      [collections],
    )
  }

  async attemptsOf(collections: readonly string[]): Promise<string[]> {
    const rows = await this.query<{ id: string }>(
      "select id from payment_attempt where payment_collection_id = any($1) order by id",
      [collections],
    )
    return rows.map(({ id }) => id)
  }

  /** What waits for its time is due now, as if the time had passed: everything, or what belongs to some collections. */
  async makeDue(collections?: readonly string[]): Promise<void> {
    const given = [collections ?? null]
    const own = "($1::text[] is null or payment_collection_id = any($1))"
    const attempts = `select id from payment_attempt where ${own}`
    await this.query(
      `update payment_attempt set next_check_at = ${PAST} where next_check_at is not null and ${own}`,
      given,
    )
    await this.query(
      `update gateway_notification set leased_until = ${PAST} where leased_until is not null
         and reference in (select reference from payment_attempt where ${own})`,
      given,
    )
    await this.query(
      `update gateway_statement set due_at = ${PAST} where due_at is not null
         and ($1::text[] is null or reference in (select reference from payment_attempt where ${own}))`,
      given,
    )
    await this.query(`update ${LISTS} set next_read_at = ${PAST}, next_recent_at = ${PAST}`)
    await this.query(
      `update payment_operation set next_try_at = ${PAST} where next_try_at is not null
         and ($1::text[] is null or attempt_id in (${attempts}))`,
      given,
    )
    await this.query(
      `update gateway_payout set next_check_at = ${PAST} where next_check_at is not null
         and ($1::text[] is null or attempt_id in (${attempts}))`,
      given,
    )
  }

  /** Whose reading of a list, or operation at a gateway, broke off does not come back: the time of its lease is over. */
  async endLeases(): Promise<void> {
    for (const table of [LISTS, "payment_operation"]) {
      await this.query(`update ${table} set leased_until = ${PAST} where leased_until > now()`)
    }
  }

  /** Whether some process has a gateway's list under its hands. */
  async isReading(): Promise<boolean> {
    return (await this.query(`select 1 from ${LISTS} where leased_until > now() limit 1`)).length > 0
  }

  /** Everything that is due waits for a day, so that only what is made due then is. */
  async putOff(): Promise<void> {
    const tomorrow = "now() + interval '1 day'"
    for (const table of ["payment_attempt", "gateway_payout"]) {
      await this.query(`update ${table} set next_check_at = ${tomorrow} where next_check_at is not null`)
    }
  }

  /** As if hours had passed for everything, or for what belongs to some collections. */
  async age(hours: number, collections?: readonly string[]): Promise<void> {
    for (const [table, belongs] of Object.entries(AGING)) {
      await shift(this.query, table, LEASES, hours, collections && { where: belongs, values: [collections] })
    }
    await shift(this.query, LISTS, LEASES, hours)
    // A long list is read in many sweeps, each of which goes on where the one before ended: days later all of it was read.
    await this.query(
      `update ${LISTS} set reading_since = null, reading_page = 1, reading_from = null, reading_depth = null
       where leased_until is null or leased_until < now()`,
    )
  }
}

/** Moves every time in some rows of a table back, but for some columns. */
export async function shift(
  query: Query,
  table: string,
  but: readonly string[],
  hours: number,
  rows?: { where: string; values: unknown[] },
): Promise<void> {
  const columns = await query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_name = $1 and data_type like 'timestamp%' and not (column_name = any($2))`,
    [table, but],
  )
  if (columns.length === 0) return
  const earlier = columns.map(({ name }) => `${name} = ${name} - interval '${hours} hours'`)
  await query(
    `update "${table}" set ${earlier.join(", ")} where ${rows?.where ?? "true"}`,
    rows?.values ?? [],
  )
}
