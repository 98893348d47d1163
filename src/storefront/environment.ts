/** What watching needs of the surroundings, so that tests can bring their own. */
export interface Environment {
  /** Milliseconds. */
  now(): number
  /** Calls back once; returns how to forget it. */
  later(work: () => void, ms: number): () => void
  /** Whether nobody can see the page. */
  isHidden(): boolean
  /** Calls back when the shopper comes back to the page, or the network to the shopper; returns how to stop. */
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
    // The page that the back button brings may have been frozen with all its timers.
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
