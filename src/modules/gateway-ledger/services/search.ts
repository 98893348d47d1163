import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MOST_COUNTED } from "../../../core"
import { ENTRY_AND_STATE } from "../large-indexes"
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
 * Pages of the ledger's tables for people, newest first. A page costs two statements, its rows and their count, and a search
 * by a payment's number or collection one more before. Indexes answer all of them: what is looked for in another table is
 * read first, since PostgreSQL uses no index for "this value, or one of a subquery".
 */
export class Search {
  constructor(private readonly knex: Knex) {}

  attempts(filters: AttemptFilters, page: PageRequest): Promise<PageOf<ListedAttempt>> {
    const { gatewayId, search, from, to, problem, providers, statuses } = filters
    const both =
      providers &&
      statuses &&
      providers.flatMap((provider) => statuses.map((status) => `${provider} ${status}`))
    const rows = this.rows("payment_attempt", {
      id: filters.ids,
      provider_id: both ? undefined : providers,
      status: both ? undefined : statuses,
      session_id: filters.sessions,
      payment_collection_id: filters.collections,
      reference: filters.references,
      gateway_id: gatewayId === undefined ? undefined : [gatewayId],
    })
    if (both) rows.whereIn(this.knex.raw(ENTRY_AND_STATE) as never, both)
    const open = this.knex("payment_problem as p")
      .where({ "p.state": "open", "p.deleted_at": null })
      .whereRaw("p.attempt_id = payment_attempt.id")
    if (from) rows.where("created_at", ">=", from)
    if (to) rows.where("created_at", "<=", to)
    if (problem === true) rows.whereExists(open.clone().select(this.knex.raw("1")))
    if (problem === false) rows.whereNotExists(open.clone().select(this.knex.raw("1")))
    const found = search && [...byNumber(search), ["payment_collection_id", search.collections] as const]
    const open_problems = open.select(this.knex.raw("count(*)::int")).as("open_problems")
    return this.page("payment_attempt", rows, page, { found, extra: open_problems })
  }

  async problems(filters: ProblemFilters, page: PageRequest): Promise<PageOf<PaymentProblem>> {
    const { search } = filters
    const rows = this.rows("payment_problem", {
      id: filters.ids,
      attempt_id: filters.attempts,
      state: filters.states,
      kind: filters.kinds,
      provider_id: filters.providers,
    })
    const found: Found[] | undefined = search && [
      beginning(search),
      ["payment_collection_id", search.collections],
      ["order_id", search.orders],
      ["attempt_id", await this.attemptsWith("id", "gateway_id", [search.text])],
    ]
    return this.page("payment_problem", rows, page, { found })
  }

  async notifications(
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
    const found: Found[] | undefined = search && [
      ...byNumber(search),
      ["reference", await this.attemptsWith("reference", "payment_collection_id", search.collections)],
    ]
    const attempt = this.knex("payment_attempt as a")
      .select("a.id")
      .where({ "gateway_notification.subject": "payment", "a.deleted_at": null })
      .whereRaw("a.reference = gateway_notification.reference")
      .whereRaw("a.provider_id = gateway_notification.provider_id")
      .as("attempt_id")
    return this.page("gateway_notification", rows, page, { found, extra: attempt })
  }

  payouts(filters: PayoutFilters, page: PageRequest): Promise<PageOf<Payout>> {
    const { text } = filters
    const rows = this.rows("gateway_payout", {
      id: filters.ids,
      state: filters.states,
      provider_id: filters.providers,
    })
    const found: Found[] | undefined = text ? [...byNumber({ text }), ["account", [text]]] : undefined
    return this.page("gateway_payout", rows, page, { found })
  }

  /** One column of the attempts that have one of the values in another column. */
  private async attemptsWith(
    column: "id" | "reference",
    where: "gateway_id" | "payment_collection_id",
    values: readonly string[],
  ): Promise<string[]> {
    if (values.length === 0) return []
    const rows = await this.rows("payment_attempt", { [where]: [...values] }).select(column)
    return (rows as Record<string, string>[]).map((row) => row[column] as string)
  }

  /** Rows whose columns each have one of their values; undefined values do not restrict. */
  private rows(table: string, columns: Record<string, string[] | undefined>): Query {
    const rows = this.knex(table).whereNull("deleted_at")
    for (const [column, values] of Object.entries(columns)) {
      if (values) rows.whereIn(column, values)
    }
    return rows
  }

  /** Reads a page; `extra`, a further column, is computed for the rows of the page only. */
  private async page<T>(
    table: string,
    rows: Query,
    page: PageRequest,
    { found, extra }: { found?: readonly Found[]; extra?: Query } = {},
  ): Promise<PageOf<T>> {
    const { limit, offset = 0, oldestFirst = false, after, withoutCount = false } = page
    const direction = oldestFirst ? "asc" : "desc"
    const order = ["created_at", "id"].map((column) => ({ column, order: direction }))
    const part = (query: Query) => {
      if (after) query.whereRaw("(created_at, id) < (?::timestamptz, ?)", [after.position, after.id])
      return query.orderBy(order).limit(limit).offset(offset)
    }
    // Without a count all rows are wanted, part by part, so the search has no limit.
    const union = found && this.either(rows, found, withoutCount ? undefined : MOST_COUNTED)
    const own = union
      ? this.knex(table)
          .whereIn("id", part(this.knex.from(union.as("found")).select("id")))
          .select("*")
      : part(rows.clone().select("*"))
    const shown = await this.knex
      .from(own.as(table))
      .select("*", this.knex.raw("created_at::text as position"), ...(extra ? [extra] : []))
      .orderBy(order)
    return { rows: shown as T[], count: withoutCount ? 0 : await this.countOf(union ?? rows) }
  }

  /** The union of what each condition finds, at most so many rows by each. A single condition would find all rows first. */
  private either(rows: Query, found: readonly Found[], most?: number): Query {
    const each = found
      .filter((one) => typeof one === "function" || one[1].length > 0)
      .map((one) => {
        const query = rows.clone().select("id", "created_at")
        if (most !== undefined) query.limit(most)
        return typeof one === "function" ? one(query) : query.whereIn(one[0], [...one[1]])
      })
    return this.knex.union(each, true)
  }

  /** Counts rows up to a limit, since PostgreSQL counts by reading every row. */
  private async countOf(rows: Query): Promise<number> {
    const some = this.knex.from(rows.clone().as("rows")).select(this.knex.raw("1")).limit(MOST_COUNTED)
    const row = await this.knex.from(some.as("counted")).count<{ count: string }[]>("* as count").first()
    return Number(row?.count ?? 0)
  }
}

/** A condition that finds rows: a column with its values, or a function that restricts a query. */
type Found = readonly [column: string, values: readonly string[]] | ((rows: Query) => Query)

/**
 * Finds references that begin with a text, wildcards included. References begin with their time, so the order of the index,
 * from its end, is newest first.
 */
const beginning =
  ({ text }: Pick<SearchText, "text">): Found =>
  (rows) =>
    rows.whereLike("reference", `${text.replace(/[\\%_]/g, "\\$&")}%`).orderByRaw("reference using ~>~")

const byNumber = (search: Pick<SearchText, "text">): Found[] => [
  beginning(search),
  ["gateway_id", [search.text]],
]
