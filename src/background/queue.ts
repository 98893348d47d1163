import { setTimeout as sleep } from "node:timers/promises"

/** Settlements of one lane at a time in one process: they share the database's connections with the answers to the gateways. */
const AT_ONCE = 4

/** How long work waits at most while gateways wait for their answers. */
const YIELD_MS = 250

type Work = () => Promise<void>

/** Work of one gateway, which waits for no other one's. */
class Lane {
  readonly waiting = new Map<string, { work: Work; since: number }>()
  /** Workers that still take new work. */
  busy = 0
}

/**
 * Background work of one process: a few at a time of each lane, in the order in which it came, the same work once. A
 * crash loses the queue; the sweep finds its work again.
 */
export class BackgroundQueue {
  private readonly lanes = new Map<string, Lane>()
  private readonly workers = new Set<Promise<void>>()
  private answering = 0
  private whenAnswered: (() => void)[] = []

  /** @param failed is called with the error of work that throws */
  constructor(private readonly failed: (key: string, error: unknown) => void) {}

  /** Does the work as soon as a worker of its lane is free. `key` names it. */
  add(key: string, work: Work, lane = ""): void {
    const own = this.lanes.get(lane) ?? new Lane()
    this.lanes.set(lane, own)
    own.waiting.set(key, { work, since: performance.now() })
    if (own.busy >= AT_ONCE) return
    const worker = this.runWorker(own)
    this.workers.add(worker)
    void worker.finally(() => this.workers.delete(worker))
  }

  /** Runs an answer that a gateway waits for; work waits for it, so that a burst of notifications is written down first. */
  async answerFirst<T>(answer: () => Promise<T>): Promise<T> {
    this.answering++
    try {
      return await answer()
    } finally {
      this.answering--
      if (this.answering === 0) {
        this.whenAnswered.forEach((resume) => resume())
        this.whenAnswered = []
      }
    }
  }

  /** Resolves when all work is done. */
  async idle(): Promise<void> {
    while (this.workers.size > 0) await Promise.all(this.workers)
  }

  private async runWorker(lane: Lane): Promise<void> {
    lane.busy++
    for (const [key, { work, since }] of lane.waiting) {
      lane.waiting.delete(key)
      await this.waitForAnswers(since + YIELD_MS - performance.now())
      await work().catch((error: unknown) => this.failed(key, error))
    }
    lane.busy--
  }

  /** Resolves when no gateway waits for an answer, or the time is over. */
  private async waitForAnswers(atMostMs: number): Promise<void> {
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
