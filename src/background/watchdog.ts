import type { Logger } from "../core"
import type { WatchdogTurn } from "../modules/gateway-ledger"

/** How often the watchdog looks, and after how long without a sweep it starts one. */
interface WatchdogTimes {
  everyMs: number
  lateMs: number
}

export const WATCHDOG_TIMES: WatchdogTimes = { everyMs: 10_000, lateMs: 60_000 }

interface Dependencies {
  /** Takes the sweep over if nobody does it; see `Watch.takeOver`. */
  takeOver(times: WatchdogTimes): Promise<WatchdogTurn>
  sweep(): Promise<void>
  log: Logger
  times?: WatchdogTimes
}

/**
 * Every process has a watchdog, which sweeps where nobody else does. Medusa's schedule is a key in Redis, which a flush or
 * an empty restart loses for good, and a lone process in `server` mode has no schedule at all.
 */
export class Watchdog {
  private readonly times: WatchdogTimes
  private timer: NodeJS.Timeout | undefined
  private isInCharge = false

  constructor(private readonly dependencies: Dependencies) {
    this.times = dependencies.times ?? WATCHDOG_TIMES
  }

  /** Begins to look, after the time in which the schedule would have run. Its timers do not keep the process alive. */
  start(): void {
    const { everyMs } = this.times
    this.timer = setTimeout(() => {
      void this.look()
      this.timer = setInterval(() => void this.look(), everyMs).unref()
    }, 2 * everyMs).unref()
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  /** Never throws: when it fails, the next look comes. */
  async look(): Promise<void> {
    const { takeOver, sweep, log } = this.dependencies
    try {
      const { isTaken, isScheduleSilent } = await takeOver(this.times)
      this.logChange(isTaken, isScheduleSilent)
      if (isTaken) await sweep()
    } catch (error) {
      log.warn(`watchdog could not look: error=${(error as Error).message}`)
    }
  }

  /** Logs once that this process begins to sweep by itself, and once that the schedule runs again. */
  private logChange(isTaken: boolean, isScheduleSilent: boolean): void {
    const { log } = this.dependencies
    const { lateMs } = this.times
    if (isTaken && !this.isInCharge) {
      this.isInCharge = true
      log.warn(
        `no sweep for ${lateMs / 1000} s, so this process sweeps by itself: Medusa's schedule does not run. Start a process in worker or shared mode; if Redis has lost its data, restart one`,
      )
    } else if (this.isInCharge && !isScheduleSilent) {
      this.isInCharge = false
      log.info("Medusa's schedule runs the sweep again")
    }
  }
}
