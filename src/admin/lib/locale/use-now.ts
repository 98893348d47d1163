import { useSyncExternalStore } from "react"

const EVERY = 15_000

let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** The time, by one clock for the whole page that ticks a few times a minute. */
export const useNow = () => useSyncExternalStore(subscribe, () => now)

function subscribe(listener: () => void): () => void {
  // The clock stands still while nobody reads it.
  if (listeners.size === 0) now = Date.now()
  listeners.add(listener)
  timer ??= setInterval(tick, EVERY)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}
