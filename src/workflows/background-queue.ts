import { setTimeout as sleep } from "node:timers/promises"

/** Settlements at a time in one process: they share the database's connections with the answers to the gateways. */
const AT_ONCE = 4

/** How long work stands back for gateways that wait for their answer. */
const STAND_BACK_MS = 250

type Work = () => Promise<void>

/**
 * Work in the background of one process: a few at a time, in the order in which it came, the same work once. What a crash
 * loses here is found by the sweep.
 */
export class BackgroundQueue {
  private readonly waiting = new Map<string, { work: Work; since: number }>()
  private readonly workers = new Set<Promise<void>>()
  /** Workers that still take new work. */
  private busy = 0
  private answering = 0
  private whenAnswered: (() => void)[] = []

  /** @param failed hears of work that throws; nobody else does */
  constructor(private readonly failed: (key: string, error: unknown) => void) {}

  /** Does the work as soon as a place is free. `key` names it. */
  add(key: string, work: Work): void {
    this.waiting.set(key, { work, since: performance.now() })
    if (this.busy >= AT_ONCE) return
    const worker = this.workOff()
    this.workers.add(worker)
    void worker.finally(() => this.workers.delete(worker))
  }

  /** Runs what a gateway waits for. In a burst of notifications all are written down before the first is settled. */
  async answerFirst<T>(answer: () => Promise<T>): Promise<T> {
    this.answering++
    try {
      return await answer()
    } finally {
      this.answering--
      if (this.answering === 0) {
        this.whenAnswered.forEach((go) => go())
        this.whenAnswered = []
      }
    }
  }

  /** Resolves when all work is done. */
  async idle(): Promise<void> {
    while (this.workers.size > 0) await Promise.all(this.workers)
  }

  private async workOff(): Promise<void> {
    this.busy++
    for (const [key, { work, since }] of this.waiting) {
      this.waiting.delete(key)
      await this.quiet(since + STAND_BACK_MS - performance.now())
      await work().catch((error: unknown) => this.failed(key, error))
    }
    this.busy--
  }

  /** Resolves when no gateway waits for an answer, or the time is over. */
  private async quiet(atMostMs: number): Promise<void> {
    if (this.answering === 0 || atMostMs <= 0) return
    const answered = new Promise<void>((resolve) => this.whenAnswered.push(resolve))
    const timer = new AbortController()
    await Promise.race([
      answered,
      sleep(atMostMs, undefined, { signal: timer.signal }).catch(() => undefined),
    ])
    timer.abort()
  }
}
