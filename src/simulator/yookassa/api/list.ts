import { invalid } from "./answer"
import { cursorId } from "../ids"
import { isMethod } from "../methods"
import type { YookassaStatus } from "../types"

/** What a list can be filtered by. */
export interface Listed {
  id: string
  status: YookassaStatus
  createdAt: number
  capturedAt?: number | null
  method?: string | null
  paymentId?: string
}

const COMPARE: Record<string, (time: number, limit: number) => boolean> = {
  gte: (time, limit) => time >= limit,
  gt: (time, limit) => time > limit,
  lte: (time, limit) => time <= limit,
  lt: (time, limit) => time < limit,
}

const STATUSES = ["pending", "waiting_for_capture", "succeeded", "canceled"]

type Filter = (one: Listed) => boolean

/** The cursors of lists. Each is opaque, and valid for the filters that it was made with. */
export class Cursors {
  private known = new Map<string, { filters: string; after: string }>()

  /** One page, newest first, and the cursor of the next. */
  page<T extends Listed>(items: readonly T[], query: URLSearchParams, names: readonly string[]) {
    const filter = filterOf(query, names)
    const fitting = items.filter(filter).reverse()
    const start = this.startOf(fitting, query)
    const size = limitOf(query)
    const page = fitting.slice(start, start + size)
    const last = page.at(-1)
    const more = last !== undefined && fitting.length > start + size
    return { page, next: more ? this.remember(query, last.id) : null }
  }

  clear(): void {
    this.known.clear()
  }

  private startOf(fitting: readonly Listed[], query: URLSearchParams): number {
    const cursor = query.get("cursor")
    if (cursor === null) return 0
    const entry = this.known.get(cursor)
    if (!entry || entry.filters !== filtersOf(query)) throw invalid("Cursor is illegal", "cursor")
    return fitting.findIndex(({ id }) => id === entry.after) + 1
  }

  private remember(query: URLSearchParams, after: string): string {
    const cursor = cursorId()
    this.known.set(cursor, { filters: filtersOf(query), after })
    return cursor
  }
}

/** The filters of a query. They must be repeated with the cursor: documented. */
function filtersOf(query: URLSearchParams): string {
  const rest = [...query].filter(([name]) => name !== "cursor" && name !== "limit")
  return JSON.stringify(rest.sort(([a], [b]) => a.localeCompare(b)))
}

function limitOf(query: URLSearchParams): number {
  const limit = query.get("limit") ?? "10"
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 100)
    throw invalid("Limit must be from 1 to 100", "limit")
  return Number(limit)
}

/** Unknown parameters are refused: a misspelt filter would list everything. */
function filterOf(query: URLSearchParams, names: readonly string[]): Filter {
  const filters = [...query]
    .filter(([name]) => name !== "cursor" && name !== "limit")
    .map(([name, value]) => oneFilter(name, value, names))
  return (one) => filters.every((fits) => fits(one))
}

function oneFilter(name: string, value: string, names: readonly string[]): Filter {
  const [field = "", comparison] = name.split(".")
  if (!names.includes(field)) throw invalid(`Unknown parameter ${name}`, name)
  if (comparison !== undefined) return timeFilter(field, comparison, value)
  switch (name) {
    case "status":
      if (!STATUSES.includes(value)) throw invalid("Status is illegal", name)
      return ({ status }) => status === value
    case "payment_method":
      if (!isMethod(value)) throw invalid("Payment method is illegal", name)
      return ({ method }) => method === value
    case "payment_id":
      return ({ paymentId }) => paymentId === value
    default:
      throw invalid(`Unknown parameter ${name}`, name)
  }
}

function timeFilter(field: string, comparison: string, value: string): Filter {
  const compare = Object.hasOwn(COMPARE, comparison) ? COMPARE[comparison] : undefined
  const limit = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : Number.NaN
  const place = `${field}.${comparison}`
  if (!compare || (field !== "created_at" && field !== "captured_at"))
    throw invalid(`Unknown parameter ${place}`, place)
  if (Number.isNaN(limit)) throw invalid("Time must be ISO 8601", place)
  return (one) => {
    const time = field === "created_at" ? one.createdAt : (one.capturedAt ?? null)
    return time !== null && compare(time, limit)
  }
}
