import { useState } from "react"

/** Something the shopper sets off: whether it is going on, and what went wrong. */
export interface Action<A extends unknown[]> {
  run(...args: A): Promise<void>
  busy: boolean
  error: string | undefined
}

/** Wraps a call so that its progress and failure can be shown. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<unknown>): Action<A> {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const run = async (...args: A) => {
    setBusy(true)
    setError(undefined)
    try {
      await work(...args)
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure))
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, error }
}
