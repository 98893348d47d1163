import { useCallback } from "react"
import { useSearchParams } from "react-router-dom"

import type { Query } from "./data/client"

/** Rows of a page. */
export const LIMIT = 20

/** The filters, page and opened row of a list. The page's address holds them, so that it can be shared. */
export interface ListState {
  value: (name: string) => string | undefined
  /** The page of the list and the named filters, as its route takes them. */
  query: (...filters: string[]) => Query
  /** Sets filters and returns to the first page; undefined or "" takes one away. */
  set: (values: Record<string, string | undefined>) => void
  clear: () => void
  filtered: boolean
  offset: number
  setOffset: (offset: number) => void
  opened: string | null
  open: (id: string | null) => void
}

const NO_FILTER = new Set(["offset", "id"])

export function useListState(): ListState {
  const [params, setParams] = useSearchParams()
  const change = useCallback(
    (values: Record<string, string | undefined>) =>
      setParams(
        (old) => {
          const next = new URLSearchParams(old)
          for (const [name, value] of Object.entries(values)) {
            if (value) next.set(name, value)
            else next.delete(name)
          }
          return next
        },
        { replace: true },
      ),
    [setParams],
  )
  const value = (name: string) => params.get(name) ?? undefined
  const offset = Math.max(0, Number(params.get("offset")) || 0)
  return {
    value,
    query: (...filters) => ({
      ...Object.fromEntries(filters.map((name) => [name, value(name)])),
      limit: LIMIT,
      offset,
    }),
    set: (values) => change({ ...values, offset: undefined }),
    clear: () => setParams({}, { replace: true }),
    filtered: [...params.keys()].some((name) => !NO_FILTER.has(name)),
    offset,
    setOffset: (offset) => change({ offset: offset ? String(offset) : undefined }),
    opened: params.get("id"),
    open: (id) => change({ id: id ?? undefined }),
  }
}
