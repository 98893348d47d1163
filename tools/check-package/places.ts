import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmdirSync } from "node:fs"
import { rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"

/** The project's folder. */
export const ROOT = resolve(__dirname, "../..")

/** Logs of the last run; what remains when the check has ended. */
export const LOGS = join(ROOT, "tools/.out/check-package")

/** Where the tarball, the merchant's application and its database are for as long as the check runs. */
export interface TemporaryPlace {
  folder: string
  app: string
  database: string
  remove(): Promise<void>
}

/**
 * A folder outside the project: below it, Node.js would find the project's own `node_modules` whenever the package
 * has forgotten a dependency.
 *
 * @throws Error when there are modules on the way up from the temporary folder as well
 */
export function makeTemporaryPlace(): TemporaryPlace {
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
