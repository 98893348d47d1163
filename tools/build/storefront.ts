import { copyFileSync } from "node:fs"
import { join } from "node:path"

import { compile } from "./compile"
import { BUILT, ROOT } from "./places"

const SOURCE = join(ROOT, "src/storefront")
const TARGET = join(BUILT, "storefront")

/**
 * Compiles what a storefront imports, beside the plugin's other files: modules for bundlers, file by file, so that
 * "use client" stays where it is. `medusa plugin:build` makes CommonJS of all it compiles, so it leaves this folder out.
 */
export function buildStorefront(): string {
  const files = compile(join(SOURCE, "tsconfig.json"), TARGET)
  for (const name of ["package.json", "style.css"]) copyFileSync(join(SOURCE, name), join(TARGET, name))
  return `storefront: ${files} files`
}
