import type { Logger } from "../core"
import type { WatchdogTurn } from "../modules/gateway-ledger"

/** How often the watchdog looks, and after how long without a sweep it does one itself. */
export interface WatchdogTimes {
  everyMs: number
  lateMs: number
}

export const WATCHDOG_TIMES: WatchdogTimes = { everyMs: 10_000, lateMs: 60_000 }

interface Dependencies {
  /** Takes the work over, if nobody does it; see `Watch.takeOver`. */
  takeOver(times: WatchdogTimes): Promise<WatchdogTurn>
  sweep(): Promise<void>
  log: Logger
  times?: WatchdogTimes
}

/**
 * Looks whether the sweep is done at all, in every process, and does it where nobody does: Medusa's schedule is a key in
 * Redis, which a flush or an empty restart loses for good, and a lone `server` has no schedule in the first place.
 */
export class Watchdog {
  private readonly times: WatchdogTimes
  private timer: NodeJS.Timeout | undefined
  private isInCharge = false

  constructor(private readonly dependencies: Dependencies) {
    this.times = dependencies.times ?? WATCHDOG_TIMES
  }

  /** The first look comes when a schedule that lives must have been heard. The process does not live on for it. */
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

  /** Never throws: without its database the process has other troubles, and the next look comes. */
  async look(): Promise<void> {
    const { takeOver, sweep, log } = this.dependencies
    try {
      const { isTaken, isScheduleSilent } = await takeOver(this.times)
      this.say(isTaken, isScheduleSilent)
      if (isTaken) await sweep()
    } catch (error) {
      log.warn(`watchdog could not look: error=${(error as Error).message}`)
    }
  }

  /** Once when it begins, and once when it ends. */
  private say(isTaken: boolean, isScheduleSilent: boolean): void {
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
