import { useCallback, useEffect, useState, type DependencyList } from "react"

/** An answer on its way: not there yet, there, or failed. */
export interface Loaded<T> {
  value: T | undefined
  hasFailed: boolean
  again: () => void
}

/** The answer of a request; asked again when a dependency changes. */
export function useLoaded<T>(load: () => Promise<T>, dependencies: DependencyList): Loaded<T> {
  const [round, setRound] = useState(0)
  const [state, setState] = useState<{ value?: T; hasFailed: boolean }>({ hasFailed: false })
  useEffect(() => {
    let current = true
    load()
      .then((value) => current && setState({ value, hasFailed: false }))
      .catch(() => current && setState((before) => ({ ...before, hasFailed: true })))
    return () => {
      current = false
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the caller names what its request depends on
  }, [...dependencies, round])
  const again = useCallback(() => {
    setState((before) => ({ ...before, hasFailed: false }))
    setRound((last) => last + 1)
  }, [])
  return { value: state.value, hasFailed: state.hasFailed, again }
}
