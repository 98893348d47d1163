import { buildPlugin } from "../demo/support/builds"
import { inspect } from "./check-package/inspect"
import { emptyFolder, LOGS, openPlace } from "./check-package/places"
import { Report } from "./report"
import { runCheck } from "./run-check"
import { Shutdown } from "./shutdown"
import { Steps } from "./steps"

const steps = new Steps()
const shutdown = new Shutdown()
const report = new Report()

/**
 * Looks at both packages as they would be published: files, size, links, exports and types. Builds them where the sources
 * have changed since the last time.
 */
async function main(): Promise<number> {
  emptyFolder(LOGS)
  const place = openPlace(shutdown)
  await steps.run("plugin build", buildPlugin)
  await inspect(place.folder, steps, report)
  if (!report.passed) console.error(`\n${report}`)
  return report.passed ? 0 : 1
}

runCheck({ steps, shutdown, report }, main)
