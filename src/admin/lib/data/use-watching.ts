import { useCallback, useEffect, useState } from "react"

/** After this a gateway's answer is awaited no more; the sweep asks again later. */
const PATIENCE = 45_000

/** Whether the answer of a slow gateway is awaited, and what begins and ends that. */
export function useWatching(): [watching: boolean, watch: (on: boolean) => void] {
  const [watching, setWatching] = useState(false)
  useEffect(() => {
    if (!watching) return
    const timer = setTimeout(() => setWatching(false), PATIENCE)
    return () => clearTimeout(timer)
  }, [watching])
  return [watching, useCallback((on: boolean) => setWatching(on), [])]
}
