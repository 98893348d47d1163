import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type {
  AttemptFilters,
  GatewayNotification,
  ListedAttempt,
  NotificationFilters,
  PageOf,
  PageRequest,
  PaymentProblem,
  Payout,
  PayoutFilters,
  ProblemFilters,
  SearchText,
} from "../types"

type Query = Knex.QueryBuilder

/**
 * Pages of the ledger's tables for people, newest first. Each costs two statements whatever it holds: a page and its
 * count.
 */
export class Search {
  private readonly knex: Knex

  constructor({ knex }: { knex: Knex }) {
    this.knex = knex
  }

  attempts(filters: AttemptFilters, page: PageRequest): Promise<PageOf<ListedAttempt>> {
    const { gatewayId, search, from, to, problem } = filters
    const rows = this.rows("payment_attempt", {
      id: filters.ids,
      provider_id: filters.providers,
      status: filters.statuses,
      session_id: filters.sessions,
      payment_collection_id: filters.collections,
      reference: filters.references,
      gateway_id: gatewayId === undefined ? undefined : [gatewayId],
    })
    const open = this.knex("payment_problem as p")
      .where({ "p.state": "open", "p.deleted_at": null })
      .whereRaw("p.attempt_id = payment_attempt.id")
    if (from) rows.where("created_at", ">=", from)
    if (to) rows.where("created_at", "<=", to)
    if (problem === true) rows.whereExists(open.clone().select(this.knex.raw("1")))
    if (problem === false) rows.whereNotExists(open.clone().select(this.knex.raw("1")))
    if (search) {
      rows.where((found) =>
        // Without the last condition where it holds nothing: with it, PostgreSQL would not use the others' indexes.
        search.collections.length > 0
          ? byNumber(found, search).orWhereIn("payment_collection_id", search.collections)
          : byNumber(found, search),
      )
    }
    const open_problems = open.select(this.knex.raw("count(*)::int")).as("open_problems")
    return this.page("payment_attempt", rows, page, open_problems)
  }

  problems(filters: ProblemFilters, page: PageRequest): Promise<PageOf<PaymentProblem>> {
    const { search } = filters
    const rows = this.rows("payment_problem", {
      id: filters.ids,
      attempt_id: filters.attempts,
      state: filters.states,
      kind: filters.kinds,
      provider_id: filters.providers,
    })
    if (search) {
      const attempts = this.knex("payment_attempt").select("id").where({ gateway_id: search.text })
      rows.where((found) =>
        found
          .whereLike("reference", beginning(search.text))
          .orWhereIn("payment_collection_id", search.collections)
          .orWhereIn("order_id", search.orders)
          .orWhereIn("attempt_id", attempts),
      )
    }
    return this.page("payment_problem", rows, page)
  }

  notifications(
    filters: NotificationFilters,
    page: PageRequest,
  ): Promise<PageOf<GatewayNotification & { attempt_id: string | null }>> {
    const { search } = filters
    const rows = this.rows("gateway_notification", {
      id: filters.ids,
      state: filters.states,
      provider_id: filters.providers,
      reference: filters.references,
    })
    if (search) {
      const attempts = this.knex("payment_attempt")
        .select("provider_id", "reference")
        .whereIn("payment_collection_id", search.collections)
      rows.where((found) =>
        search.collections.length > 0
          ? byNumber(found, search).orWhereIn(["provider_id", "reference"], attempts)
          : byNumber(found, search),
      )
    }
    const attempt = this.knex("payment_attempt as a")
      .select("a.id")
      .where({ "gateway_notification.subject": "payment", "a.deleted_at": null })
      .whereRaw("a.reference = gateway_notification.reference")
      .whereRaw("a.provider_id = gateway_notification.provider_id")
      .as("attempt_id")
    return this.page("gateway_notification", rows, page, attempt)
  }

  payouts(filters: PayoutFilters, page: PageRequest): Promise<PageOf<Payout>> {
    const { text } = filters
    const rows = this.rows("gateway_payout", {
      id: filters.ids,
      state: filters.states,
      provider_id: filters.providers,
    })
    if (text) rows.where((found) => byNumber(found, { text }).orWhere({ account: text }))
    return this.page("gateway_payout", rows, page)
  }

  /** Rows whose columns have one of the values; any where none are given. */
  private rows(table: string, columns: Record<string, string[] | undefined>): Query {
    const rows = this.knex(table).whereNull("deleted_at")
    for (const [column, values] of Object.entries(columns)) {
      if (values) rows.whereIn(column, values)
    }
    return rows
  }

  /** What is beyond the page's own columns is read for its rows only. */
  private async page<T>(table: string, rows: Query, page: PageRequest, extra?: Query): Promise<PageOf<T>> {
    const { limit, offset = 0, oldestFirst = false, after, withoutCount = false } = page
    const direction = oldestFirst ? "asc" : "desc"
    const order = ["created_at", "id"].map((column) => ({ column, order: direction }))
    const part = rows.clone().select("*").orderBy(order).limit(limit).offset(offset)
    if (after) part.whereRaw("(created_at, id) < (?::timestamptz, ?)", [after.position, after.id])
    const shown = await this.knex
      .from(part.as(table))
      .select("*", this.knex.raw("created_at::text as position"), ...(extra ? [extra] : []))
      .orderBy(order)
    return { rows: shown as T[], count: withoutCount ? 0 : await countOf(rows) }
  }
}

/** Everything that begins with a text, whatever it holds. */
const beginning = (text: string) => `${text.replace(/[\\%_]/g, "\\$&")}%`

const byNumber = (query: Query, { text }: Pick<SearchText, "text">): Query =>
  query.whereLike("reference", beginning(text)).orWhere({ gateway_id: text })

async function countOf(rows: Query): Promise<number> {
  const [row] = await rows.clone().select(rows.client.raw("count(*)::int as count"))
  return (row as { count: number }).count
}
