import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"

import { KEY } from "./queries"

/** Reads the data of these pages again when Medusa's own page has read its order again: it captures and refunds too. */
export function useFollowing(order: object): void {
  const queries = useQueryClient()
  const seen = useRef(order)
  useEffect(() => {
    if (seen.current === order) return
    seen.current = order
    void queries.invalidateQueries({ queryKey: [KEY] })
  }, [order, queries])
}
