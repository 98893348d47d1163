import { systemTimer, UnderWay, type Timer } from "./under-way"

/** What is known of a question. */
export interface LastAnswer<T> {
  /** The last answer that came; null when none ever did. */
  value: T | null
  /** When it came, in milliseconds since 1970. */
  readAt: number | null
  /** Why the last question failed; null when it did not. */
  error: unknown
  /** When and for how long the last question was asked; null before the first. */
  asked: { at: number; tookMs: number } | null
  /** A question is under way. */
  refreshing: boolean
}

export interface LastAnswersOptions {
  /** An answer younger than this is not asked for again. */
  freshMs: number
  /** After a failure it is not asked again for this long: a gateway in trouble is left in peace. */
  retryMs: number
  /** How many questions are remembered; the oldest are forgotten. */
  keep: number
  now?: () => number
  timer?: Timer
}

type Remembered<T> = Omit<LastAnswer<T>, "refreshing">

const NOTHING: Remembered<never> = { value: null, readAt: null, error: null, asked: null }

/** The last known answers of this process. A slow question leaves the last one standing. */
export class LastAnswers<T> {
  private readonly known = new Map<string, Remembered<T>>()
  private readonly underWay: UnderWay
  private readonly now: () => number

  constructor(private readonly options: LastAnswersOptions) {
    this.underWay = new UnderWay(options.timer ?? systemTimer)
    this.now = options.now ?? Date.now
  }

  /** What is known, without asking. */
  look(key: string): LastAnswer<T> {
    return { ...(this.known.get(key) ?? NOTHING), refreshing: this.underWay.isAsked(key) }
  }

  /**
   * What is known after asking, if it is worth a question. Waits for `waitMs` at most; with `force` it asks even if
   * the last answer is fresh. Never throws.
   */
  async ask(
    key: string,
    question: () => Promise<T>,
    { waitMs, force = false }: { waitMs: number; force?: boolean },
  ): Promise<LastAnswer<T>> {
    if (force || this.underWay.isAsked(key) || this.isWorthAsking(key)) {
      const asked = this.underWay.ask(key, () => this.remember(key, question), waitMs)
      if (waitMs > 0) await asked
    }
    return this.look(key)
  }

  forget(): void {
    this.known.clear()
  }

  private isWorthAsking(key: string): boolean {
    const { readAt, error, asked } = this.known.get(key) ?? NOTHING
    if (error !== null && asked) return this.now() - asked.at >= this.options.retryMs
    return readAt === null || this.now() - readAt >= this.options.freshMs
  }

  private async remember(key: string, question: () => Promise<T>): Promise<void> {
    const at = this.now()
    const took = () => ({ at, tookMs: this.now() - at })
    try {
      const value = await question()
      this.store(key, { value, readAt: this.now(), error: null, asked: took() })
    } catch (error) {
      this.store(key, { ...(this.known.get(key) ?? NOTHING), error, asked: took() })
    }
  }

  private store(key: string, answer: Remembered<T>): void {
    this.known.delete(key)
    this.known.set(key, answer)
    const [oldest] = this.known.keys()
    if (this.known.size > this.options.keep && oldest !== undefined) this.known.delete(oldest)
  }
}
