import { SingleFlight, systemTimer, type Timer } from "./single-flight"

export interface CachedAnswer<T> {
  /** The last answer; null before the first. */
  value: T | null
  /** When it came, in milliseconds since 1970. */
  readAt: number | null
  /** Why the last call failed; null when it did not. */
  error: unknown
  /** When the last call began, and how long it took; null before the first. */
  lastCall: { at: number; tookMs: number } | null
  /** A call is running. */
  refreshing: boolean
}

interface CacheOptions {
  /** An answer younger than this is not asked for again. */
  freshMs: number
  /** After a failure no call is made for this long: a gateway in trouble is not pressed. */
  retryMs: number
  /** How many questions are remembered; the oldest are forgotten. */
  keep: number
  now?: () => number
  timer?: Timer
}

type Remembered<T> = Omit<CachedAnswer<T>, "refreshing">

const NOTHING: Remembered<never> = { value: null, readAt: null, error: null, lastCall: null }

/** The last known answers of gateways in this process. A slow or failed call leaves the last answer standing. */
export class StaleWhileRevalidateCache<T> {
  private readonly known = new Map<string, Remembered<T>>()
  private readonly calls: SingleFlight
  private readonly now: () => number

  constructor(private readonly options: CacheOptions) {
    this.calls = new SingleFlight(options.timer ?? systemTimer)
    this.now = options.now ?? Date.now
  }

  /** What is known, without a call. */
  peek(key: string): CachedAnswer<T> {
    return { ...(this.known.get(key) ?? NOTHING), refreshing: this.calls.isRunning(key) }
  }

  /**
   * What is known after a call, where one is worth it. Waits for `waitMs` at most; with `force` it calls even if the
   * last answer is fresh. Never throws.
   */
  async get(
    key: string,
    call: () => Promise<T>,
    { waitMs, force = false }: { waitMs: number; force?: boolean },
  ): Promise<CachedAnswer<T>> {
    if (force || this.calls.isRunning(key) || this.isStale(key)) {
      const running = this.calls.run(key, () => this.remember(key, call), waitMs)
      if (waitMs > 0) await running
    }
    return this.peek(key)
  }

  private isStale(key: string): boolean {
    const { readAt, error, lastCall } = this.known.get(key) ?? NOTHING
    if (error !== null && lastCall) return this.now() - lastCall.at >= this.options.retryMs
    return readAt === null || this.now() - readAt >= this.options.freshMs
  }

  private async remember(key: string, call: () => Promise<T>): Promise<void> {
    const at = this.now()
    const took = () => ({ at, tookMs: this.now() - at })
    try {
      const value = await call()
      this.store(key, { value, readAt: this.now(), error: null, lastCall: took() })
    } catch (error) {
      this.store(key, { ...(this.known.get(key) ?? NOTHING), error, lastCall: took() })
    }
  }

  private store(key: string, answer: Remembered<T>): void {
    this.known.delete(key)
    this.known.set(key, answer)
    const [oldest] = this.known.keys()
    if (this.known.size > this.options.keep && oldest !== undefined) this.known.delete(oldest)
  }
}
