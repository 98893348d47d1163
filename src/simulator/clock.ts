interface Timer {
  due: number
  run: () => void
  handle: NodeJS.Timeout
}

/** ISO 8601 of milliseconds since 1970. */
export function iso(ms: number): string
export function iso(ms: number | null): string | null
export function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}

/** The simulator's own time: the given clock plus whatever was advanced by hand, and the timers by that time. */
export class SimulatorClock {
  private offset = 0
  private readonly timers = new Set<Timer>()

  constructor(private readonly source: () => number) {}

  /** Milliseconds since 1970. */
  now(): number {
    return this.source() + this.offset
  }

  /** Current time as ISO 8601. */
  iso(): string {
    return iso(this.now())
  }

  /** Runs `run` after `ms`, or earlier when the clock is advanced past that. */
  after(ms: number, run: () => void): void {
    const fire = (): void => {
      this.timers.delete(timer)
      clearTimeout(timer.handle)
      run()
    }
    const timer: Timer = { due: this.now() + ms, run: fire, handle: setTimeout(() => fire(), ms) }
    this.timers.add(timer)
  }

  /** Promise form of {@link after}; never settles if the simulator is reset or stopped meanwhile. */
  wait(ms: number): Promise<void> {
    return ms <= 0 ? Promise.resolve() : new Promise((resolve) => this.after(ms, resolve))
  }

  /** Moves the clock forward and runs what has become due, oldest first. */
  advance(ms: number): void {
    this.offset += ms
    const now = this.now()
    const due = [...this.timers].filter((timer) => timer.due <= now).sort((a, b) => a.due - b.due)
    for (const timer of due) timer.run()
  }

  /** Forgets every timer and goes back to the given clock. */
  reset(): void {
    for (const timer of this.timers) clearTimeout(timer.handle)
    this.timers.clear()
    this.offset = 0
  }
}
