import { useCallback, useEffect, useState } from "react"

/** A gateway that has not answered by then does not: the sweep asks again later. */
const PATIENCE = 45_000

/** Whether the answer of a slow gateway is awaited, and how to begin and to end that. */
export function useWatching(): [watching: boolean, watch: (on: boolean) => void] {
  const [watching, setWatching] = useState(false)
  useEffect(() => {
    if (!watching) return
    const timer = setTimeout(() => setWatching(false), PATIENCE)
    return () => clearTimeout(timer)
  }, [watching])
  return [watching, useCallback((on: boolean) => setWatching(on), [])]
}
