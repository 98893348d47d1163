import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"

import { KEY } from "./queries"

/** Reads what these pages show again whenever Medusa's own page shows another order: it captures and refunds, too. */
export function useFollowing(order: object): void {
  const queries = useQueryClient()
  const seen = useRef(order)
  useEffect(() => {
    if (seen.current === order) return
    seen.current = order
    void queries.invalidateQueries({ queryKey: [KEY] })
  }, [order, queries])
}
