import { setImmediate as nextTurn } from "node:timers/promises"

/** So many turns of the event loop without a statement under way: whoever is not waiting for the time has ended. */
const CALM_TURNS = 25

/** Time that passes only when everything that needs none has been done. */
export class VirtualTime {
  private readonly timers = new Set<{ at: number; resolve: () => void }>()

  /**
   * @param now milliseconds since 1970
   * @param tell tells the database what time it is
   * @param isBusy whether a statement is under way
   */
  constructor(
    private now: number,
    private readonly tell: (now: number) => Promise<void>,
    private readonly isBusy: () => boolean,
  ) {}

  readonly read = (): number => this.now

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.timers.add({ at: this.now + ms, resolve }))
  }

  /** Lets the time pass until then, from one timer to the next. */
  async passUntil(at: number): Promise<void> {
    for (;;) {
      await this.calm()
      const [next] = [...this.timers].filter((timer) => timer.at <= at).sort((a, b) => a.at - b.at)
      await this.moveTo(next?.at ?? at)
      if (!next) return
      this.timers.delete(next)
      next.resolve()
    }
  }

  /** Lets the time pass until nobody waits for it. */
  async passOut(): Promise<void> {
    for (await this.calm(); this.timers.size > 0; await this.calm()) {
      await this.passUntil(Math.min(...[...this.timers].map(({ at }) => at)))
    }
  }

  async moveTo(at: number): Promise<void> {
    if (at <= this.now) return
    this.now = at
    await this.tell(at)
  }

  private async calm(): Promise<void> {
    for (let turns = 0; turns < CALM_TURNS; turns++) {
      await nextTurn()
      if (this.isBusy()) turns = 0
    }
  }
}
