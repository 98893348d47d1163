import { ProcessFailed } from "./process"
import type { Report } from "./report"
import type { Shutdown } from "./shutdown"
import type { Steps } from "./steps"

/** What a check tells, and stops in any case. */
interface Running {
  steps: Steps
  shutdown: Shutdown
  report?: Report
}

/** Runs a check to its end: with the exit code that it answers, with 130 when it is interrupted, else with 1. */
export function runCheck({ steps, shutdown, report }: Running, check: () => Promise<number>): void {
  const end = async (code: number): Promise<void> => {
    await shutdown.run()
    process.exit(code)
  }
  // The terminal and npm may both send a signal; the first one counts.
  const interrupt = () => {
    if (shutdown.begun) return
    steps.mute()
    console.log("\nStopping …")
    void end(130)
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt)
  check().then(end, async (error: unknown) => {
    // What fails while everything is being stopped is no news.
    if (shutdown.begun) return
    console.error(`\n${error instanceof Error ? error.message : String(error)}`)
    if (error instanceof ProcessFailed) for (const line of error.lastLines()) console.error(`  ${line}`)
    if (report?.toString().includes("✗")) console.error(`\n${report}`)
    await end(1)
  })
}
