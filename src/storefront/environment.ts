/** What a watch needs of the browser; tests bring their own. */
export interface Environment {
  /** Milliseconds. */
  now(): number
  /** Calls back once; returns what stops it. */
  later(work: () => void, ms: number): () => void
  /** Whether nobody can see the page. */
  isHidden(): boolean
  /** Calls back whenever the shopper comes back to the page, or the network is back; returns what stops it. */
  onWake(work: () => void): () => void
}

export const browser: Environment = {
  now: () => Date.now(),
  later(work, ms) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
  isHidden: () => typeof document !== "undefined" && document.visibilityState === "hidden",
  onWake(work) {
    const woken = () => document.visibilityState === "visible" && work()
    // The back button may show a page that was frozen with all its timers.
    const restored = (event: PageTransitionEvent) => event.persisted && work()
    document.addEventListener("visibilitychange", woken)
    window.addEventListener("pageshow", restored)
    window.addEventListener("online", work)
    return () => {
      document.removeEventListener("visibilitychange", woken)
      window.removeEventListener("pageshow", restored)
      window.removeEventListener("online", work)
    }
  },
}
