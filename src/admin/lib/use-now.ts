import { useSyncExternalStore } from "react"

const EVERY = 15_000

let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** The time, a few times a minute; one clock for the whole page. */
export const useNow = () => useSyncExternalStore(subscribe, () => now)

function subscribe(listener: () => void): () => void {
  // Nobody has moved the clock while nobody looked at it.
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
