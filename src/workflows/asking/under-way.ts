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

/** What came of a question within the asker's time. `pending`: it goes on. */
export type Outcome<T> =
  { kind: "answered"; value: T } | { kind: "failed"; error: unknown } | { kind: "pending" }

/**
 * Questions that are under way in this process. Whoever asks the same joins the one that is, and nobody waits longer
 * than he can: the question goes on behind him.
 */
export class UnderWay {
  private readonly questions = new Map<string, Promise<Outcome<unknown>>>()

  constructor(private readonly timer: Timer = systemTimer) {}

  isAsked(key: string): boolean {
    return this.questions.has(key)
  }

  /** Asks, or joins who asked; the key names gateway and question. Never throws. */
  async ask<T>(key: string, question: () => Promise<T>, waitMs: number): Promise<Outcome<T>> {
    const asked = this.questions.get(key) ?? this.begin(key, question)
    return this.withinTime(asked as Promise<Outcome<T>>, waitMs)
  }

  private begin(key: string, question: () => Promise<unknown>): Promise<Outcome<unknown>> {
    // Not begun before it is remembered: one that throws at once would be remembered for ever.
    const asked = Promise.resolve()
      .then(question)
      .then(
        (value): Outcome<unknown> => ({ kind: "answered", value }),
        (error: unknown): Outcome<unknown> => ({ kind: "failed", error }),
      )
      .finally(() => this.questions.delete(key))
    this.questions.set(key, asked)
    return asked
  }

  private withinTime<T>(asked: Promise<Outcome<T>>, waitMs: number): Promise<Outcome<T>> {
    return new Promise((resolve) => {
      const timer = this.timer.start(waitMs, () => resolve({ kind: "pending" }))
      void asked.then((outcome) => {
        timer.stop()
        resolve(outcome)
      })
    })
  }
}
