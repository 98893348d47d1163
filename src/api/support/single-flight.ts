/** Time that passes; injected, so that tests decide about it. */
export interface Timer {
  /** Calls back after so many milliseconds, unless it is stopped before. */
  start(ms: number, passed: () => void): { stop(): void }
}

export const systemTimer: Timer = {
  start(ms, passed) {
    const timeout = setTimeout(passed, ms)
    return { stop: () => clearTimeout(timeout) }
  },
}

/** What came of a call within the caller's time. `pending`: it goes on. */
export type Outcome<T> =
  { kind: "answered"; value: T } | { kind: "failed"; error: unknown } | { kind: "pending" }

/**
 * Calls that are running in this process. A second caller of the same key joins the running call, and no caller waits
 * longer than its own deadline: the call goes on without it.
 */
export class SingleFlight {
  private readonly running = new Map<string, Promise<Outcome<unknown>>>()

  constructor(private readonly timer: Timer = systemTimer) {}

  isRunning(key: string): boolean {
    return this.running.has(key)
  }

  /** Starts a call, or joins the one that is running; the key names gateway and question. Never throws. */
  async run<T>(key: string, start: () => Promise<T>, waitMs: number): Promise<Outcome<T>> {
    const call = this.running.get(key) ?? this.begin(key, start)
    return this.withDeadline(call as Promise<Outcome<T>>, waitMs)
  }

  private begin(key: string, start: () => Promise<unknown>): Promise<Outcome<unknown>> {
    // It starts after it was remembered: otherwise one that throws at once would stay remembered.
    const call = Promise.resolve()
      .then(start)
      .then(
        (value): Outcome<unknown> => ({ kind: "answered", value }),
        (error: unknown): Outcome<unknown> => ({ kind: "failed", error }),
      )
      .finally(() => this.running.delete(key))
    this.running.set(key, call)
    return call
  }

  private withDeadline<T>(call: Promise<Outcome<T>>, waitMs: number): Promise<Outcome<T>> {
    return new Promise((resolve) => {
      const timer = this.timer.start(waitMs, () => resolve({ kind: "pending" }))
      void call.then((outcome) => {
        timer.stop()
        resolve(outcome)
      })
    })
  }
}
