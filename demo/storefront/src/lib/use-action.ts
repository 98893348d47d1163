import { useState } from "react"

import { useSpeech } from "../language/language"

/** Something the shopper sets off: whether it is going on, and what went wrong. */
export interface Action<A extends unknown[]> {
  run(...args: A): Promise<void>
  busy: boolean
  /** In the shopper's language; what the server says of it is not. */
  error: string | undefined
}

/** Wraps a call so that its progress and failure can be shown. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<unknown>): Action<A> {
  const { t } = useSpeech()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const run = async (...args: A) => {
    setBusy(true)
    setError(undefined)
    try {
      await work(...args)
    } catch (failure) {
      console.error(failure)
      setError(t("notDone"))
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, error }
}
