import { atMost } from "../core/at-most"

/** How much work of one lane runs at a time. Work shares the database's connections with the answers to gateways. */
const AT_ONCE = 4

/** How long work waits at most for answers to gateways. */
const YIELD_MS = 250

type Work = () => Promise<void>

/** The work of one gateway, which does not wait for another gateway's. */
class Lane {
  readonly waiting = new Map<string, { work: Work; since: number }>()
  /** Workers that still take new work. */
  busy = 0
}

/**
 * Background work of one process: some of each lane at a time, in the order in which it came, and the same work once. When
 * the process dies, the sweep finds the work again.
 */
export class BackgroundQueue {
  private readonly lanes = new Map<string, Lane>()
  private readonly workers = new Set<Promise<void>>()
  private answering = 0
  private whenAnswered: (() => void)[] = []

  /** @param failed is called with the error of work that throws */
  constructor(private readonly failed: (key: string, error: unknown) => void) {}

  /** Does work as soon as its lane has a free worker. Waiting work with the same `key` is replaced. */
  add(key: string, work: Work, lane = ""): void {
    const own = this.lanes.get(lane) ?? new Lane()
    this.lanes.set(lane, own)
    own.waiting.set(key, { work, since: performance.now() })
    if (own.busy >= AT_ONCE) return
    const worker = this.runWorker(own)
    this.workers.add(worker)
    void worker.finally(() => this.workers.delete(worker))
  }

  /** Runs an answer that a gateway waits for. Work waits for answers, so that a burst of notifications is recorded first. */
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

  /** Waits until no gateway waits for an answer, for at most so long. */
  private async waitForAnswers(atMostMs: number): Promise<void> {
    if (this.answering === 0 || atMostMs <= 0) return
    const answered = new Promise<void>((resolve) => this.whenAnswered.push(resolve))
    await atMost(atMostMs, answered)
  }
}
