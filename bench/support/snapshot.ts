import { cpSync, existsSync, rmSync } from "node:fs"
import { join } from "node:path"

import { BUILT, INSTALLED, ROOT } from "./paths"

/**
 * Puts a copy of the built plugin where npm would install it, so that building it anew meanwhile does not change what
 * is measured.
 *
 * @returns how to remove it
 */
export function installPlugin(): () => void {
  if (!existsSync(join(BUILT, "providers/tegro/index.js"))) {
    throw new Error("The plugin is not built; leave --no-build out")
  }
  const remove = () => rmSync(join(INSTALLED, ".."), { recursive: true, force: true })
  remove()
  cpSync(BUILT, join(INSTALLED, ".medusa/server/src"), { recursive: true })
  cpSync(join(ROOT, "package.json"), join(INSTALLED, "package.json"))
  return remove
}
