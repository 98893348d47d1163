import type { Context } from "@medusajs/framework/types"
import { InjectManager, MedusaContext } from "@medusajs/framework/utils"
import { ProblemBooks } from "./problem-books"
import { manager } from "./tables"
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
  Search,
} from "./types"
import { marks, prefixPattern, Where } from "./where"

const OPEN_PROBLEMS = `payment_problem p where p.state = 'open' and p.deleted_at is null and p.attempt_id = payment_attempt.id`

/**
 * Pages of the ledger's tables for people, newest first. Each costs two statements whatever it holds: a page and its
 * count.
 */
export class Lists extends ProblemBooks {
  pageOfAttempts(filters: AttemptFilters, page: PageRequest): Promise<PageOf<ListedAttempt>> {
    const { gatewayId, search, ids, sessions, collections, references } = filters
    const where = new Where()
      .oneOf("id", ids)
      .oneOf("provider_id", filters.providers)
      .oneOf("status", filters.statuses)
      .oneOf("session_id", sessions)
      .oneOf("payment_collection_id", collections)
      .oneOf("reference", references)
      .oneOf("gateway_id", gatewayId ? [gatewayId] : undefined)
    if (filters.from) where.and("created_at >= ?", filters.from)
    if (filters.to) where.and("created_at <= ?", filters.to)
    if (filters.problem !== undefined) {
      where.and(`${filters.problem ? "" : "not "}exists (select 1 from ${OPEN_PROBLEMS})`)
    }
    if (search) where.and(...found(search, `payment_collection_id in (${marks(search.collections)})`))
    const extra = `, (select count(*)::int from ${OPEN_PROBLEMS}) as open_problems`
    return this.page("payment_attempt", where, page, extra)
  }

  pageOfProblems(filters: ProblemFilters, page: PageRequest): Promise<PageOf<PaymentProblem>> {
    const { search } = filters
    const where = new Where()
      .oneOf("id", filters.ids)
      .oneOf("attempt_id", filters.attempts)
      .oneOf("state", filters.states)
      .oneOf("kind", filters.kinds)
      .oneOf("provider_id", filters.providers)
    if (search) {
      const { collections, orders, text } = search
      where.and(
        `reference like ? or payment_collection_id in (${marks(collections)}) or order_id in (${marks(orders)})
         or attempt_id in (select id from payment_attempt where gateway_id = ?)`,
        ...[prefixPattern(text), ...collections, ...orders, text],
      )
    }
    return this.page("payment_problem", where, page)
  }

  pageOfNotifications(
    filters: NotificationFilters,
    page: PageRequest,
  ): Promise<PageOf<GatewayNotification & { attempt_id: string | null }>> {
    const { search } = filters
    const where = new Where()
      .oneOf("id", filters.ids)
      .oneOf("state", filters.states)
      .oneOf("provider_id", filters.providers)
      .oneOf("reference", filters.references)
    if (search) {
      const inCollections = `(provider_id, reference) in
        (select provider_id, reference from payment_attempt where payment_collection_id in (${marks(search.collections)}))`
      where.and(...found(search, inCollections))
    }
    const attempt = `, (select id from payment_attempt a where gateway_notification.subject = 'payment' and a.deleted_at is null
                          and a.reference = gateway_notification.reference
                          and a.provider_id = gateway_notification.provider_id) as attempt_id`
    return this.page("gateway_notification", where, page, attempt)
  }

  pageOfPayouts(filters: PayoutFilters, page: PageRequest): Promise<PageOf<Payout>> {
    const where = new Where()
      .oneOf("id", filters.ids)
      .oneOf("state", filters.states)
      .oneOf("provider_id", filters.providers)
    if (filters.text) {
      where.and(
        "reference like ? or gateway_id = ? or account = ?",
        ...[prefixPattern(filters.text), filters.text, filters.text],
      )
    }
    return this.page("gateway_payout", where, page)
  }

  /** What is beyond the page's own columns is read for its rows only. */
  @InjectManager()
  protected async page<T>(
    table: string,
    where: Where,
    { limit, offset = 0, oldestFirst = false, after, withoutCount = false }: PageRequest,
    extra = "",
    @MedusaContext() context: Context = {},
  ): Promise<PageOf<T>> {
    const em = manager(context)
    const count = async (): Promise<number> => {
      if (withoutCount) return 0
      const [row] = await em.execute(
        `select count(*)::int as count from ${table} where ${where}`,
        where.values,
      )
      return (row as { count: number }).count
    }
    const direction = oldestFirst ? "asc" : "desc"
    const position = after ? ` and (created_at, id) < (?::timestamptz, ?)` : ""
    const order = `order by created_at ${direction}, id ${direction}`
    const rows = await em.execute(
      `select * ${extra}, created_at::text as position
       from (select * from ${table} where ${where}${position} ${order} limit ? offset ?) as ${table} ${order}`,
      [...where.values, ...(after ? [after.position, after.id] : []), limit, offset],
    )
    return { rows: rows as T[], count: await count() }
  }
}

/** Without the third condition where it holds nothing: with it, PostgreSQL would not use the indexes of the others. */
function found({ text, collections }: Search, orIn: string): [string, ...unknown[]] {
  const byNumber: [string, ...unknown[]] = ["reference like ? or gateway_id = ?", prefixPattern(text), text]
  if (collections.length === 0) return byNumber
  const [condition, ...values] = byNumber
  return [`${condition} or ${orIn}`, ...values, ...collections]
}
