import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmdirSync, rmSync } from "node:fs"
import { rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"

import { killAllProcesses } from "../process"
import type { Shutdown } from "../shutdown"

/** The project's folder. */
export const ROOT = resolve(__dirname, "../..")

/** Logs of the last run; what remains when the check has ended. */
export const LOGS = join(ROOT, "tools/.out/check-package")

/** Makes a folder, or empties it. */
export function emptyFolder(path: string): void {
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { recursive: true })
}

/** Where the tarball, the merchant's application and its database are for as long as the check runs. */
export interface TemporaryPlace {
  folder: string
  app: string
  database: string
  remove(): Promise<void>
}

/**
 * Makes the temporary place of a check, and has it removed at the check's end unless it is kept.
 *
 * @param keptAs what to call the application in it, where the check leaves it
 */
export function openPlace(shutdown: Shutdown, keptAs?: string | false): TemporaryPlace {
  const place = makeTemporaryPlace()
  if (keptAs) console.log(`${keptAs}: ${place.app}`)
  else shutdown.add(() => place.remove())
  // Whatever is running to its end, such as npm, must not write into a folder that is being removed.
  shutdown.add(killAllProcesses)
  return place
}

/**
 * A folder outside the project: below it, Node.js would find the project's own `node_modules` whenever the package
 * has forgotten a dependency.
 *
 * @throws Error when there are modules on the way up from the temporary folder as well
 */
function makeTemporaryPlace(): TemporaryPlace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "medusa-payment-gateways-")))
  for (let above = dirname(folder); ; above = dirname(above)) {
    if (existsSync(join(above, "node_modules"))) {
      rmdirSync(folder)
      throw new Error(`${above} has node_modules, which the check would use. Set TMPDIR to another folder.`)
    }
    if (above === dirname(above)) break
  }
  const app = join(folder, "app")
  mkdirSync(app)
  return {
    folder,
    app,
    database: join(folder, "postgres"),
    // Programs that have just been stopped may still be writing. Not the synchronous twin: tsx kills a program that
    // does not answer a second Ctrl-C at once.
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
  }
}
