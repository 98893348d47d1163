import { killAllProcesses } from "./process"

type Stop = () => void | Promise<void>

/** Stops what was started, in the reverse order, once. */
export class Shutdown {
  private readonly stops: Stop[] = []
  private finished: Promise<void> | undefined

  /** Remembers how to stop something that has just been started. */
  add(stop: Stop): void {
    // It was still starting when stopping began.
    if (this.begun) void stop()
    else this.stops.push(stop)
  }

  /** Stops everything, and ends every process that nobody stops. One failure does not keep the rest from being stopped. */
  run(): Promise<void> {
    return (this.finished ??= this.stopAll())
  }

  /** Ctrl-C or SIGTERM stops everything and exits with 0; a second one does not wait. */
  listen(onFirst: () => void = () => undefined): void {
    let signals = 0
    const stop = () => {
      signals++
      if (signals > 1) {
        killAllProcesses()
        process.exit(130)
      }
      onFirst()
      void this.run().then(() => process.exit(0))
    }
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop)
  }

  /** Whether stopping has begun, so that failures of what is being stopped are no news. */
  get begun(): boolean {
    return this.finished !== undefined
  }

  private async stopAll(): Promise<void> {
    for (let stop = this.stops.pop(); stop; stop = this.stops.pop()) {
      try {
        await stop()
      } catch (error) {
        console.error(error instanceof Error ? error.message : error)
      }
    }
    killAllProcesses()
  }
}
